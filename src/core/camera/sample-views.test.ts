import { describe, expect, it } from 'vitest';
import { createRng } from '../random.js';
import { testGeometry } from '../relations/test-scene.js';
import type { Recipe } from '../scene/recipe.js';
import { recipeSchema } from '../scene/recipe.js';
import { eyeOf, forwardOf, project, unproject } from './pinhole.js';
import { lookAt, sampleViews } from './sample-views.js';

// A table with four things on it in the middle of a 4 × 4 m floor.
const scene = testGeometry({
  objects: [
    { id: 1, category: 'floor', name: 'floor', center: [0, 0, -0.05], size: [4, 4, 0.1], structure: true, fixed: true },
    { id: 2, category: 'table', name: 'table', center: [0, 0, 0.37], size: [1.2, 0.8, 0.74] },
    ...[3, 4, 5, 6].map((id) => ({
      id,
      category: 'mug',
      name: 'mug',
      center: [0.3 * (id - 4.5), 0.1, 0.79] as const,
      size: [0.08, 0.08, 0.1] as const,
    })),
  ],
}).scene;

const recipe = (rig: 'table-side' | 'robot-head' | 'standing'): Recipe =>
  recipeSchema.parse({
    schema: 'vantage/recipe@1',
    id: 'test',
    profile: 'tabletop',
    room: { width: [4, 4], depth: [4, 4] },
    surface: { category: 'table', size: [1.2, 0.8] },
    objects: { count: [4, 4], categories: { mug: 1 } },
    cameras: { rig, views: 4 },
    worldAnchor: 'robot-base',
  });

describe.each(['table-side', 'robot-head', 'standing'] as const)('rig %s', (rig) => {
  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])('gives level, overlapping views from outside everything, seed %i', (seed) => {
    const result = sampleViews(scene, recipe(rig), createRng(seed));
    if (!result.ok) throw new Error(result.fault.detail);
    expect(result.value).toHaveLength(4);
    for (const view of result.value) {
      const eye = eyeOf(view);
      expect(Math.max(Math.abs(eye[0]), Math.abs(eye[1]))).toBeLessThan(2);
      const aboveTable = Math.abs(eye[0]) < 0.6 && Math.abs(eye[1]) < 0.4;
      expect(eye[2]).toBeGreaterThan(aboveTable ? 0.74 : 0.2);
      expect(forwardOf(view)[2]).toBeLessThan(0.2);
      const shown = scene.objects.filter((o) => {
        const { u, v, depth } = project(view, o.obb.center);
        return o.id > 2 && depth > 0 && u > 0 && u < 640 && v > 0 && v < 480;
      });
      expect(shown.length).toBeGreaterThanOrEqual(Math.ceil(0.35 * 4));
    }
    const eyes = result.value.map((view) => eyeOf(view).join());
    expect(new Set(eyes).size).toBe(4);
    expect(sampleViews(scene, recipe(rig), createRng(seed))).toEqual(result);
  });
});

describe('lookAt', () => {
  const intrinsics = { width: 640, height: 480, fx: 600, fy: 600, cx: 320, cy: 240 };

  it('puts its target on the optical axis, up in the image where up is in the world', () => {
    const view = lookAt([1, -2, 1.5], [0, 0, 0.5], intrinsics, 0);
    const target = project(view, [0, 0, 0.5]);
    expect(target.u).toBeCloseTo(320, 9);
    expect(target.v).toBeCloseTo(240, 9);
    expect(target.depth).toBeCloseTo(Math.hypot(1, 2, 1), 12);
    expect(project(view, [0, 0, 0.6]).v).toBeLessThan(240);
    // From y = −2 looking to +y, world +x is on the right.
    expect(project(view, [0.1, 0.05, 0.5]).u).toBeGreaterThan(320);
  });

  it('is undone by unproject', () => {
    const view = lookAt([1, -2, 1.5], [0, 0, 0.5], intrinsics, 0.02);
    const { u, v, depth } = project(view, [0.3, -0.2, 0.8]);
    const back = unproject(view, u, v, depth);
    expect(back[0]).toBeCloseTo(0.3, 12);
    expect(back[1]).toBeCloseTo(-0.2, 12);
    expect(back[2]).toBeCloseTo(0.8, 12);
  });
});
