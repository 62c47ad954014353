import { join, relative } from 'node:path';
import type { WrittenRecipe } from '../../contract/studio/datasets.js';
import type { SettledScene } from '../../core/scene/settled-scene.js';
import { recipeLike } from '../../core/scene/recipe-like.js';
import type { BrowsedDataset } from '../../dataset/browse/browsed-dataset.js';
import { sceneOf } from '../../dataset/layout.js';
import { ensureFolder, sha256Of, writeWholeFile } from '../../dataset/whole-file.js';
import { jsonOf } from '../more-run.js';
import type { StudioBackend } from './backend.js';
import { expectReplaceable } from './recognise.js';

/** Scenes that are looked at, spread over the chosen ones: more tell nothing new of what is in them. */
const MOST_READ = 200;

/** "More like these": a recipe in `scenes` of the working folder. The same choice gives the same file. */
export async function writeMoreScenes(
  { workingFolder, roots }: Pick<StudioBackend, 'workingFolder' | 'roots'>,
  browsed: BrowsedDataset,
  views: readonly string[],
  types: readonly string[],
): Promise<WrittenRecipe> {
  const ids = [...new Set(views.map(sceneOf))].sort();
  const every = Math.max(1, ids.length / MOST_READ);
  const scenes: SettledScene[] = [];
  for (let k = 0; k < ids.length; k += every) {
    const [view] = browsed.viewIds(ids[Math.floor(k)]);
    if (view !== undefined) scenes.push(await browsed.sceneOf(view));
  }
  const name = sha256Of(JSON.stringify([ids, [...types].sort()])).slice(0, 6);
  const recipe = recipeLike(browsed.dataset.record.recipe, scenes, types, name);
  const path = await roots.writable(join(workingFolder, 'scenes', `${recipe.id}.json`));
  await expectReplaceable(path, 'recipe');
  await ensureFolder(join(workingFolder, 'scenes'));
  await writeWholeFile(path, jsonOf(recipe));
  return { path: relative(workingFolder, path), id: recipe.id, title: recipe.title ?? recipe.id };
}
