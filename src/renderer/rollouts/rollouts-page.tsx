import './rollouts.css';
import { Alert, Anchor, Button, Group, SegmentedControl, Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { JobsState, JobState, JobStatus } from '../../contract/studio/jobs.js';
import { FolderInput } from '../app/folder-input.js';
import { goTo, useRoute } from '../app/route.js';
import { useOpened, useStudio } from '../connection/studio-context.js';
import { jobsStore } from '../jobs/jobs-store.js';
import { useStore } from '../store.js';
import { BesideTable } from './beside-table.js';
import { LiveView } from './live-view.js';
import { NewRun } from './new-run.js';
import { ReplayView } from './replay-view.js';
import { readReplay } from './rollouts-store.js';
import { RunningLine } from './running-line.js';
import { RunsPane, type EpisodeFilter } from './runs-pane.js';
import { Scrubber } from './scrubber.js';
import { StepInspector } from './step-inspector.js';
import { SuccessMatrix } from './success-matrix.js';
import { timelineOf } from './timeline.js';

const ANY: EpisodeFilter = { failure: null, relation: null, frame: null };

/** Runs of suites: how often the model's acts succeeded, and every one of them again, step by step. */
export default function RolloutsPage() {
  const studio = useStudio();
  const opened = useOpened();
  const given = useRoute().parameters['path'];
  const [typed, setTyped] = useState(given ?? '.');
  const [dir, setDir] = useState(given ?? '.');
  const [run, setRun] = useState<string | null>(null);
  const [other, setOther] = useState<string | null>(null);
  const [episode, setEpisode] = useState<number | null>(null);
  const [filter, setFilter] = useState<EpisodeFilter>(ANY);
  const [time, setTime] = useState(0);
  const [figures, setFigures] = useState<'beside' | 'matrix'>('beside');
  const [eyes, setEyes] = useState<'3d' | 'model'>('3d');
  const queue = useStore(jobsStore, (state) => state.queue);
  const job = rolloutJob(queue, dir, ACTIVE);
  const waits = rolloutJob(queue, dir, WAITING) !== null;
  const [follow, setFollow] = useState(true);
  // Episodes are whole when they are counted: each count is read anew.
  const finished = `${queue?.jobs.length ?? 0} ${job?.id} ${job?.progress?.done}`;
  const suites = useQuery({ queryKey: ['rollouts', 'suites', opened], queryFn: () => studio.rollouts.suites() });
  const runs = useQuery({
    queryKey: ['rollouts', 'runs', dir, opened, finished],
    queryFn: () => studio.rollouts.runs({ dir }),
    placeholderData: keepPreviousData,
  });
  const list = runs.data ?? [];
  const chosen = list.find(({ name }) => name === run) ?? null;
  const episodes = useQuery({
    queryKey: ['rollouts', 'episodes', dir, run, opened, finished],
    queryFn: () => studio.rollouts.episodes({ dir, run: run ?? '' }),
    enabled: chosen !== null,
    placeholderData: (before, query) => (query?.queryKey[3] === run ? before : undefined),
  });
  const replay = useReplay(dir, chosen?.name ?? null, episode);
  const compared = useReplay(dir, other, episode);
  useEffect(() => setTime(0), [run, episode]);
  const follows = follow && job !== null && job.spec.kind === 'rollout' && job.spec.name === run;
  const timeline = replay.data ? timelineOf(replay.data) : null;
  const second = compared.data ? timelineOf(compared.data) : null;
  const moment = timeline?.at(time);
  const secondMoment = second?.at(time);
  const tracks =
    timeline && second
      ? [
          { name: run, timeline },
          { name: other, timeline: second },
        ]
      : timeline && [{ name: null, timeline }];
  // Live: when one episode has been watched to its end, the latest is next.
  const latest = episodes.data?.findLast(({ text }) => text !== null)?.episode ?? null;
  const watched = episode === null || !tracks || tracks.every(({ timeline: { duration } }) => time >= duration);
  useEffect(() => {
    if (follows && latest !== null && latest !== episode && watched) setEpisode(latest);
  }, [follows, latest, episode, watched]);
  const suitePath = suites.data?.find(({ id }) => id === chosen?.suite.id)?.path ?? null;
  const chooseRun = (name: string) => {
    setRun(name);
    setEpisode(0);
    setFilter(ANY);
  };
  return (
    <div className="rollouts">
      <aside className="rollouts-side" aria-label="Runs and episodes">
        <Title order={1} size="h4" mb="sm">
          Rollouts
        </Title>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            setDir(typed);
            if (typed === dir) void runs.refetch();
          }}
        >
          <Group gap={6} align="end" wrap="nowrap" mb="md">
            <FolderInput label="Folder" dialog="folder" style={{ flex: 1 }} value={typed} onValue={setTyped} />
            <Button type="submit" variant="default">
              Show
            </Button>
          </Group>
        </form>
        <NewRun
          dir={dir}
          runs={list.map(({ name }) => name)}
          queued={(name) => {
            setRun(name);
            setEpisode(null);
            setFilter(ANY);
          }}
        />
        {job && <RunningLine job={job} follow={follow} onFollow={setFollow} />}
        {!job && waits && (
          <Text size="xs" c="dimmed" mb="md">
            A run waits for its turn.{' '}
            <Anchor component="button" type="button" fz="xs" onClick={() => goTo('jobs')}>
              See the queue
            </Anchor>
          </Text>
        )}
        {runs.error && (
          <Alert color="red" p="xs" role="alert">
            {runs.error.message}
          </Alert>
        )}
        <RunsPane
          dir={dir}
          runs={list}
          run={run}
          other={other}
          episodes={episodes.data ?? []}
          episode={episode}
          filter={filter}
          onRun={chooseRun}
          onOther={setOther}
          onEpisode={setEpisode}
          onFilter={setFilter}
        />
      </aside>
      <section className="rollouts-middle" aria-label="Replay">
        <div className="rollouts-stage">
          {replay.data && moment ? (
            <>
              {follows && job.live && <LiveView job={job.id} step={job.live} />}
              <div className="rollouts-view">
                <div className="rollouts-title">
                  <div className="rollouts-task" title={replay.data.record.task?.text}>
                    {replay.data.record.task?.text}
                  </div>
                  {second && <div className="rollouts-dimmed">{run}</div>}
                </div>
                <ReplayView
                  place={0}
                  beside={second !== null}
                  replay={replay.data}
                  moment={moment}
                  through={eyes === 'model'}
                />
              </div>
              {compared.data && secondMoment && (
                <div className="rollouts-view">
                  <div className="rollouts-title rollouts-dimmed">{other}</div>
                  <ReplayView
                    place={1}
                    beside
                    replay={compared.data}
                    moment={secondMoment}
                    through={eyes === 'model'}
                  />
                </div>
              )}
            </>
          ) : follows && job.live ? (
            <div className="rollouts-view rollouts-alone">
              <LiveView job={job.id} step={job.live} />
            </div>
          ) : (
            <Empty
              loading={runs.isLoading || replay.isLoading}
              problem={replay.error?.message ?? null}
              runs={list.length}
              live={follows}
            />
          )}
        </div>
        {tracks && (
          <div>
            <Group px="md" pt="xs">
              <SegmentedControl
                size="xs"
                aria-label="Seen as"
                value={eyes}
                onChange={(to) => setEyes(to as '3d' | 'model')}
                data={[
                  { value: '3d', label: '3D' },
                  { value: 'model', label: 'What the model saw' },
                ]}
              />
              <Text size="xs" c="dimmed">
                Green dots: where the goal would be true. Line: the way of the object. Red: touches.
              </Text>
            </Group>
            <Scrubber key={`${run} ${episode}`} tracks={tracks} time={time} plays={follows} onTime={setTime} />
          </div>
        )}
        {chosen && (
          <div className="rollouts-matrix">
            <SegmentedControl
              size="xs"
              mb={4}
              aria-label="Figures"
              value={figures}
              onChange={(to) => setFigures(to as 'beside' | 'matrix')}
              data={[
                { value: 'beside', label: 'Runs of the same tasks' },
                { value: 'matrix', label: 'By relation and frame' },
              ]}
            />
            {figures === 'beside' ? (
              <BesideTable dir={dir} runs={list} chosen={chosen} suitePath={suitePath} onRun={chooseRun} />
            ) : (
              <SuccessMatrix run={chosen} filter={filter} onFilter={setFilter} />
            )}
          </div>
        )}
      </section>
      <aside className="rollouts-steps" aria-label="Steps">
        {replay.data && moment ? (
          <StepInspector replay={replay.data} attempt={moment.attempt} />
        ) : (
          <Text size="sm" c="dimmed">
            An episode’s steps are shown here: what the model saw and replied, what the robot did, what the score
            measured.
          </Text>
        )}
      </aside>
    </div>
  );
}

