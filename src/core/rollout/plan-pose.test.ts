import { expect, it } from 'vitest';
import type { Vec3 } from '../geometry/vec3.js';
import { openBox, testGeometry } from '../relations/test-scene.js';
import { gapFromAbove, planPose } from './plan-pose.js';

// A box of 20 × 20 × 10 cm, open above, with walls of 1 cm, in the middle; a cube of 4 cm beside it, and a board wider than the box.

/** Corners of a box part, object frame. */
const part = (from: Vec3, to: Vec3) => ({
  vertices: [0, 1].flatMap((i) =>
    [0, 1].flatMap((j) => [0, 1].map((k): Vec3 => [[from, to][i][0], [from, to][j][1], [from, to][k][2]])),
  ),
});
const WALLS = [
  part([-0.1, -0.1, -0.05], [0.1, 0.1, -0.04]),
  part([-0.1, -0.1, -0.04], [-0.09, 0.1, 0.05]),
  part([0.09, -0.1, -0.04], [0.1, 0.1, 0.05]),
  part([-0.09, -0.1, -0.04], [0.09, -0.09, 0.05]),
  part([-0.09, 0.09, -0.04], [0.09, 0.1, 0.05]),
];

const geometry = testGeometry({
  objects: [
    { id: 1, center: [0, 0, -0.05], size: [2, 2, 0.1], fixed: true, name: 'table' },
    { id: 2, center: [0, 0, 0.05], ...openBox([0.2, 0.2, 0.1], 0.01), opening: [0, 0, 1], parts: WALLS, name: 'box' },
    { id: 3, center: [0.4, 0, 0.02], size: [0.04, 0.04, 0.04], name: 'cube' },
    { id: 4, center: [-0.5, 0, 0.01], size: [0.3, 0.3, 0.02], name: 'board' },
  ],
});
const planAt = (id: number, x: number, y: number, z: number) => {
  const plan = planPose(geometry, id, [x, y, z], 2);
  return plan.ok ? plan.value : plan.fault.reason;
};

it('lowers into a hollow over the point', () => {
  const plan = planAt(3, 0.02, -0.03, 0.01);
  if (typeof plan === 'string') throw new Error(plan);
  expect(plan.surface).toBeNull();
  expect(Math.hypot(plan.center[0] - 0.02, plan.center[1] + 0.03)).toBeLessThan(0.0085);
  expect(plan.worldFromObject.position[2]).toBeLessThan(0.04);
});

it('takes a point on the inner wall for the nearest place where the thing gets in', () => {
  const plan = planAt(3, 0.09, 0, 0.06);
  if (typeof plan === 'string') throw new Error(plan);
  // Half a cube and the wall are between its middle and the outside: 9 − 2 cm, less the clearance.
  expect(plan.center[0]).toBeLessThan(0.07);
  expect(plan.center[0]).toBeGreaterThan(0.05);
});

it('refuses what does not get in, and points that are not in the hollow', () => {
  expect(planAt(4, 0, 0, 0.01)).toBe('would-not-fit');
  expect(planAt(3, 0.2, 0, 0.05)).toBe('surface');
});

it('knows of a plan how far apart things are as seen from above, and that is never further than their surfaces are', () => {
  const yaw = Math.PI / 4;
  const orientation = [0, 0, Math.sin(yaw / 2), Math.cos(yaw / 2)] as const;
  const worldFromObject = { position: [0.3, 0.02, 0.25] as const, orientation };
  const gap = gapFromAbove(geometry, 3, { worldFromObject, yaw, center: [0.3, 0.02], owner: 1, surface: null }, 2);
  expect(gap).toBeCloseTo(0.3 - 0.02 * Math.SQRT2 - 0.1, 6);
  const { distance } = geometry.withMoved(3, worldFromObject).surfaceDistance(3, 2);
  expect(distance).toBeCloseTo(Math.hypot(gap, 0.25 - 0.02 - 0.1), 6);
});
