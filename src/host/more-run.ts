import type { RunEvent } from '../contract/run-events.js';
import { UsageError } from '../core/result.js';
import { moreLike } from '../core/tasks/more-like.js';
import { readEpisode, readLook } from '../dataset/rollouts/read-episode.js';
import { writeWholeFile } from '../dataset/whole-file.js';
import { loadSuite } from './load-suite.js';

/** Writes the recipe that makes more scenes like that of an episode. */
export async function* moreRun(
  dir: string,
  run: string,
  episode: number,
  suitePath: string,
  out: string,
): AsyncGenerator<RunEvent> {
  const { task } = await readEpisode(dir, run, episode);
  if (task === null) throw new UsageError(`Episode ${episode} of "${run}" has no task: choose another one.`);
  const { recipe } = await loadSuite(suitePath);
  const made = moreLike(recipe, await readLook(dir, run, episode, 0), task, episode);
  await writeWholeFile(out, `${JSON.stringify(made, null, 2)}\n`);
  yield { type: 'done', summary: { out, recipe: made.id } };
}
