import type { RunEvent } from '../contract/run-events.js';
import { agrees } from '../core/rollout/agrees.js';
import { scoreRollouts } from '../core/rollout/rollout-scores.js';
import type { EpisodeRecord } from '../core/rollout/rollout-record.js';
import { UserError } from '../core/result.js';
import { readEpisodes } from '../dataset/rollouts/read-episode.js';
import { finishedEpisodes, readRun, rolloutPaths } from '../dataset/rollouts/rollout-folder.js';
import { fileSize, listFolder, readWholeFile } from '../dataset/whole-file.js';
import { runTasks } from '../services/job-pool.js';
import type { EpisodeVerdict } from './jobs/verify-episode.js';
import type { Problem } from './jobs/verify-shard.js';
import type { Jobs } from './jobs.js';
import type { WorkerPool } from './worker-pool.js';

/** What the episodes of a run come to. */
export interface RolloutTotals {
  episodes: number;
  files: number;
  views: number;
  /** Meshes that their scenes name. */
  readonly meshes: Set<string>;
}

/**
 * Checks a run of a suite from its files alone: every episode's record is derived again, and the scores from the records.
 *
 * @param note is given every contradiction, and says whether to show it
 */
export async function* verifyRollouts(
  dir: string,
  name: string,
  pool: WorkerPool<Jobs>,
  totals: RolloutTotals,
  note: (problem: Problem) => RunEvent | null,
): AsyncGenerator<RunEvent> {
  const run = await readRun(dir, name).catch((error: unknown) => {
    if (error instanceof UserError) return error.message;
    throw error;
  });
  if (run === null) return;
  if (typeof run === 'string') {
    const event = note({ where: `rollouts/${name}/run.json`, message: run });
    if (event) yield event;
    return;
  }
  const episodes = await finishedEpisodes(dir, name);
  yield { type: 'phase', phase: 'verify', total: episodes.length, unit: 'episodes' };
  const { profile, plan } = run;
  const tasks = episodes.map((episode) => async (report: (event: number) => void) => {
    const verdict = await pool.run('verifyEpisode', { dir, run: name, episode, made: { profile, plan } }, () => {});
    report(1);
    return { episode, verdict };
  });
  const verdicts: { readonly episode: number; readonly verdict: EpisodeVerdict }[] = [];
  let done = 0;
  for await (const _ of runTasks(tasks, pool.size, (value) => void verdicts.push(value)))
    yield { type: 'progress', phase: 'verify', done: ++done, total: episodes.length };
  verdicts.sort((a, b) => a.episode - b.episode);
  for (const { verdict } of verdicts) {
    totals.episodes++;
    totals.files += verdict.files;
    totals.views += verdict.views;
    for (const mesh of verdict.meshes) totals.meshes.add(mesh);
    for (const problem of verdict.problems) {
      const event = note(problem);
      if (event) yield event;
    }
  }
  for (const message of await summaryProblems(dir, name, plan.episodes)) {
    const event = note({ where: `rollouts/${name}`, message });
    if (event) yield event;
  }
}

/** Lines and scores of a finished run follow from its episodes; one that was cut short has neither. */
async function summaryProblems(dir: string, name: string, planned: number): Promise<string[]> {
  const paths = rolloutPaths(dir, name);
  const episodes: EpisodeRecord[] = [];
  try {
    for await (const episode of readEpisodes(dir, name)) episodes.push(episode);
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
  const problems: string[] = [];
  const strange = (await listFolder(paths.episodes)).filter((one) => !/^\d{6}$/.test(one));
  for (const one of strange)
    problems.push(`episodes/${one} is no episode; delete it, or continue the run with --resume.`);
  if (episodes.length < planned)
    return [...problems, `has ${episodes.length} of ${planned} episodes; continue it with --resume.`];
  const scores = await textOf(paths.scores);
  const again = JSON.parse(JSON.stringify(scoreRollouts(episodes))) as unknown;
  if (scores === null || !agrees(parsed(scores), again))
    problems.push(
      'scores.json does not follow from the episodes; run the same command with --resume to score them again.',
    );
  if ((await textOf(paths.lines)) !== episodes.map((episode) => `${JSON.stringify(episode)}\n`).join(''))
    problems.push('episodes.jsonl is not what the episodes say; run the same command with --resume to write it again.');
  return problems;
}

const textOf = async (path: string): Promise<string | null> =>
  (await fileSize(path)) === null ? null : (await readWholeFile(path)).toString('utf8');

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
