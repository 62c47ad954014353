import type { Category } from '../assets/asset.js';
import type { AssetShelf } from '../assets/shelf.js';
import { createRng } from '../random.js';
import type { ObjectSpec } from '../scene/scene-spec.js';
import type { Surface } from '../scene/settled-scene.js';
import { exportSurfaces, objectSpec } from './arrange-scene.js';
import { uprightPose } from './placement.js';
import { createSceneBuilder } from './scene-builder.js';

/**
 * One object of a category alone, upright on the world's origin, in a shape and colour drawn by a seed.
 *
 * @returns it with id 1, and its surfaces
 */
export function newObject(
  category: string,
  seed: number,
  categories: (id: string) => Category,
  shelf: AssetShelf,
): { object: ObjectSpec; surfaces: readonly Surface[] } {
  const builder = createSceneBuilder(categories, shelf, 'train');
  const asset = builder.choose(category, createRng('new object').fork(category).fork(seed));
  const placement = builder.place(asset, uprightPose(0, 0, 0, 0), 0);
  return { object: objectSpec(placement), surfaces: exportSurfaces([placement]) };
}
