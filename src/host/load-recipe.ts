import { CATEGORIES } from '../core/assets/library.js';
import { UsageError } from '../core/result.js';
import { categoriesOf, parseRecipe, type Recipe } from '../core/scene/recipe.js';
import { readWholeFile } from '../dataset/whole-file.js';
import { IMPORTED_FOLDER, importedDigests, importedIds } from './imported-library.js';

/** No recipe of ours has more than a few kilobytes. */
const MAX_RECIPE_BYTES = 1024 * 1024;

/** Command-line options that overwrite the recipe before it is stored and hashed. */
export interface RecipeOverrides {
  readonly views?: number;
  readonly size?: readonly [number, number];
}

/**
 * @param imported folder of imported objects, whose categories a recipe may name like ours
 * @throws UsageError: one sentence that names the file, the field and what to change
 */
export async function loadRecipe(
  path: string,
  overrides: RecipeOverrides,
  imported: string = IMPORTED_FOLDER,
): Promise<Recipe> {
  let text: string;
  try {
    text = (await readWholeFile(path, MAX_RECIPE_BYTES)).toString('utf8');
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`"${path}" is not JSON: ${(error as Error).message}.`, { cause: error });
  }
  const outside = await importedIds(imported);
  const known = new Set([...CATEGORIES.map((category) => category.id), ...outside]);
  const parsed = parseRecipe(overridden(json, overrides), known);
  if (!parsed.ok) throw new UsageError(`"${path}": ${parsed.problem}`);
  const used = categoriesOf(parsed.recipe);
  const named = outside.filter((id) => used.has(id));
  if (named.length === 0) return parsed.recipe;
  return { ...parsed.recipe, imported: await importedDigests(imported, named) };
}

function overridden(json: unknown, overrides: RecipeOverrides): unknown {
  if (
    json === null ||
    typeof json !== 'object' ||
    !('cameras' in json) ||
    json.cameras === null ||
    typeof json.cameras !== 'object'
  )
    return json;
  return { ...json, cameras: { ...json.cameras, ...overrides } };
}
