import { Button, Popover, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { MOST_CHOSEN, type Filter, type OpenDatasetFacts } from '../../contract/studio/datasets.js';
import { useStudio } from '../connection/studio-context.js';
import { AskAgain } from './ask-again.js';
import { ExportChosen } from './export-chosen.js';
import { isFiltered } from './filter.js';
import { MoreLikeThese, type Chosen } from './more-like-these.js';
import { count, numberWords } from '../jobs/job-words.js';

interface Props {
  readonly dataset: OpenDatasetFacts;
  readonly filter: Filter;
  readonly images: number;
  readonly selected: ReadonlySet<string>;
  readonly clear: () => void;
  /** Called when marks have changed. */
  readonly marked: () => void;
}

type Change = { excluded: boolean } | { addTag: string } | { removeTag: string };

/** Marks for the images that are selected, or for all that pass the filter. */
export function SelectionBar({ dataset, filter, images, selected, clear, marked }: Props) {
  const studio = useStudio();
  const [tag, setTag] = useState('');
  const [all, setAll] = useState(false);
  const mark = useMutation({
    mutationFn: (change: Change) =>
      studio.datasets.mark({ dataset: dataset.id, ...(all ? { filter } : { views: [...selected] }), ...change }),
    onSuccess: () => {
      setTag('');
      marked();
    },
  });
  if (selected.size === 0 && !all)
    return isFiltered(filter) && images > 0 ? (
      <div className="datasets-selection">
        <Button variant="default" size="compact-xs" onClick={() => setAll(true)}>
          Select all {numberWords(images)}
        </Button>
      </div>
    ) : null;
  const chosen: Chosen = {
    count: all ? images : selected.size,
    names: () =>
      all ? studio.datasets.names({ dataset: dataset.id, filter, most: MOST_CHOSEN }) : Promise.resolve([...selected]),
  };
  return (
    <div className="datasets-selection" role="toolbar" aria-label="Selected images">
      <span>{count(chosen.count, 'image')} selected</span>
      <Popover position="top" trapFocus>
        <Popover.Target>
          <Button variant="default" size="compact-xs">
            Tag…
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <form
            className="datasets-tag-form"
            onSubmit={(event) => {
              event.preventDefault();
              if (tag.trim() !== '') mark.mutate({ addTag: tag.trim() });
            }}
          >
            <TextInput
              aria-label="Tag"
              placeholder="look again"
              maxLength={60}
              value={tag}
              onChange={(event) => setTag(event.currentTarget.value)}
            />
            <Button type="submit" size="compact-xs" disabled={tag.trim() === ''}>
              Add tag
            </Button>
            <Button
              size="compact-xs"
              variant="default"
              disabled={tag.trim() === ''}
              onClick={() => mark.mutate({ removeTag: tag.trim() })}
            >
              Remove tag
            </Button>
          </form>
        </Popover.Dropdown>
      </Popover>
      <Button variant="default" size="compact-xs" onClick={() => mark.mutate({ excluded: true })}>
        Exclude from exports
      </Button>
      <Button variant="default" size="compact-xs" onClick={() => mark.mutate({ excluded: false })}>
        Include again
      </Button>
      <AskAgain dataset={dataset} chosen={chosen} />
      <ExportChosen dataset={dataset} chosen={chosen} />
      <MoreLikeThese dataset={dataset.id} chosen={chosen} types={filter.facets.type ?? []} />
      <Button
        variant="subtle"
        size="compact-xs"
        onClick={() => {
          setAll(false);
          clear();
        }}
      >
        Select none
      </Button>
      {mark.error && <span className="datasets-fault">{mark.error.message}</span>}
    </div>
  );
}
