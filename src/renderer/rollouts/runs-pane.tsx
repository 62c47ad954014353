import { Group, Text, Title, UnstyledButton } from '@mantine/core';
import { useRoving } from '../app/use-roving.js';
import type { EpisodeEntry, RunEntry } from '../../contract/studio/rollouts.js';
import type { FailureClass } from '../../core/rollout/rollout-record.js';
import type { Rate } from '../../core/scoring/score-report.js';
import { VerifyRuns } from './verify-runs.js';

/** Which episodes are listed; null: any. */
export interface EpisodeFilter {
  readonly failure: FailureClass | 'success' | null;
  readonly relation: string | null;
  readonly frame: string | null;
}

export const percent = ({ value, low, high }: Rate): string =>
  value === null || low === null || high === null
    ? '–'
    : `${Math.round(100 * value)} % (${Math.round(100 * low)}–${Math.round(100 * high)})`;

/** Runs with their intervals, what random acting would get beside; the failures of the chosen one; its episodes. */
export function RunsPane(props: {
  /** Folder that the runs lie in. */
  readonly dir: string;
  readonly runs: readonly RunEntry[];
  readonly run: string | null;
  readonly other: string | null;
  readonly episodes: readonly EpisodeEntry[];
  readonly episode: number | null;
  readonly filter: EpisodeFilter;
  readonly onRun: (name: string) => void;
  readonly onOther: (name: string | null) => void;
  readonly onEpisode: (episode: number) => void;
  readonly onFilter: (filter: EpisodeFilter) => void;
}) {
  const { dir, runs, run, other, episodes, episode, filter, onRun, onOther, onEpisode, onFilter } = props;
  const [runList, episodeList] = [useRoving<HTMLDivElement>(), useRoving<HTMLDivElement>()];
  const chosen = runs.find(({ name }) => name === run);
  const shown = episodes.filter((entry) => passes(entry, filter));
  return (
    <>
      <Group justify="space-between" mb={6}>
        <Title order={2} size="h5">
          Runs
        </Title>
        {runs.length > 0 && <VerifyRuns dir={dir} />}
      </Group>
      <div ref={runList}>
        {runs.map(({ name, model, suite, plan, scores }) => (
          <div key={name}>
            <UnstyledButton
              className="rollouts-run"
              aria-pressed={name === run}
              title={name}
              onClick={(event) => (event.shiftKey ? onOther(name === other ? null : name) : onRun(name))}
            >
              <span className="rollouts-run-line">
                <span className="rollouts-run-name">{model.name}</span>
                <span className="rollouts-numbers">{percent(scores.success)}</span>
              </span>
              <span className="rollouts-run-line rollouts-dimmed">
                <span className="rollouts-run-name">
                  {suite.id}
                  {plan.placementOnly ? ', placement only' : ''}
                  {name === other ? ' · compared' : ''}
                </span>
                <span className="rollouts-numbers">
                  {scores.episodes} of {plan.episodes}, chance {Math.round(100 * scores.chance)} %
                </span>
              </span>
            </UnstyledButton>
          </div>
        ))}
      </div>
      {runs.length > 1 && (
        <Text size="xs" c="dimmed" mt={4}>
          Shift and click (or Shift and Enter) compares a second run on the same scrubber.
        </Text>
      )}
      {chosen && (
        <>
          <Title order={2} size="h5" mt="lg" mb={6}>
            Failures
          </Title>
          <Failures run={chosen} filter={filter} onFilter={onFilter} />
          <Title order={2} size="h5" mt="lg" mb={6}>
            Episodes ({shown.length})
          </Title>
          <div ref={episodeList}>
            {shown.map((entry) => (
              <UnstyledButton
                key={entry.episode}
                className="rollouts-run"
                aria-pressed={entry.episode === episode}
                onClick={() => onEpisode(entry.episode)}
              >
                <span className="rollouts-run-line">
                  <span className="rollouts-run-name">
                    {entry.episode}. {entry.text ?? 'no scene had room for the task'}
                  </span>
                </span>
                <span className="rollouts-dimmed">
                  {entry.text === null ? '' : entry.success ? 'success' : (entry.failure ?? 'failed')}
                  {entry.attempts > 1 ? `, ${entry.attempts} attempts` : ''}
                </span>
              </UnstyledButton>
            ))}
          </div>
        </>
      )}
    </>
  );
}

export const passes = (entry: EpisodeEntry, { failure, relation, frame }: EpisodeFilter): boolean =>
  (failure === null || (failure === 'success' ? entry.success : entry.failure === failure)) &&
  (relation === null || entry.relation === relation) &&
  (frame === null || entry.frame === frame);

function Failures(props: {
  readonly run: RunEntry;
  readonly filter: EpisodeFilter;
  readonly onFilter: (filter: EpisodeFilter) => void;
}) {
  const { run, filter, onFilter } = props;
  const classes = Object.entries(run.scores.failures).sort(([, a], [, b]) => b - a) as [FailureClass, number][];
  const list = useRoving<HTMLDivElement>();
  if (classes.length === 0)
    return (
      <Text size="sm" c="dimmed">
        None.
      </Text>
    );
  const most = classes[0][1];
  return (
    <div ref={list}>
      {classes.map(([name, count]) => (
        <UnstyledButton
          key={name}
          className="rollouts-run"
          aria-pressed={filter.failure === name}
          onClick={() => onFilter({ ...filter, failure: filter.failure === name ? null : name })}
        >
          <span className="rollouts-run-line">
            <span>{name}</span>
            <span className="rollouts-numbers">{count}</span>
          </span>
          <span className="rollouts-bar" style={{ display: 'block', width: `${(100 * count) / most}%` }} />
        </UnstyledButton>
      ))}
    </div>
  );
}
