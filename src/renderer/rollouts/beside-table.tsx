import { Button, Table, Text, UnstyledButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { RunEntry } from '../../contract/studio/rollouts.js';
import { useStudio } from '../connection/studio-context.js';
import { ACTING_BASELINES } from '../../core/rollout/acting-baseline.js';
import { freeRunName } from './run-name.js';
import { percent } from './runs-pane.js';

interface Props {
  readonly dir: string;
  readonly runs: readonly RunEntry[];
  readonly chosen: RunEntry;
  /** The suite's file, where it is known here; baselines can be run with it. */
  readonly suitePath: string | null;
  readonly onRun: (name: string) => void;
}

/** What else did the same tasks: other models, and what always knows, guesses, or points at the middle. */
export function BesideTable({ dir, runs, chosen, suitePath, onRun }: Props) {
  const studio = useStudio();
  const same = runs.filter((run) => isSame(run, chosen));
  const models = same.filter(({ model }) => !isBaseline(model.name));
  const missing = ACTING_BASELINES.filter((name) => !same.some(({ model }) => model.name === name));
  const add = useMutation({
    mutationFn: async (path: string) => {
      const taken = runs.map(({ name }) => name);
      for (const model of missing) {
        const { episodes, placementOnly } = chosen.plan;
        const name = freeRunName(taken, chosen.suite.id, model, placementOnly);
        taken.push(name);
        await studio.jobs.add({
          spec: { kind: 'rollout', suite: path, dir, model, name, episodes, placementOnly },
        });
      }
    },
  });
  return (
    <div>
      <Table fz="sm" withRowBorders={false} verticalSpacing={2} aria-label="Runs of the same tasks">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{chosen.suite.id}</Table.Th>
            <Table.Th className="rollouts-cell">success (95 %)</Table.Th>
            <Table.Th className="rollouts-cell">first attempt</Table.Th>
            <Table.Th className="rollouts-cell">n</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {models.map((run) => (
            <Row key={run.name} run={run} isChosen={run === chosen} onRun={onRun} />
          ))}
          {ACTING_BASELINES.flatMap((name) =>
            same
              .filter(({ model }) => model.name === name)
              .map((run) => <Row key={run.name} run={run} isChosen={run === chosen} onRun={onRun} />),
          )}
          <Table.Tr>
            <Table.Td c="dimmed">one random attempt, worked out</Table.Td>
            <Table.Td className="rollouts-cell">{Math.round(100 * chosen.scores.chance)} %</Table.Td>
            <Table.Td className="rollouts-cell">–</Table.Td>
            <Table.Td className="rollouts-cell">–</Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </Table>
      {missing.length > 0 && suitePath !== null && (
        <Button
          variant="default"
          size="compact-xs"
          mt={4}
          loading={add.isPending}
          disabled={add.isSuccess}
          onClick={() => add.mutate(suitePath)}
        >
          {add.isSuccess ? 'Queued' : `Run ${listed(missing)} beside`}
        </Button>
      )}
      {add.error && (
        <Text size="sm" c="red" role="alert">
          {add.error.message}
        </Text>
      )}
    </div>
  );
}

function Row({ run, isChosen, onRun }: { run: RunEntry; isChosen: boolean; onRun: (name: string) => void }) {
  const { model, name, scores } = run;
  return (
    <Table.Tr>
      <Table.Td>
        <UnstyledButton
          fz="sm"
          fw={isChosen ? 700 : 400}
          aria-current={isChosen}
          title={name}
          onClick={() => onRun(name)}
        >
          {lastOf(model.name)}
        </UnstyledButton>
      </Table.Td>
      <Table.Td className="rollouts-cell">{percent(scores.success)}</Table.Td>
      <Table.Td className="rollouts-cell">{percent(scores.firstAttempt)}</Table.Td>
      <Table.Td className="rollouts-cell">{scores.episodes - scores.withoutTask}</Table.Td>
    </Table.Tr>
  );
}

/** Same tasks, same protocol: what they got can be compared. */
const isSame = (a: RunEntry, b: RunEntry): boolean =>
  a.suite.id === b.suite.id &&
  a.plan.placementOnly === b.plan.placementOnly &&
  a.plan.replans === b.plan.replans &&
  JSON.stringify(a.plan.noise) === JSON.stringify(b.plan.noise);

const isBaseline = (name: string): boolean => (ACTING_BASELINES as readonly string[]).includes(name);

const lastOf = (name: string): string => name.split(/[#/\\]/).findLast((part) => part !== '') ?? name;

const listed = (names: readonly string[]): string =>
  names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
