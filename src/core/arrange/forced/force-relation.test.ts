import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildAsset, CATEGORIES, category } from '../../assets/library.js';
import { createAssetShelf } from '../../assets/shelf.js';
import { createRng } from '../../random.js';
import { parseRecipe, type Recipe } from '../../scene/recipe.js';
import { forcedType } from '../../scene/recipe/relations.js';
import { layOutRoom, supportShelves } from '../room/furnish.js';
import { exportSurfaces } from '../arrange-scene.js';
import { createSceneBuilder } from '../scene-builder.js';
import { forceRelation } from './force-relation.js';

function load(path: string): Recipe {
  const parsed = parseRecipe(JSON.parse(readFileSync(path, 'utf8')), new Set(CATEGORIES.map((c) => c.id)));
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.recipe;
}

const recipe = load('scenes/tabletop.json');
const shelf = createAssetShelf(buildAsset, (model) => ({
  mesh: `${model.asset} ${model.mesh.positions.length}`,
  cavity: model.cavity && `${model.asset} cavity`,
}));

describe.each(forcedType.options)('a forced %s', (type) => {
  it.each([0, 1])('is arranged between things of its own, or leaves nothing behind, seed %i', (seed) => {
    const builder = createSceneBuilder(category, shelf, 'train');
    const room = layOutRoom(builder, recipe, createRng(seed));
    if ('noRoomFor' in room) throw new Error(room.noRoomFor);
    const shelves = supportShelves(builder, room.layout, recipe.objects.on);
    const before = builder.placements.length;
    const forced = forceRelation({ builder, recipe, shelvesFor: () => shelves }, type, createRng(seed));
    if (!forced) {
      expect(builder.placements).toHaveLength(before);
      return;
    }
    expect(forced.type).toBe(type);
    expect(new Set(forced.objects).size).toBe(forced.objects.length);
    const at = (id: number) => builder.placements[id - 1];
    const [a, b] = forced.objects.map(at);
    if (type === 'inside') expect(a.support).toBe(b.id);
    if (type === 'stacked') expect(builder.supportsOf(a.id).length).toBeGreaterThanOrEqual(5);
    if (type === 'under') expect(a.top).toBeLessThan(b.top);
    if (type === 'leaning') {
      expect(a.top).toBeLessThan(b.top);
      // What leans is no place to put anything: its patch would hang in the air.
      expect(exportSurfaces(builder.placements).filter(({ owner }) => owner === a.id)).toEqual([]);
    }
  });
});

it('leans a book only on what its push does not tip', () => {
  const storage = load('scenes/storage-shelf.json');
  let leaning = 0;
  for (let seed = 0; seed < 12; seed++) {
    const builder = createSceneBuilder(category, shelf, 'train');
    const room = layOutRoom(builder, storage, createRng(seed));
    if ('noRoomFor' in room) continue;
    const shelves = supportShelves(builder, room.layout, storage.objects.on);
    const stage = { builder, recipe: storage, shelvesFor: () => shelves };
    const forced = forceRelation(stage, 'leaning', createRng(seed));
    if (!forced) continue;
    leaning++;
    const [book, prop] = forced.objects.map((id) => builder.placements[id - 1]);
    // Both are boxes: half a book's weight times the tangent of 28° at its upper edge, against the prop's own weight
    // about its far edge.
    const turning = 0.5 * book.asset.model.mass * Math.tan((28 * Math.PI) / 180) * (book.top - prop.bottom);
    const depth = extent(prop.asset.model.mesh.positions, 0);
    expect(0.5 * depth * prop.asset.model.mass).toBeGreaterThan(2 * turning);
  }
  expect(leaning).toBeGreaterThan(3);
});

function extent(positions: ArrayLike<number>, axis: number): number {
  let [min, max] = [Infinity, -Infinity];
  for (let i = axis; i < positions.length; i += 3) {
    min = Math.min(min, positions[i]);
    max = Math.max(max, positions[i]);
  }
  return max - min;
}
