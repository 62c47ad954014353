import type { Vec3 } from '../geometry/vec3.js';
import { createRng } from '../random.js';
import type { AssetModel, Category } from './asset.js';
import { apple } from './categories/apple.js';
import { book } from './categories/book.js';
import { bowl } from './categories/bowl.js';
import { box } from './categories/box.js';
import { laptop } from './categories/laptop.js';
import { mug } from './categories/mug.js';
import { robotBase } from './categories/robot-base.js';
import { door, floor, wall, window } from './categories/structure.js';
import { table } from './categories/table.js';

/** Every category there is. */
export const CATEGORIES: readonly Category[] = [
  apple,
  book,
  bowl,
  box,
  laptop,
  mug,
  robotBase,
  table,
  door,
  floor,
  wall,
  window,
];

const byId = new Map(CATEGORIES.map((c) => [c.id, c]));

/** @throws RangeError for an id that is not in the library; recipes are checked against it before */
export function category(id: string): Category {
  const found = byId.get(id);
  if (!found) throw new RangeError(`No category "${id}". The library has: ${[...byId.keys()].join(', ')}.`);
  return found;
}

/**
 * Builds one shape. Pure: the same arguments give the same bytes.
 *
 * @param variant 0 … variants − 1; the last one is kept for the test split
 * @param size for supports and structure whose size a recipe sets
 */
export function buildAsset(categoryId: string, variant: number, size?: Vec3): AssetModel {
  const { variants, build } = category(categoryId);
  if (!Number.isInteger(variant) || variant < 0 || variant >= variants) {
    throw new RangeError(`Category "${categoryId}" has variants 0 … ${variants - 1}, got ${variant}.`);
  }
  return build(variant, createRng('asset').fork(categoryId).fork(variant), size);
}
