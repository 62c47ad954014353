import { describe, expect, test } from 'vitest';
import { project } from '../../camera/pinhole.js';
import { lookAt } from '../../camera/look-at.js';
import { bounds } from '../../geometry/mesh.js';
import { buildAsset, CATEGORIES, category } from '../library.js';
import { createAssetShelf } from '../shelf.js';
import { categoryFacts } from './asset-facts.js';
import { overlaysOf } from './overlays.js';
import { showcaseOf } from './showcase-scene.js';

const shelf = createAssetShelf(buildAsset, (model) => ({ mesh: model.asset, cavity: model.cavity && model.asset }));

test('a camera looks where it is told, level', () => {
  const view = {
    intrinsics: { width: 100, height: 80, fx: 90, fy: 90, cx: 50, cy: 40 },
    cameraFromWorld: lookAt([3, 0, 4], [0, 0, 0]),
  };
  const middle = project(view, [0, 0, 0]);
  expect(middle.u).toBeCloseTo(50, 9);
  expect(middle.v).toBeCloseTo(40, 9);
  expect(middle.depth).toBeCloseTo(5, 9);
  expect(project(view, [0, 0, 1]).v).toBeLessThan(40);
  // Seen from +X, +Y lies to the right.
  expect(project(view, [0, 1, 0]).u).toBeGreaterThan(50);
});

describe.each(CATEGORIES.map(({ id }) => id))('%s', (id) => {
  test('fits its close picture', () => {
    const showcase = showcaseOf(category(id), shelf.get(id, 0), shelf.get('floor', 0));
    const { min, max } = bounds(shelf.get(id, 0).model.mesh.positions);
    const { width, height } = showcase.close.intrinsics;
    for (let i = 0; i < 8; i++) {
      const { u, v, depth } = project(showcase.close, [
        i & 1 ? max[0] : min[0],
        i & 2 ? max[1] : min[1],
        i & 4 ? max[2] : min[2],
      ]);
      expect(depth).toBeGreaterThan(0.05);
      expect(Math.abs(u - width / 2)).toBeLessThan(width / 2);
      expect(Math.abs(v - height / 2)).toBeLessThan(height / 2);
    }
  });
});

test('facts and overlays say what the model does', () => {
  const { model } = shelf.get('chair', 0);
  const facts = categoryFacts(category('chair'), [model, shelf.get('chair', 1).model]);
  expect(facts.assets.map(({ testOnly }) => testOnly)).toEqual([false, true]);
  expect(facts.assets[0].front).toEqual([1, 0, 0]);
  expect(facts.assets[0].colliderParts).toBe(model.parts.length);
  const { close } = showcaseOf(category('chair'), shelf.get('chair', 0), shelf.get('floor', 0));
  const overlays = overlaysOf(model, close);
  expect(overlays.colliders).toHaveLength(model.parts.length);
  expect(overlays.box).toHaveLength(12);
  expect(overlays.front).not.toBeNull();
  expect(overlaysOf(shelf.get('bowl', 0).model, close).front).toBeNull();
});
