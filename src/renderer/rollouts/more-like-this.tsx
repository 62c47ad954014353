import { Button, Group, NumberInput, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { MoreFiles } from '../../contract/studio/rollouts.js';
import { goTo } from '../app/route.js';
import { useStudio } from '../connection/studio-context.js';
import type { EpisodePlace } from './rollouts-store.js';

const SCENES = 500;

/** Turns an episode into a recipe and a suite, and the recipe into a dataset. */
export function MoreLikeThis({ place }: { readonly place: EpisodePlace }) {
  const studio = useStudio();
  const queries = useQueryClient();
  const write = useMutation({
    mutationFn: () => studio.rollouts.more(place),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['recipes'] });
      void queries.invalidateQueries({ queryKey: ['rollouts', 'suites'] });
    },
  });
  return (
    <section aria-label="More like this">
      {write.data ? (
        <Written files={write.data} />
      ) : (
        <Button variant="default" fullWidth loading={write.isPending} onClick={() => write.mutate()}>
          Make {SCENES} like this
        </Button>
      )}
      {write.error && (
        <Text size="sm" c="red" role="alert" mt={4}>
          {write.error.message}
        </Text>
      )}
    </section>
  );
}

function Written({ files: { recipe, suite } }: { readonly files: MoreFiles }) {
  const studio = useStudio();
  const [scenes, setScenes] = useState<number | string>(SCENES);
  const [out, setOut] = useState(`datasets/${recipe.id}`);
  const add = useMutation({
    mutationFn: () =>
      studio.jobs.add({ spec: { kind: 'generate', recipe: recipe.path, seed: 0, out, scenes: Number(scenes) } }),
    onSuccess: ({ id }) => goTo('jobs', { job: id }),
  });
  return (
    <form
      className="rollouts-more"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <Text size="sm">
        <code>{recipe.path}</code> arranges more scenes like it and asks what trains for it; <code>{suite.path}</code>{' '}
        tests it again: choose it under New run.
      </Text>
      <Group gap="sm" align="end" wrap="nowrap">
        <NumberInput
          label="Scenes"
          w={90}
          min={1}
          max={10_000_000}
          allowDecimal={false}
          value={scenes}
          onChange={setScenes}
        />
        <TextInput
          label="Folder"
          style={{ flex: 1 }}
          value={out}
          onChange={(event) => setOut(event.currentTarget.value)}
        />
      </Group>
      <Group gap="sm">
        <Button type="submit" loading={add.isPending} disabled={typeof scenes !== 'number' || out.trim() === ''}>
          Generate
        </Button>
        <Button variant="subtle" onClick={() => goTo('scene', { recipe: recipe.path })}>
          Look at a scene of it
        </Button>
      </Group>
      {add.error && (
        <Text size="sm" c="red" role="alert">
          {add.error.message}
        </Text>
      )}
    </form>
  );
}
