import { stat } from 'node:fs/promises';
import type { EpisodeEntry, RunEntry } from '../../contract/studio/rollouts.js';
import type { EpisodeRecord } from '../../core/rollout/rollout-record.js';
import { scoreRollouts } from '../../core/rollout/rollout-scores.js';
import { frameOf, relationOf } from '../../core/tasks/task.js';
import { readEpisode } from '../../dataset/rollouts/read-episode.js';
import { finishedEpisodes, listRuns, readRun, rolloutPaths } from '../../dataset/rollouts/rollout-folder.js';

/** Runs of which the scores' share of every episode is kept. */
const KEPT = 50;

interface KnownRun {
  /** Of run.json: a run begun anew under the same name is another one. */
  readonly begun: number;
  readonly episodes: Map<number, EpisodeRecord>;
}

/** Runs as they are listed. An episode is whole or absent, so that each is read once, also while its run goes on. */
export class RunReader {
  private readonly known = new Map<string, KnownRun>();

  /** @param dir with every link followed */
  async runs(dir: string): Promise<RunEntry[]> {
    const entries: RunEntry[] = [];
    for (const name of await listRuns(dir)) {
      const record = await readRun(dir, name);
      if (!record) continue;
      const { suite, model, plan } = record;
      entries.push({ name, suite, model, plan, scores: scoreRollouts(await this.read(dir, name)) });
    }
    return entries;
  }

  async episodes(dir: string, name: string): Promise<EpisodeEntry[]> {
    return (await this.read(dir, name)).map(entryOf);
  }

  private async read(dir: string, name: string): Promise<readonly EpisodeRecord[]> {
    const { folder, record } = rolloutPaths(dir, name);
    const begun = (await stat(record)).mtimeMs;
    let run = this.known.get(folder);
    if (run?.begun !== begun) run = { begun, episodes: new Map() };
    this.known.delete(folder);
    this.known.set(folder, run);
    if (this.known.size > KEPT) this.known.delete([...this.known.keys()][0]);
    const finished = await finishedEpisodes(dir, name);
    for (const episode of finished)
      if (!run.episodes.has(episode)) run.episodes.set(episode, slim(await readEpisode(dir, name, episode)));
    return finished.flatMap((episode) => run.episodes.get(episode) ?? []);
  }
}

/** Without what only a replay shows: a suite of a thousand stays small. */
const slim = (record: EpisodeRecord): EpisodeRecord => ({
  ...record,
  attempts: record.attempts.map((attempt) => ({ ...attempt, asked: [], region: [], checks: [] })),
});

function entryOf({ episode, task, attempts, outcome }: EpisodeRecord): EpisodeEntry {
  return {
    episode,
    text: task?.text ?? null,
    skill: task?.skill ?? null,
    relation: task && relationOf(task),
    frame: task && frameOf(task),
    success: outcome.success,
    attempts: attempts.length,
    failure: outcome.failure?.class ?? null,
  };
}
