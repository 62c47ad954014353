import { describe, expect, it } from 'vitest';
import { buildAsset, category } from '../../assets/library.js';
import { createAssetShelf } from '../../assets/shelf.js';
import { polygonDistance } from '../../geometry/polygon.js';
import { createRng } from '../../random.js';
import { recipeSchema } from '../../scene/recipe.js';
import { createSceneBuilder } from '../scene-builder.js';
import { layOutRoom } from './furnish.js';
import { facingOf } from './spots.js';

const shelf = createAssetShelf(buildAsset, (model) => ({
  mesh: `${model.asset} ${model.mesh.positions.length}`,
  cavity: null,
}));

function layOut(furniture: unknown[], seed: number, room: object = {}) {
  const recipe = recipeSchema.parse({
    schema: 'vantage/recipe@1',
    id: 'test',
    profile: 'room',
    room: { width: [5, 6], depth: [5, 6], ...room },
    furniture,
    objects: { count: [1, 1], categories: { mug: 1 }, on: ['table'] },
    cameras: { rig: 'standing' },
    worldAnchor: { from: 'table', to: 'table' },
  });
  const builder = createSceneBuilder(category, shelf, 'train');
  const laid = layOutRoom(builder, recipe, createRng(seed));
  if ('noRoomFor' in laid) throw new Error(`No room for ${laid.noRoomFor}.`);
  return { builder, layout: laid.layout };
}

const turned = (a: number, b: number) => Math.abs(Math.atan2(Math.sin(a - b), Math.cos(a - b)));

describe.each([0, 1, 2, 3, 4])('seed %i', (seed) => {
  it('seats four around a table, pushed under it and facing it, one set', () => {
    const { layout } = layOut(
      [
        { category: 'table', place: 'middle' },
        { category: 'chair', place: 'around', of: 'table', count: [4, 4], gap: [-0.2, -0.2], turnDeg: [0, 0] },
      ],
      seed,
    );
    const [table, ...chairs] = layout.furniture;
    expect(chairs).toHaveLength(4);
    expect(new Set(chairs.map((c) => c.asset.model.asset)).size).toBe(1);
    for (const chair of chairs) {
      expect(polygonDistance(chair.footprint, table.footprint)).toBe(0);
      const [dx, dy] = [0, 1].map((k) => table.worldFromObject.position[k] - chair.worldFromObject.position[k]);
      // It faces the table's side: its line to the table's middle is within the half circle of its front.
      expect(turned(facingOf(chair), Math.atan2(dy, dx))).toBeLessThan(Math.PI / 3);
      const square = Math.abs(Math.sin(2 * (facingOf(chair) - facingOf(table))));
      expect(square).toBeLessThan(1e-9);
    }
  });

  it('leaves doors free and windows unobstructed', () => {
    const { builder, layout } = layOut(
      [
        { category: 'wardrobe', place: 'against-wall', count: [3, 3], required: false },
        { category: 'bookshelf', place: 'against-wall', count: [3, 3], required: false },
      ],
      seed,
      { doors: [2, 2], windows: [2, 2] },
    );
    expect(layout.shell.doors).toHaveLength(2);
    expect(layout.shell.keepClear).toHaveLength(4);
    expect(layout.furniture.length).toBeGreaterThan(1);
    for (const { area, above } of layout.shell.keepClear) {
      for (const piece of layout.furniture)
        if (piece.top > above) expect(polygonDistance(piece.footprint, area)).toBeGreaterThan(0);
    }
    for (const piece of layout.furniture) {
      // Its back to the wall: its front looks along the wall's inward normal.
      expect(builder.supportsOf(piece.id)).toEqual([piece.id, 1]);
      expect(Math.abs(Math.sin(2 * facingOf(piece)))).toBeLessThan(1e-9);
    }
  });

  it('sets desks in rows that look away from nobody', () => {
    const { layout } = layOut(
      [{ category: 'desk', place: 'rows', count: [6, 6], columns: 3, gap: [0.1, 0.1], required: false }],
      seed,
      { width: [7, 7], depth: [7, 7] },
    );
    expect(layout.furniture).toHaveLength(6);
    expect(new Set(layout.furniture.map((p) => facingOf(p).toFixed(9))).size).toBe(1);
  });
});
