import { Autocomplete, Button, Checkbox, Collapse, NumberInput, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ACTING_BASELINES } from '../../core/rollout/acting-baseline.js';
import { useRoute } from '../app/route.js';
import { useOpened, useStudio } from '../connection/studio-context.js';
import { lastPart } from '../jobs/job-words.js';
import { useConnectedModel } from '../models/use-model.js';
import { freeRunName } from './run-name.js';

interface NewRunProps {
  readonly dir: string;
  /** Names that are taken. */
  readonly runs: readonly string[];
  /** Called with the name of the run that was queued. */
  readonly queued: (name: string) => void;
}

/** A suite, a model, how many episodes: queued with the other long work. */
export function NewRun(props: NewRunProps) {
  const given = useRoute().parameters['suite'];
  const [open, setOpen] = useState(given !== undefined);
  return (
    <>
      <Button variant="default" fullWidth mb="md" aria-expanded={open} onClick={() => setOpen(!open)}>
        New run
      </Button>
      <Collapse expanded={open}>
        <RunForm
          {...props}
          queued={(name) => {
            setOpen(false);
            props.queued(name);
          }}
        />
      </Collapse>
    </>
  );
}

function RunForm({ dir, runs, queued }: NewRunProps) {
  const studio = useStudio();
  const opened = useOpened();
  const connected = useConnectedModel();
  const suites = useQuery({ queryKey: ['rollouts', 'suites', opened], queryFn: () => studio.rollouts.suites() });
  // A file that was dropped on the window, or made from an episode.
  const given = useRoute().parameters['suite'];
  const [suite, setSuite] = useState<string | null>(given ?? null);
  const [model, setModel] = useState<string | null>(null);
  const [episodes, setEpisodes] = useState<number | string>(20);
  const [placementOnly, setPlacementOnly] = useState(true);
  const list = suites.data ?? [];
  const chosen = suite ?? list.find(({ id }) => id === 'tabletop')?.path ?? list[0]?.path ?? null;
  const others = given !== undefined && !list.some(({ path }) => path === given) ? [given] : [];
  const named = model ?? connected?.name ?? 'oracle';
  const add = useMutation({
    mutationFn: async () => {
      const id = list.find(({ path }) => path === chosen)?.id ?? 'suite';
      const name = freeRunName(runs, id, named, placementOnly);
      await studio.jobs.add({
        spec: {
          kind: 'rollout',
          suite: chosen ?? '',
          model: named,
          dir,
          placementOnly,
          name,
          ...(typeof episodes === 'number' && { episodes }),
        },
      });
      return name;
    },
    onSuccess: queued,
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
          data={[
            ...list.map(({ path, title }) => ({ value: path, label: title })),
            ...others.map((path) => ({ value: path, label: lastPart(path) })),
          ]}
          value={chosen}
          onChange={setSuite}
          allowDeselect={false}
        />
        <Autocomplete
          label="Model"
          size="xs"
          data={[...(connected ? [connected.name] : []), ...ACTING_BASELINES]}
          description={`A folder, URL#model, or ${ACTING_BASELINES.join(', ')}`}
          value={named}
          onChange={setModel}
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
          Run it
        </Button>
      </Stack>
    </form>
  );
}
