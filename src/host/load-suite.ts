import { dirname, resolve } from 'node:path';
import { CATEGORIES } from '../core/assets/library.js';
import { UsageError } from '../core/result.js';
import { suiteRecipe } from '../core/rollout/episode-scene.js';
import type { Recipe } from '../core/scene/recipe.js';
import { parseSuite, type Suite } from '../core/tasks/suite.js';
import { readWholeFile } from '../dataset/whole-file.js';
import { IMPORTED_FOLDER, importedIds } from './imported-library.js';
import { loadRecipe } from './load-recipe.js';

const MAX_SUITE_BYTES = 1024 * 1024;

/**
 * A suite with the recipe of its scenes.
 *
 * @param confine lets the path of the recipe pass, or throws: suites of others name what they like
 * @throws UsageError: one sentence that names the file, the field and what to change
 */
export async function loadSuite(
  path: string,
  confine: (path: string) => Promise<string> = async (given) => given,
): Promise<{ readonly suite: Suite; readonly recipe: Recipe }> {
  let json: unknown;
  try {
    json = JSON.parse((await readWholeFile(path, MAX_SUITE_BYTES)).toString('utf8'));
  } catch (error) {
    const why = error instanceof SyntaxError ? `"${path}" is not JSON: ${error.message}.` : (error as Error).message;
    throw new UsageError(why, { cause: error });
  }
  const parsed = parseSuite(json);
  if (!parsed.ok) throw new UsageError(`"${path}": ${parsed.problem}`);
  const { suite } = parsed;
  const recipe = await loadRecipe(await confine(resolve(dirname(path), suite.recipe)), {});
  const known = new Set([...CATEGORIES.map(({ id }) => id), ...(await importedIds(IMPORTED_FOLDER))]);
  suite.tasks.forEach(({ scene }, k) => {
    const named = [...(scene?.required ?? []).flat(), ...Object.keys(scene?.categories ?? {}), ...(scene?.on ?? [])];
    const unknown = named.find((category) => !known.has(category));
    if (unknown !== undefined)
      throw new UsageError(`"${path}": "tasks.${k}.scene" names "${unknown}", which is no category of the library.`);
  });
  return { suite, recipe: suiteRecipe(suite, recipe) };
}
