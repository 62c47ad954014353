import { describe, expect, it } from 'vitest';
import { createRng } from '../random.js';
import { testGeometry } from '../relations/test-scene.js';
import { recipeSchema, type Recipe } from '../scene/recipe.js';
import type { Rig } from '../scene/recipe/cameras.js';
import { aimCamera } from './aim-camera.js';
import { DEVICES, focalLength } from './devices.js';
import { glance, sharedByGlance } from './glance.js';
import { eyeOf, forwardOf, project, unproject } from './pinhole.js';
import { sampleViews } from './sample-views.js';

// A table with four mugs on it in the middle of a walled 4 × 4 m floor, and a cupboard in a corner.
const wall = (id: number, center: readonly [number, number, number], size: readonly [number, number, number]) => ({
  id,
  category: 'wall',
  name: 'wall',
  center,
  size,
  structure: true,
  fixed: true,
});
const geometry = testGeometry({
  objects: [
    {
      id: 1,
      category: 'floor',
      name: 'floor',
      center: [0, 0, -0.05],
      size: [4.2, 4.2, 0.1],
      structure: true,
      fixed: true,
    },
    { id: 2, category: 'table', name: 'table', center: [0, 0, 0.37], size: [1.2, 0.8, 0.74] },
    ...[3, 4, 5, 6].map((id) => ({
      id,
      category: 'mug',
      name: 'mug',
      center: [0.3 * (id - 4.5), 0.1, 0.79] as const,
      size: [0.08, 0.08, 0.1] as const,
    })),
    { id: 7, category: 'wardrobe', name: 'wardrobe', center: [1.6, 1.6, 0.9], size: [0.6, 0.6, 1.8] },
    wall(8, [2.05, 0, 1.3], [0.1, 4.2, 2.6]),
    wall(9, [-2.05, 0, 1.3], [0.1, 4.2, 2.6]),
    wall(10, [0, 2.05, 1.3], [4.2, 0.1, 2.6]),
    wall(11, [0, -2.05, 1.3], [4.2, 0.1, 2.6]),
  ],
});

const recipe = (cameras: Partial<Recipe['cameras']>): Recipe =>
  recipeSchema.parse({
    schema: 'vantage/recipe@1',
    id: 'test',
    profile: 'tabletop',
    room: { width: [4, 4], depth: [4, 4] },
    surface: { category: 'table', size: [1.2, 0.8] },
    objects: { count: [4, 4], categories: { mug: 1 } },
    cameras: { views: 4, ...cameras },
    worldAnchor: 'robot-base',
  });

const RIGS: readonly Rig[] = ['table-side', 'robot-head', 'wrist', 'phone', 'standing', 'walking'];

function sample(cameras: Partial<Recipe['cameras']>, seed: number) {
  const result = sampleViews(geometry, recipe(cameras), createRng(seed));
  if (!result.ok) throw new Error(`seed ${seed}: ${result.fault.detail}`);
  return result.value;
}

describe.each(RIGS)('rig %s', (rig) => {
  it.each([0, 1, 2])('sees several things from outside everything, seed %i', (seed) => {
    const views = sample({ rig }, seed);
    expect(views).toHaveLength(4);
    for (const view of views) {
      const eye = eyeOf(view);
      expect(Math.max(Math.abs(eye[0]), Math.abs(eye[1]))).toBeLessThan(2);
      const aboveTable = Math.abs(eye[0]) < 0.6 && Math.abs(eye[1]) < 0.4;
      expect(eye[2]).toBeGreaterThan(aboveTable ? 0.74 : 0.2);
      const forward = forwardOf(view);
      expect(forward[2]).toBeLessThan(0.2);
      // SPEC: within 20° of straight down there are no ego directions.
      expect(Math.hypot(forward[0], forward[1])).toBeGreaterThan(Math.sin((20 * Math.PI) / 180));
      const seen = new Set(glance(geometry, view).ids);
      expect([3, 4, 5, 6].filter((id) => seen.has(id)).length).toBeGreaterThanOrEqual(rig === 'wrist' ? 2 : 3);
      if (rig === 'standing' || rig === 'walking') expect(Math.hypot(eye[0] - 1.6, eye[1] - 1.6)).toBeGreaterThan(0.5);
      expect(view.rig).toBe(rig);
    }
    expect(new Set(views.map((view) => eyeOf(view).join())).size).toBe(4);
    expect(sample({ rig }, seed)).toEqual(views);
  });

  it.each([0, 1])('walks a path whose frames overlap as wanted, seed %i', (seed) => {
    const views = sample({ rig, sequence: { overlap: [0.5, 0.8] }, views: 4 }, seed);
    expect(views).toHaveLength(4);
    for (const [k, view] of views.entries()) {
      if (k === 0) continue;
      const shared = Math.min(
        sharedByGlance(geometry, glance(geometry, views[k - 1]), view),
        sharedByGlance(geometry, glance(geometry, view), views[k - 1]),
      );
      expect(shared).toBeGreaterThanOrEqual(0.5);
      expect(shared).toBeLessThanOrEqual(0.8);
      expect(view.intrinsics).toEqual(views[0].intrinsics);
    }
  });
});

it('takes another rig of the recipe where one finds nothing to look at', () => {
  // Without a surface a phone looks at furniture that carries things; no contact says that this table does.
  const { surface: _surface, ...room } = recipe({ rig: ['phone', 'walking', 'standing'] });
  for (let seed = 0; seed < 6; seed++) {
    const found = sampleViews(geometry, room, createRng(seed));
    if (!found.ok) throw new Error(found.fault.detail);
    expect(found.value[0].rig).not.toBe('phone');
  }
});

it('looks through the cameras a recipe names', () => {
  const views = sample({ rig: 'phone', device: ['iphone-main', 'zed-2'] }, 0);
  for (const { device, intrinsics } of views) {
    if (!device) throw new Error('No device.');
    expect(intrinsics.fx).toBeCloseTo(focalLength(DEVICES[device], [640, 480]), 9);
  }
});

describe('aimCamera', () => {
  const intrinsics = { width: 640, height: 480, fx: 600, fy: 600, cx: 320, cy: 240 };

  it('puts its target on the optical axis, up in the image where up is in the world', () => {
    const view = aimCamera([1, -2, 1.5], [0, 0, 0.5], intrinsics, 0);
    const target = project(view, [0, 0, 0.5]);
    expect(target.u).toBeCloseTo(320, 9);
    expect(target.v).toBeCloseTo(240, 9);
    expect(target.depth).toBeCloseTo(Math.hypot(1, 2, 1), 12);
    expect(project(view, [0, 0, 0.6]).v).toBeLessThan(240);
    // From y = −2 looking to +y, world +x is on the right.
    expect(project(view, [0.1, 0.05, 0.5]).u).toBeGreaterThan(320);
  });

  it('is undone by unproject', () => {
    const view = aimCamera([1, -2, 1.5], [0, 0, 0.5], intrinsics, 0.02);
    const { u, v, depth } = project(view, [0.3, -0.2, 0.8]);
    const back = unproject(view, u, v, depth);
    expect(back[0]).toBeCloseTo(0.3, 12);
    expect(back[1]).toBeCloseTo(-0.2, 12);
    expect(back[2]).toBeCloseTo(0.8, 12);
  });
});
