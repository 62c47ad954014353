import { Button, Popover, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { MOST_CHOSEN, type OpenDatasetFacts } from '../../contract/studio/datasets.js';
import { goTo } from '../app/route.js';
import { useStudio } from '../connection/studio-context.js';
import { numberWords } from '../jobs/job-words.js';
import type { Chosen } from './more-like-these.js';

/** A question set of its own about the chosen images. Nothing is rendered. */
export function AskAgain({ dataset, chosen }: { readonly dataset: OpenDatasetFacts; readonly chosen: Chosen }) {
  const studio = useStudio();
  const [set, setSet] = useState('');
  const add = useMutation({
    mutationFn: async () =>
      studio.jobs.add({ spec: { kind: 'ask', dir: dataset.path, set, views: [...(await chosen.names())] } }),
    onSuccess: ({ id }) => goTo('jobs', { job: id }),
  });
  const isTaken = set in dataset.sets;
  const isName = /^[a-z0-9][a-z0-9_-]{0,63}$/.test(set);
  return (
    <Popover position="top" trapFocus width={280}>
      <Popover.Target>
        <Button
          variant="default"
          size="compact-xs"
          disabled={chosen.count > MOST_CHOSEN}
          title={
            chosen.count > MOST_CHOSEN
              ? `At most ${numberWords(MOST_CHOSEN)} images at a time; “Ask again” below asks about all.`
              : undefined
          }
        >
          Re-ask…
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className="datasets-ask-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (isName && !isTaken) add.mutate();
          }}
        >
          <TextInput
            label="Name of the new set"
            description="Only these images are asked about; the other sets stay."
            value={set}
            onChange={(event) => setSet(event.currentTarget.value)}
            error={
              isTaken
                ? 'There is a set of that name.'
                : set !== '' && !isName
                  ? 'Small letters, digits, - and _.'
                  : null
            }
          />
          <Button type="submit" size="compact-xs" loading={add.isPending} disabled={!isName || isTaken}>
            Ask
          </Button>
          {add.error && <span className="datasets-fault">{add.error.message}</span>}
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
