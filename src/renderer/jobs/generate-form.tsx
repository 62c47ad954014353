import { Alert, Button, Group, NumberInput, Select, Stack } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RecipeRun } from '../../contract/studio/jobs.js';
import { FolderInput } from '../app/folder-input.js';
import { useOpened, useStudio } from '../connection/studio-context.js';
import { EstimateLine } from './estimate-line.js';
import { ScenesInput } from './scenes-input.js';

interface Props {
  /** Whether a job runs now. */
  readonly busy: boolean;
  readonly onAdded: (id: string) => void;
}

/** What a dataset is made of: recipe, number, seed, images and where it goes. */
export function GenerateForm({ busy, onAdded }: Props) {
  const studio = useStudio();
  const opened = useOpened();
  const recipes = useQuery({ queryKey: ['recipes', opened], queryFn: () => studio.recipes.list() });
  const [path, setPath] = useState<string | null>(null);
  const [scenes, setScenes] = useState<number | string>(200);
  const [seed, setSeed] = useState<number | string>(0);
  const [views, setViews] = useState<number | string>('');
  const [width, setWidth] = useState<number | string>('');
  const [height, setHeight] = useState<number | string>('');
  const [folder, setFolder] = useState<string | null>(null);

  const entry =
    recipes.data?.find((recipe) => recipe.path === path) ??
    recipes.data?.find(({ id }) => id === 'tabletop') ??
    recipes.data?.[0];
  const recipe = useQuery({
    queryKey: ['recipe', entry?.path, opened],
    queryFn: () => studio.recipes.read({ path: entry?.path ?? '' }),
    enabled: entry !== undefined,
  });
  const out = folder ?? (entry ? `datasets/${entry.id}-${scenes || 'n'}` : '');
  const cameras = recipe.data?.cameras;
  const oneSide = (width === '') !== (height === '');
  const problems = {
    scenes: typeof scenes === 'number' ? null : 'How many scenes?',
    seed: typeof seed === 'number' ? null : 'Any whole number; 0 is a seed too.',
    size: oneSide ? 'Give both, or neither.' : null,
    out: out.trim() === '' ? 'Where should it be written?' : null,
  };
  const valid = entry !== undefined && Object.values(problems).every((problem) => problem === null);
  const run: RecipeRun | null = valid
    ? {
        recipe: entry.path,
        seed: Number(seed),
        ...(typeof views === 'number' && { views }),
        ...(typeof width === 'number' && typeof height === 'number' && { size: [width, height] }),
      }
    : null;
  const add = useMutation({
    mutationFn: (given: RecipeRun) =>
      studio.jobs.add({ spec: { ...given, kind: 'generate', out: out.trim(), scenes: Number(scenes) } }),
    onSuccess: ({ id }) => {
      setFolder(null);
      onAdded(id);
    },
  });
  const fault = add.error ?? recipe.error ?? recipes.error;

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (run) add.mutate(run);
      }}
    >
      <Stack gap={10}>
        <Select
          label="Recipe"
          data={(recipes.data ?? []).map((one) => ({ value: one.path, label: one.title }))}
          value={entry?.path ?? null}
          onChange={setPath}
          allowDeselect={false}
          searchable
          nothingFoundMessage="No recipe of that name."
        />
        <Group grow gap={8} align="start">
          <ScenesInput scenes={scenes} onScenes={setScenes} error={problems.scenes} />
          <NumberInput label="Seed" value={seed} onChange={setSeed} allowDecimal={false} error={problems.seed} />
        </Group>
        <Group grow gap={8} align="start">
          <NumberInput
            label="Views"
            value={views}
            onChange={setViews}
            min={1}
            max={32}
            allowDecimal={false}
            placeholder={cameras ? String(cameras.views) : ''}
          />
          <NumberInput
            label="Width"
            value={width}
            onChange={setWidth}
            min={16}
            max={8192}
            allowDecimal={false}
            placeholder={cameras ? String(cameras.size[0]) : ''}
            error={problems.size}
          />
          <NumberInput
            label="Height"
            value={height}
            onChange={setHeight}
            min={16}
            max={8192}
            allowDecimal={false}
            placeholder={cameras ? String(cameras.size[1]) : ''}
            error={oneSide}
          />
        </Group>
        <FolderInput
          label="Folder"
          description="New, or empty. Relative to where Vantage was started."
          dialog="new-folder"
          value={out}
          onValue={setFolder}
          error={problems.out}
        />
        <EstimateLine run={run} scenes={Number(scenes)} busy={busy} />
        {fault && (
          <Alert color="red" role="alert">
            {fault.message}
          </Alert>
        )}
        <Button type="submit" size="sm" disabled={!run} loading={add.isPending}>
          {busy ? 'Add to the queue' : 'Generate'}
        </Button>
      </Stack>
    </form>
  );
}
