import './rollouts.css';
import { Alert, Button, Group, SegmentedControl, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useRoute } from '../app/route.js';
import { useOpened, useStudio } from '../connection/studio-context.js';
import { NewRun } from './new-run.js';
import { ReplayView } from './replay-view.js';
import { readReplay } from './rollouts-store.js';
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
  const [typed, setTyped] = useState(given ?? 'rollouts');
  const [dir, setDir] = useState(given ?? '.');
  const [run, setRun] = useState<string | null>(null);
  const [other, setOther] = useState<string | null>(null);
  const [episode, setEpisode] = useState<number | null>(null);
  const [filter, setFilter] = useState<EpisodeFilter>(ANY);
  const [time, setTime] = useState(0);
  const [eyes, setEyes] = useState<'3d' | 'model'>('3d');
  const runs = useQuery({
    queryKey: ['rollouts', 'runs', dir, opened],
    queryFn: () => studio.rollouts.runs({ dir }),
  });
  const list = runs.data ?? [];
  const chosen = list.find(({ name }) => name === run) ?? null;
  const episodes = useQuery({
    queryKey: ['rollouts', 'episodes', dir, run, opened],
    queryFn: () => studio.rollouts.episodes({ dir, run: run ?? '' }),
    enabled: chosen !== null,
  });
  const replay = useReplay(dir, chosen?.name ?? null, episode);
  const compared = useReplay(dir, other, episode);
  useEffect(() => setTime(0), [run, episode]);
  const timeline = replay.data ? timelineOf(replay.data) : null;
  const second = compared.data ? timelineOf(compared.data) : null;
  const moment = timeline?.at(time);
  const secondMoment = second?.at(time);
  const whole = timeline && { ...timeline, duration: Math.max(timeline.duration, second?.duration ?? 0) };
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
            <TextInput
              label="Folder"
              value={typed}
              onChange={(e) => setTyped(e.currentTarget.value)}
              style={{ flex: 1 }}
            />
            <Button type="submit" variant="default">
              Show
            </Button>
          </Group>
        </form>
        <NewRun dir={dir} />
        {runs.error && (
          <Alert color="red" p="xs" role="alert">
            {runs.error.message}
          </Alert>
        )}
        <RunsPane
          runs={list}
          run={run}
          other={other}
          episodes={episodes.data ?? []}
          episode={episode}
          filter={filter}
          onRun={(name) => {
            setRun(name);
            setEpisode(0);
            setFilter(ANY);
          }}
          onOther={setOther}
          onEpisode={setEpisode}
          onFilter={setFilter}
        />
      </aside>
      <section className="rollouts-middle" aria-label="Replay">
        <div className="rollouts-stage">
          {replay.data && moment ? (
            <>
              <div className="rollouts-view">
                <div className="rollouts-title">{replay.data.record.task?.text}</div>
                <ReplayView place={0} replay={replay.data} moment={moment} through={eyes === 'model'} />
              </div>
              {compared.data && secondMoment && (
                <div className="rollouts-view">
                  <div className="rollouts-title">{other}</div>
                  <ReplayView place={1} replay={compared.data} moment={secondMoment} through={eyes === 'model'} />
                </div>
              )}
            </>
          ) : (
            <Empty
              loading={runs.isLoading || replay.isLoading}
              problem={replay.error?.message ?? null}
              runs={list.length}
            />
          )}
        </div>
        {whole && (
          <div>
            <Group px="md" pt="xs">
              <SegmentedControl
                size="xs"
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
            <Scrubber timeline={whole} time={time} onTime={setTime} />
          </div>
        )}
        {chosen && (
          <div className="rollouts-matrix">
            <SuccessMatrix run={chosen} filter={filter} onFilter={setFilter} />
          </div>
        )}
      </section>
      <aside className="rollouts-steps" aria-label="Steps">
        {replay.data && moment && chosen && episode !== null ? (
          <StepInspector place={{ dir, run: chosen.name, episode }} replay={replay.data} attempt={moment.attempt} />
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

function useReplay(dir: string, run: string | null, episode: number | null) {
  const studio = useStudio();
  return useQuery({
    queryKey: ['rollouts', 'replay', dir, run, episode],
    queryFn: () => readReplay(studio, { dir, run: run ?? '', episode: episode ?? 0 }),
    enabled: run !== null && episode !== null,
    gcTime: 60_000,
  });
}

function Empty({
  loading,
  problem,
  runs,
}: {
  readonly loading: boolean;
  readonly problem: string | null;
  readonly runs: number;
}) {
  return (
    <div className="rollouts-view" style={{ display: 'grid', placeItems: 'center', padding: 32 }}>
      <Text size="sm" maw={460} ta="center">
        {problem ??
          (loading
            ? 'Reading …'
            : runs === 0
              ? 'There are no runs in this folder yet. A run gives a model the tasks of a suite, lets it act, and keeps every step. Start one on the left, or with “npx vantage rollout scenes/suites/tabletop.json --model oracle --placement-only”.'
              : 'Choose a run, then an episode.')}
      </Text>
    </div>
  );
}
