import type { RunEvent } from '../contract/run-events.js';
import type { EpisodeRecord } from '../core/rollout/rollout-record.js';
import { scoreRollouts } from '../core/rollout/rollout-scores.js';
import rewardScript from '../core/rollout/reward.py?raw';
import { UserError } from '../core/result.js';
import { readEpisodes } from '../dataset/rollouts/read-episode.js';
import { readRun, rolloutPaths } from '../dataset/rollouts/rollout-folder.js';
import { runPage } from '../dataset/rollouts/run-page.js';
import { writeWholeFile } from '../dataset/whole-file.js';

/** Scores a run from its records, and writes them together: one line an episode. */
export async function* scoreRun(dir: string, name: string): AsyncGenerator<RunEvent> {
  const paths = rolloutPaths(dir, name);
  const run = await readRun(dir, name);
  if (run === null) throw new UserError(`"${paths.folder}" holds no run.`);
  const episodes: EpisodeRecord[] = [];
  for await (const episode of readEpisodes(dir, name)) episodes.push(episode);
  const scores = scoreRollouts(episodes);
  await writeWholeFile(paths.lines, episodes.map((episode) => `${JSON.stringify(episode)}\n`).join(''));
  await writeWholeFile(paths.scores, `${JSON.stringify(scores, null, 2)}\n`);
  await writeWholeFile(paths.reward, rewardScript);
  await writeWholeFile(paths.page, runPage(run, episodes, scores));
  yield { type: 'done', summary: { name, folder: paths.folder, model: run.model, plan: run.plan, scores } };
}
