import type { RunEvent } from '../contract/run-events.js';
import { UsageError } from '../core/result.js';
import type { Recipe } from '../core/scene/recipe.js';
import { moreLike } from '../core/tasks/more-like.js';
import type { Suite } from '../core/tasks/suite.js';
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
  const { recipe } = await moreOf(dir, run, episode, await loadSuite(suitePath));
  await writeWholeFile(out, jsonOf(recipe));
  yield { type: 'done', summary: { out, recipe: recipe.id } };
}

/** The recipe that makes more scenes like that of an episode. @throws UsageError for an episode without a task */
export async function moreOf(
  dir: string,
  run: string,
  episode: number,
  { suite, recipe }: { readonly suite: Suite; readonly recipe: Recipe },
): Promise<{ readonly recipe: Recipe; readonly suite: Suite }> {
  const { task } = await readEpisode(dir, run, episode);
  if (task === null) throw new UsageError(`Episode ${episode} of "${run}" has no task: choose another one.`);
  return { recipe: moreLike(recipe, await readLook(dir, run, episode, 0), task, episode), suite };
}

export const jsonOf = (record: object): string => `${JSON.stringify(record, null, 2)}\n`;
