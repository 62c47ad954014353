import { Alert, Anchor, Autocomplete, Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Rate } from '../../core/scoring/score-report.js';
import { useRoute } from '../app/route.js';
import { useOpened, useStudio } from '../connection/studio-context.js';
import { useShownPath } from '../app/use-shown-path.js';
import { useRecentDatasets } from '../home/use-recent-datasets.js';
import { jobsStore } from '../jobs/jobs-store.js';
import { useStore } from '../store.js';
import { EvaluateForm } from './evaluate-form.js';

const SHOWN = ['kind', 'answer', 'frame', 'relation'];

/** Evaluations below a dataset, and the figures of the one that is chosen, baselines beside. */
export function EvaluationsPanel() {
  const studio = useStudio();
  const opened = useOpened();
  const known = useRecentDatasets();
  // A job that has ended leads here with the dataset it was about.
  const asked = useRoute().parameters['dataset'] ?? null;
  const [typed, setTyped] = useState(asked);
  const shownPath = useShownPath();
  const given = typed ?? (known[0] ? shownPath(known[0].path) : '');
  const [dir, setDir] = useState(asked);
  // One that has ended is listed.
  const ended = useStore(
    jobsStore,
    ({ queue }) => queue?.jobs.filter(({ spec, status }) => spec.kind === 'evaluate' && status === 'done').length ?? 0,
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const list = useQuery({
    queryKey: ['models', 'evaluations', dir, opened, ended],
    queryFn: () => studio.models.evaluations({ dir: dir ?? '' }),
    enabled: dir !== null,
  });
  return (
    <section className="models-section" aria-labelledby="evaluations-title">
      <Title order={2} size="h5" id="evaluations-title" mb="sm">
        Evaluations
      </Title>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setDir(given);
          setChosen(null);
          if (given === dir) void list.refetch();
        }}
      >
        <Group align="end" gap="sm">
          <Autocomplete
            label="Dataset"
            placeholder="A folder with a dataset.json"
            size="xs"
            data={[...new Set(known.map(({ path }) => shownPath(path)))]}
            value={given}
            style={{ flex: 1 }}
            onChange={setTyped}
          />
          <Button type="submit" variant="default">
            Show
          </Button>
        </Group>
      </form>
      {list.error && (
        <Alert color="red" p="xs" mt="sm" role="alert">
          <Text size="sm">{list.error.message}</Text>
        </Alert>
      )}
      {list.data?.length === 0 && (
        <Text size="sm" mt="sm">
          No model was evaluated on this dataset yet.
        </Text>
      )}
      {list.data && list.data.length > 0 && (
        <Table mt="sm" fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>evaluation</Table.Th>
              <Table.Th>model</Table.Th>
              <Table.Th>runs on</Table.Th>
              <Table.Th className="models-number">questions</Table.Th>
              <Table.Th className="models-number">right (95 % interval)</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {list.data.map(({ record, accuracy }) => (
              <Table.Tr key={record.name} {...(record.name === chosen && { bg: 'var(--mantine-primary-color-light)' })}>
                <Table.Td>
                  <Anchor component="button" type="button" fz="sm" onClick={() => setChosen(record.name)}>
                    {record.name}
                  </Anchor>
                </Table.Td>
                <Table.Td>{record.model.name}</Table.Td>
                <Table.Td>{record.model.provider}</Table.Td>
                <Table.Td className="models-number">{record.plan.items}</Table.Td>
                <Table.Td className="models-number">{accuracy ? rateText(accuracy) : 'not scored yet'}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {dir !== null && !list.error && <EvaluateForm dir={dir} />}
      {dir !== null && chosen !== null && <Scores dir={dir} name={chosen} />}
    </section>
  );
}

function Scores({ dir, name }: { readonly dir: string; readonly name: string }) {
  const studio = useStudio();
  const { data, error } = useQuery({
    queryKey: ['models', 'scores', dir, name],
    queryFn: () => studio.models.scores({ dir, name }),
  });
  if (error) return <Text size="sm">{error.message}</Text>;
  if (!data) return null;
  const names = Object.keys(data.baselines);
  return (
    <Stack gap="lg" mt="lg">
      {SHOWN.map((dimension) => {
        const slices = data.report.slices.filter((slice) => slice.dimension === dimension);
        if (slices.length === 0) return null;
        return (
          <Table key={dimension} fz="sm" aria-label={`Scores by ${dimension}`}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{dimension}</Table.Th>
                <Table.Th className="models-number">n</Table.Th>
                <Table.Th className="models-number">right (95 % interval)</Table.Th>
                <Table.Th className="models-number">unparsable</Table.Th>
                {names.map((baseline) => (
                  <Table.Th key={baseline} className="models-number">
                    {baseline}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {slices.map(({ value, group }) => (
                <Table.Tr key={value}>
                  <Table.Td>{value}</Table.Td>
                  <Table.Td className="models-number">{group.n}</Table.Td>
                  <Table.Td className="models-number">{rateText(group.accuracy)}</Table.Td>
                  <Table.Td className="models-number">{percent(group.unparsable.value)}</Table.Td>
                  {names.map((baseline) => (
                    <Table.Td key={baseline} className="models-number" c="dimmed">
                      {percent(
                        data.baselines[baseline].slices.find((s) => s.dimension === dimension && s.value === value)
                          ?.group.accuracy.value ?? null,
                      )}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        );
      })}
    </Stack>
  );
}

const percent = (share: number | null): string => (share === null ? '–' : `${(100 * share).toFixed(1)} %`);

const rateText = ({ value, low, high }: Rate): string =>
  value === null || low === null || high === null
    ? '–'
    : `${percent(value)} (${(100 * low).toFixed(0)}–${(100 * high).toFixed(0)})`;
