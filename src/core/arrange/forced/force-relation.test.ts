import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildAsset, CATEGORIES, category } from '../../assets/library.js';
import { createAssetShelf } from '../../assets/shelf.js';
import { createRng } from '../../random.js';
import { parseRecipe } from '../../scene/recipe.js';
import { forcedType } from '../../scene/recipe/relations.js';
import { layOutRoom, supportShelves } from '../room/furnish.js';
import { exportSurfaces } from '../arrange-scene.js';
import { createSceneBuilder } from '../scene-builder.js';
import { forceRelation } from './force-relation.js';

const parsed = parseRecipe(
  JSON.parse(readFileSync('scenes/tabletop.json', 'utf8')),
  new Set(CATEGORIES.map((c) => c.id)),
);
if (!parsed.ok) throw new Error(parsed.problem);
const { recipe } = parsed;
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
