import { importedCategory } from '../core/assets/imported-category.js';
import { CATEGORIES, createLibrary, type Library } from '../core/assets/library.js';
import { UserError } from '../core/result.js';
import type { Recipe } from '../core/scene/recipe.js';
import { listImported, readImported } from '../dataset/asset-folder.js';

/** Where imported objects lie unless another folder is named, below the working folder. */
export const IMPORTED_FOLDER = 'assets/imported';

/** Categories of a folder of imported objects. Ours keep their ids: an imported one of the same name is refused. */
export async function importedIds(folder: string): Promise<string[]> {
  const ids = await listImported(folder);
  const taken = ids.find((id) => CATEGORIES.some((category) => category.id === id));
  if (taken !== undefined)
    throw new UserError(
      `"${folder}" has a category "${taken}", which the library has too: rename its folder and its asset.json.`,
    );
  return ids;
}

/** Digest of each of these categories. */
export async function importedDigests(folder: string, ids: readonly string[]): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const id of ids) digests[id] = (await readImported(folder, id)).digest;
  return digests;
}

/**
 * The library a recipe is run with: ours and the imported categories it names, as they were when the run was begun.
 *
 * @throws UserError when a folder is missing or no longer holds the same objects
 */
export async function libraryFor(recipe: Recipe, folder: string): Promise<Library> {
  const categories = [];
  for (const [id, digest] of Object.entries(recipe.imported ?? {})) {
    const found = await readImported(folder, id);
    if (found.digest !== digest) {
      throw new UserError(
        `The objects in "${folder}/${id}" are not those this dataset was begun with: put them back, or start a new folder.`,
      );
    }
    categories.push(importedCategory(found.assets));
  }
  return createLibrary(categories);
}
