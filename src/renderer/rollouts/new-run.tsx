import { Button, Checkbox, Collapse, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { goTo } from '../app/route.js';
import { useOpened, useStudio } from '../connection/studio-context.js';
import { useConnectedModel } from '../models/use-model.js';

const BASELINES = ['oracle', 'random', 'centre'];

/** A suite, a model, how many episodes: queued with the other long work. */
export function NewRun({ dir }: { readonly dir: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" fullWidth mb="md" aria-expanded={open} onClick={() => setOpen(!open)}>
        New run
      </Button>
      <Collapse expanded={open}>
        <RunForm dir={dir} />
      </Collapse>
    </>
  );
}

function RunForm({ dir }: { readonly dir: string }) {
  const studio = useStudio();
  const opened = useOpened();
  const connected = useConnectedModel();
  const suites = useQuery({ queryKey: ['rollouts', 'suites', opened], queryFn: () => studio.rollouts.suites() });
  const [suite, setSuite] = useState<string | null>(null);
  const [model, setModel] = useState<string | null>(null);
  const [episodes, setEpisodes] = useState<number | string>(20);
  const [placementOnly, setPlacementOnly] = useState(true);
  const chosen = suite ?? suites.data?.[0]?.path ?? null;
  const named = model ?? connected?.name ?? 'oracle';
  const add = useMutation({
    mutationFn: () =>
      studio.jobs.add({
        spec: {
          kind: 'rollout',
          suite: chosen ?? '',
          model: named,
          dir,
          placementOnly,
          ...(typeof episodes === 'number' && { episodes }),
        },
      }),
    onSuccess: () => goTo('jobs'),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <Stack gap="xs" mb="lg">
        <Select
          label="Suite"
          data={(suites.data ?? []).map(({ path, title }) => ({ value: path, label: title }))}
          value={chosen}
          onChange={setSuite}
          allowDeselect={false}
        />
        <TextInput
          label="Model"
          description={`A folder, URL#model, or ${BASELINES.join(', ')}`}
          value={named}
          onChange={(event) => setModel(event.currentTarget.value)}
        />
        <NumberInput
          label="Episodes"
          min={1}
          max={100_000}
          allowDecimal={false}
          value={episodes}
          onChange={setEpisodes}
          placeholder="all"
        />
        <Checkbox
          label="Placement only: lower the object without grasping it"
          checked={placementOnly}
          onChange={(event) => setPlacementOnly(event.currentTarget.checked)}
        />
        {add.error && (
          <Text size="sm" c="red" role="alert">
            {add.error.message}
          </Text>
        )}
        <Button type="submit" disabled={chosen === null || named.trim() === ''} loading={add.isPending}>
          Queue it
        </Button>
      </Stack>
    </form>
  );
}