const ACTIVE: readonly JobStatus[] = ['running', 'pausing', 'cancelling'];
const WAITING: readonly JobStatus[] = ['queued'];

const rolloutJob = (queue: JobsState | null, dir: string, statuses: readonly JobStatus[]): JobState | null =>
  queue?.jobs.find(({ spec, status }) => spec.kind === 'rollout' && spec.dir === dir && statuses.includes(status)) ??
  null;

function useReplay(dir: string, run: string | null, episode: number | null) {
  const studio = useStudio();
  return useQuery({
    queryKey: ['rollouts', 'replay', dir, run, episode],
    queryFn: () => readReplay(studio, { dir, run: run ?? '', episode: episode ?? 0 }),
    enabled: run !== null && episode !== null,
    gcTime: 60_000,
    placeholderData: (before) => (before && before.place.dir === dir && before.place.run === run ? before : undefined),
  });
}

function Empty({
  loading,
  problem,
  runs,
  live,
}: {
  readonly live: boolean;
  readonly loading: boolean;
  readonly problem: string | null;
  readonly runs: number;
}) {
  return (
    <div className="rollouts-view rollouts-alone">
      <Text size="sm" maw={460} ta="center">
        {problem ??
          (live
            ? 'The first scene with room for its task is being looked for.'
            : loading
              ? 'Reading …'
              : runs === 0
                ? 'There are no runs in this folder yet. A run gives a model the tasks of a suite, lets it act, and keeps every step. Start one on the left, or with “npx vantage rollout scenes/suites/tabletop.json --model oracle --placement-only”.'
                : 'Choose a run, then an episode.')}
      </Text>
    </div>
  );
}
