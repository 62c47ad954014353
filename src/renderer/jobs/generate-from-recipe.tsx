import { Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { WrittenRecipe } from '../../contract/studio/datasets.js';
import { FolderInput } from '../app/folder-input.js';
import { goTo } from '../app/route.js';
import { useStudio } from '../connection/studio-context.js';
import { ScenesInput } from './scenes-input.js';

const SCENES = 500;

/** Number, folder, go: for a recipe that was just written. */
export function GenerateFromRecipe({ recipe }: { readonly recipe: WrittenRecipe }) {
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
      className="jobs-from-recipe"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <Group gap="sm" align="end" wrap="nowrap">
        <ScenesInput w={90} scenes={scenes} onScenes={setScenes} />
        <FolderInput label="Folder" dialog="new-folder" style={{ flex: 1 }} value={out} onValue={setOut} />
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
