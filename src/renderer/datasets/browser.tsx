import { Alert, Checkbox, SegmentedControl, Select, Slider } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { SORTS, type OpenDatasetFacts, type Sort } from '../../contract/studio/datasets.js';
import { useStudio } from '../connection/studio-context.js';
import { numberWords } from '../jobs/job-words.js';
import { useKept } from '../kept.js';
import { FacetsPanel } from './facets-panel.js';
import { isFiltered, NO_FILTER } from './filter.js';
import { FootBar } from './foot-bar.js';
import { ImageGrid } from './image-grid.js';
import { ImageTable } from './image-table.js';
import { ItemPane } from './item-pane.js';
import { SelectionBar } from './selection-bar.js';
import { useTiles, type TileRequest } from './use-tiles.js';

interface Props {
  readonly dataset: OpenDatasetFacts;
  readonly reopen: () => void;
}

const SORT_WORDS: Readonly<Record<Sort, string>> = {
  stored: 'as stored',
  margin: 'least clear first',
  questions: 'most questions first',
};
const NONE: ReadonlySet<string> = new Set();

/** A dataset: what it is chosen by, its images, one of them closely, and what can be done with it. */
export function Browser({ dataset, reopen }: Props) {
  const studio = useStudio();
  const [filter, setFilter] = useState(NO_FILTER);
  const [sort, setSort] = useKept<Sort>('datasets.sort', 'stored', SORTS);
  const [shape, setShape] = useKept<'grid' | 'table'>('datasets.shape', 'grid', ['grid', 'table']);
  const [size, setSize] = useKept<number>('datasets.size', 168);
  const [mask, setMask] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const [selected, setSelected] = useState(NONE);
  const [revision, setRevision] = useState(0);
  const request = useMemo(
    (): TileRequest => ({ dataset: dataset.id, filter, sort, revision }),
    [dataset.id, filter, sort, revision],
  );
  // The first images are asked for before the counts: they are there sooner, and their pictures meanwhile.
  useTiles(request, 0, 1);
  const overview = useQuery({
    queryKey: ['overview', dataset.id, filter, revision],
    queryFn: () => studio.datasets.overview({ dataset: dataset.id, filter }),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  const select = useCallback(
    (view: string) =>
      setSelected((before) => {
        const next = new Set(before);
        if (!next.delete(view)) next.add(view);
        return next;
      }),
    [],
  );
  // Until it is counted, all that dataset.json speaks of: the first images need not wait for it.
  const images = overview.data?.images ?? dataset.views;
  const questions = overview.data?.questions ?? Object.values(dataset.sets).reduce((sum, count) => sum + count, 0);
  const shared = { request, images, chosen, choose: setChosen, selected, select };
  return (
    <div className="datasets-page" data-item={chosen !== null || undefined}>
      {overview.data ? (
        <FacetsPanel overview={overview.data} filter={filter} setFilter={setFilter} />
      ) : (
        <aside className="datasets-facets" />
      )}
      <section className="datasets-middle" aria-labelledby="datasets-name">
        <header className="datasets-bar">
          <h1 id="datasets-name" title={dataset.path}>
            {dataset.name}
          </h1>
          <span className="datasets-quiet" role="status">
            {numberWords(images)} {isFiltered(filter) ? `of ${numberWords(dataset.views)} ` : ''}images ·{' '}
            {numberWords(questions)} questions
          </span>
          <span className="datasets-grow" />
          <Select
            aria-label="Order"
            w={170}
            allowDeselect={false}
            value={sort}
            onChange={(value) => setSort((value as Sort | null) ?? 'stored')}
            data={SORTS.map((value) => ({ value, label: SORT_WORDS[value] }))}
          />
          <Slider
            w={90}
            size="xs"
            min={104}
            max={320}
            step={8}
            value={size}
            onChange={setSize}
            label={null}
            disabled={shape === 'table'}
            thumbLabel="Size of the images"
          />
          <Checkbox
            size="xs"
            label="mask"
            checked={mask}
            disabled={shape === 'table'}
            onChange={(event) => setMask(event.currentTarget.checked)}
          />
          <SegmentedControl
            size="xs"
            value={shape}
            onChange={setShape}
            data={[
              { value: 'grid', label: 'Grid' },
              { value: 'table', label: 'Table' },
            ]}
            aria-label="How images are listed"
          />
        </header>
        {overview.error && (
          <Alert color="red" m={12}>
            {overview.error.message}
          </Alert>
        )}
        {dataset.damage.length > 0 && (
          <details className="datasets-damage">
            <summary>
              {dataset.damage.length === 1 ? 'One file is damaged' : `${dataset.damage.length} files are damaged`}; the
              rest is shown.
            </summary>
            <ul>
              {dataset.damage.map(({ place, problem }) => (
                <li key={place}>{problem}</li>
              ))}
            </ul>
          </details>
        )}
        {overview.data && images === 0 ? (
          <p className="datasets-nothing">
            {isFiltered(filter)
              ? 'No image passes these filters. Take one off at the left, or clear them all.'
              : 'This dataset holds no images yet. If its run was interrupted, resume it under Generate.'}
          </p>
        ) : shape === 'grid' ? (
          <ImageGrid {...shared} size={size} mask={mask} />
        ) : (
          <ImageTable {...shared} />
        )}
        <SelectionBar
          dataset={dataset}
          filter={filter}
          images={images}
          selected={selected}
          clear={() => setSelected(NONE)}
          marked={() => setRevision((n) => n + 1)}
        />
      </section>
      {chosen !== null && <ItemPane dataset={dataset} view={chosen} filter={filter} choose={setChosen} />}
      <FootBar dataset={dataset} reopen={reopen} />
    </div>
  );
}
