import { expect, it } from 'vitest';
import type { Vec3 } from '../geometry/vec3.js';
import { createRng } from '../random.js';
import { testGeometry } from '../relations/test-scene.js';
import { recipeSchema } from '../scene/recipe.js';
import { chooseStage } from './stage.js';

const recipe = recipeSchema.parse({
  schema: 'vantage/recipe@1',
  id: 'test',
  profile: 'room',
  room: { width: [4, 4], depth: [4, 4] },
  surface: { category: 'shelf-rack', size: [1.2, 0.4] },
  objects: { count: [4, 4], categories: { mug: 1 } },
  cameras: { rig: 'phone', views: 1 },
  worldAnchor: 'robot-base',
});

const FLOOR = {
  id: 1,
  category: 'floor',
  name: 'floor',
  center: [0, 0, -0.05] as const,
  size: [4.2, 4.2, 0.1] as const,
};

/** Degrees from world +X of the side a rack of 1.2 × 0.4 m is looked at from; its narrow depth along its own X. */
function sideOf(center: Vec3, yaw: number, front: Vec3 | null = null): number {
  const rack = { id: 2, category: 'shelf-rack', name: 'rack', center, size: [0.4, 1.2, 1.8] as const, yaw, front };
  const geometry = testGeometry({ objects: [{ ...FLOOR, structure: true, fixed: true }, rack] });
  const stage = chooseStage(geometry, recipe, true, createRng(0));
  if (!stage) throw new Error('No stage.');
  return Math.round((stage.front * 180) / Math.PI + 360) % 360;
}

it('looks at what has no front from the broad side away from its wall', () => {
  expect(sideOf([0, 1.75, 0.9], Math.PI / 2)).toBe(270);
  expect(sideOf([0, -1.75, 0.9], Math.PI / 2)).toBe(90);
  expect(sideOf([1.75, 0.3, 0.9], 0)).toBe(180);
  expect(sideOf([-1.75, 0.3, 0.9], Math.PI)).toBe(0);
  // In a corner its narrow side is at a wall too.
  expect(sideOf([1.75, 1.4, 0.9], 0)).toBe(180);
});

it('looks at what has a front from before it, and at what stands in the middle from the near side', () => {
  expect(sideOf([0, 1.75, 0.9], Math.PI / 2, [1, 0, 0])).toBe(90);
  expect(sideOf([0, 0, 0.9], 0)).toBe(270);
});
