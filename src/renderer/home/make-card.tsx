import { Button, Group, Progress, Select, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RecipeRun } from '../../contract/studio/jobs.js';
import { goTo } from '../app/route.js';
import { useOpened, useStudio } from '../connection/studio-context.js';
import { EstimateLine } from '../jobs/estimate-line.js';
import { JobPictures } from '../jobs/job-pictures.js';
import { jobTitle, percentOf } from '../jobs/job-words.js';
import { jobsStore, runningJob } from '../jobs/jobs-store.js';
import { ScenesInput } from '../jobs/scenes-input.js';
import { useStore } from '../store.js';

/** Recipe, number, go: or what is being made right now, with its pictures as they come. */
export function MakeCard() {
  const studio = useStudio();
  const opened = useOpened();
  const running = useStore(jobsStore, ({ queue }) => runningJob(queue));
  const recipes = useQuery({ queryKey: ['recipes', opened], queryFn: () => studio.recipes.list() });
  const [chosen, setChosen] = useState<string | null>(null);
  const [scenes, setScenes] = useState<number | string>(200);
  const recipe = chosen ?? recipes.data?.find(({ id }) => id === 'tabletop')?.path ?? null;
  const id = recipes.data?.find(({ path }) => path === recipe)?.id ?? 'dataset';
  const run: RecipeRun | null = recipe === null || typeof scenes !== 'number' ? null : { recipe, seed: 0 };
  const add = useMutation({
    mutationFn: (given: RecipeRun) =>
      studio.jobs.add({
        spec: { ...given, kind: 'generate', out: `datasets/${id}-${scenes}`, scenes: Number(scenes) },
      }),
    onSuccess: () => goTo('jobs'),
  });
  if (running?.spec.kind === 'generate')
    return (
      <section className="home-card" aria-labelledby="make-title">
        <h2 id="make-title">{jobTitle(running.spec)}</h2>
        <Progress value={percentOf(running) ?? 0} aria-label="Progress" />
        <Text size="xs" c="dimmed">
          {running.progress
            ? `${running.progress.phase}: ${running.progress.done} of ${running.progress.total}`
            : 'Starting the browser that draws.'}
        </Text>
        <JobPictures job={{ ...running, pictures: running.pictures.slice(0, 4) }} />
        <Group className="home-card-end">
          <Button variant="default" onClick={() => goTo('jobs')}>
            Watch it
          </Button>
        </Group>
      </section>
    );
  return (
    <section className="home-card" aria-labelledby="make-title">
      <h2 id="make-title">Make a dataset</h2>
      <Group gap="sm" wrap="nowrap" align="end">
        <Select
          label="Recipe"
          style={{ flex: 1 }}
          data={(recipes.data ?? []).map(({ path, title }) => ({ value: path, label: title }))}
          value={recipe}
          onChange={setChosen}
          allowDeselect={false}
        />
        <ScenesInput w={90} scenes={scenes} onScenes={setScenes} />
      </Group>
      <EstimateLine run={run} scenes={Number(scenes)} busy={running !== null} />
      {add.error && (
        <Text size="sm" c="red" role="alert">
          {add.error.message}
        </Text>
      )}
      <Group className="home-card-end">
        <Button disabled={!run} loading={add.isPending} onClick={() => run && add.mutate(run)}>
          Generate
        </Button>
      </Group>
    </section>
  );
}
