import { readdirSync, readFileSync } from 'node:fs';
import { arrangeScene } from '../src/core/arrange/arrange-scene.js';
import { CATEGORIES, category } from '../src/core/assets/library.js';
import { sampleViews } from '../src/core/camera/sample-views.js';
import type { CameraView } from '../src/core/camera/pinhole.js';
import { sceneSeed } from '../src/core/generate-scene.js';
import { createRng } from '../src/core/random.js';
import { SceneGeometry } from '../src/core/relations/scene-geometry.js';
import { parseRecipe, type Recipe } from '../src/core/scene/recipe.js';
import type { SettledScene } from '../src/core/scene/settled-scene.js';
import { createFiledShelf } from '../src/host/asset-shelf.js';
import { createPhysics } from '../src/physics/settle.js';

// What sections work on: the shipped recipes, and scenes made from them.

export const shelf = createFiledShelf();
export const physics = createPhysics(shelf.meshes);

/** The shipped recipes by id, in order of their file names. */
export const recipes: Readonly<Record<string, Recipe>> = Object.fromEntries(
  readdirSync('scenes')
    .filter((name) => name.endsWith('.json'))
    .map((name) => [name.slice(0, -5), load(`scenes/${name}`)]),
);

function load(path: string): Recipe {
  const parsed = parseRecipe(JSON.parse(readFileSync(path, 'utf8')), new Set(CATEGORIES.map((c) => c.id)));
  if (!parsed.ok) throw new Error(`${path}: ${parsed.problem}`);
  return parsed.recipe;
}

/** Arrange, settle and look, without pixels; or the name of the fault. */
export function prepare(recipe: Recipe, index: number): { scene: SettledScene; views: readonly CameraView[] } | string {
  const own = sceneSeed(1, index);
  const rng = createRng(own);
  const arranged = arrangeScene(
    recipe,
    { id: '000000-000', seed: own, split: 'train' },
    category,
    shelf,
    rng.fork('arrange'),
  );
  if (!arranged.ok) return arranged.fault.reason;
  const settled = physics.settle(arranged.value);
  if (!settled.ok) return settled.fault.reason;
  const views = sampleViews(new SceneGeometry(settled.value, shelf.meshes), recipe, rng.fork('cameras'));
  return views.ok ? { scene: settled.value, views: views.value } : views.fault.reason;
}
