import { describe, expect, it } from 'vitest';
import { drawView, lookAt } from '../core/relations/test-scene.js';
import { IDENTITY_POSE } from '../core/geometry/pose.js';
import { SceneGeometry } from '../core/relations/scene-geometry.js';
import { liftPoint } from '../core/rollout/lift-point.js';
import { isBalanced } from '../core/rollout/balance.js';
import { planPose } from '../core/rollout/plan-pose.js';
import { scorePlacement } from '../core/rollout/score-placement.js';
import type { SettledScene } from '../core/scene/settled-scene.js';
import { goalRegion } from '../core/tasks/goal-region.js';
import { roomiest } from '../core/tasks/roomiest.js';
import type { GoalTerm } from '../core/tasks/task.js';
import { project } from '../core/camera/pinhole.js';
import { createPhysics } from './settle.js';
import { box, floor, testSpec } from './test-specs.js';

// A table of 1 × 1 m, 0.8 m high, with a cube of 10 cm, a flat slab and a tall box on it; a camera looks along +y.

const TOP = 0.8;
const { spec, meshes } = testSpec(
  [
    floor(1),
    { id: 2, shape: box(1, 1, TOP), at: [0, 0, 0.0005], mass: 60, on: 1, name: 'table', category: 'table' },
    { id: 3, shape: box(0.1, 0.1, 0.1), at: [-0.3, -0.2, TOP + 0.001], on: 2, name: 'cube' },
    { id: 4, shape: box(0.2, 0.2, 0.04), at: [0.1, 0, TOP + 0.001], on: 2, name: 'slab' },
    { id: 5, shape: box(0.06, 0.06, 0.25), at: [0.35, 0.3, TOP + 0.001], on: 2, name: 'tower' },
  ],
  {
    surfaces: [
      { id: 1, owner: 2, normal: [0, 0, 1], outline: square(0, 0, 0.5, TOP + 0.0005), holes: [] },
      { id: 2, owner: 4, normal: [0, 0, 1], outline: square(0.1, 0, 0.1, TOP + 0.041), holes: [] },
    ],
  },
);

function square(x: number, y: number, half: number, z: number) {
  return [
    [x - half, y - half, z],
    [x + half, y - half, z],
    [x + half, y + half, z],
    [x - half, y + half, z],
  ] as const;
}

const physics = createPhysics(meshes);
const settled = physics.settle(spec);
if (!settled.ok) throw new Error(settled.fault.detail);
const scene: SettledScene = settled.value;
const geometry = new SceneGeometry(scene, meshes);
const camera = lookAt([0, -1.3, 1.6], [0, 0, TOP], { width: 160, height: 120, fx: 150, fy: 150, cx: 80, cy: 60 });
const views = [drawView(geometry, camera)];

const left: GoalTerm = { type: 'left', frame: { kind: 'ego', view: 0 }, subject: 3, reference: 4 };
const right: GoalTerm = { ...left, type: 'right' };
const on: GoalTerm = { type: 'on', frame: null, subject: 3, reference: 4 };

/** Lets the cube go where a pixel says, and scores it. */
function putAt(pixel: readonly [number, number], goal: readonly GoalTerm[]) {
  const lifted = liftPoint(views[0], ...pixel);
  if (lifted === null) throw new Error('nothing there');
  const plan = planPose(geometry, 3, lifted.world, lifted.id);
  if (!plan.ok) return plan.fault.reason;
  const released = physics.release(scene, [{ id: 3, worldFromObject: plan.value.worldFromObject }]);
  const after = new SceneGeometry(released.scene, meshes);
  return {
    released,
    checks: scorePlacement({
      before: geometry,
      after,
      views,
      goal,
      allowed: new Set([3]),
      released: new Map([[3, plan.value.worldFromObject.position[2]]]),
      rest: released,
    }),
  };
}

const pixelOf = (x: number, y: number, z: number): readonly [number, number] => {
  const { u, v } = project(camera, [x, y, z]);
  return [u, v];
};

describe('liftPoint', () => {
  it('takes the median depth of the pixel’s own instance', () => {
    const lifted = liftPoint(views[0], ...pixelOf(0.1, 0.02, TOP + 0.041));
    expect(lifted?.id).toBe(4);
    for (const [k, value] of [0.1, 0.02, TOP + 0.041].entries()) expect(lifted?.world[k]).toBeCloseTo(value, 2);
    expect(liftPoint(views[0], -1, 10)).toBeNull();
  });
});

describe('placing', () => {
  it.each([
    ['right', right],
    ['on', on],
  ] as const)('at the roomiest place of %s makes it true', (_, term) => {
    const region = goalRegion(geometry, views, views[0], { object: 3, goal: [term] });
    expect(region.share).toBeGreaterThan(0.01);
    expect(region.share).toBeLessThan(0.6);
    const best = roomiest(region);
    const put = putAt(best?.pixel ?? [0, 0], [term]);
    if (typeof put === 'string') throw new Error(put);
    expect(put.checks.map(({ check, passed }) => `${check} ${passed}`)).toEqual([
      'goal true',
      'rest true',
      'moved true',
      'fell true',
    ]);
  });

  it('in something does not fit, on a wall is no surface', () => {
    expect(putAt(pixelOf(0.35, 0.3, TOP + 0.25), [left])).toBe('surface');
    expect(putAt(pixelOf(0.1, -0.13, TOP + 0.0005), [left])).toBe('would-not-fit');
  });

  it('over the edge is told from on the surface', () => {
    const plan = (x: number) => {
      const planned = planPose(geometry, 3, [x, -0.2, TOP], 2);
      if (!planned.ok) throw new Error(planned.fault.detail);
      return planned.value;
    };
    expect(isBalanced(geometry, 3, plan(-0.44))).toBe(true);
    expect(isBalanced(geometry, 3, plan(-0.47))).toBe(false);
  });
});

describe('release', () => {
  it('is the same twice, 30 frames a second, and feels the weight', () => {
    const moved = [
      { id: 3, worldFromObject: { position: [0, -0.3, TOP + 0.05] as const, orientation: [0, 0, 0, 1] as const } },
    ];
    const first = physics.release(scene, moved);
    expect(JSON.stringify(physics.release(scene, moved))).toBe(JSON.stringify(first));
    expect(first.rested).toBe(true);
    expect(first.frames[1].time).toBeCloseTo(1 / 30, 9);
    expect(first.frames[0].poses.map(({ id }) => id)).toEqual([3]);
    // Dropped from 5 cm it lies still after a second: the table pushes it up with its weight.
    const force = first.frames.at(-1)?.touches.reduce((sum, touch) => sum + touch.force[2], 0) ?? 0;
    expect(force).toBeCloseTo(0.5 * 9.81, 0);
    expect(first.frames.at(-1)?.touches.every(({ a, b }) => a === 3 && b === 2)).toBe(true);
    const moving = scene.objects.filter(({ id }) => id > 3);
    for (const { id, worldFromObject } of moving) {
      const now = first.scene.objects.find((object) => object.id === id)?.worldFromObject.position;
      worldFromObject.position.forEach((x, k) => expect(now?.[k]).toBeCloseTo(x, 3));
    }
  });
});

it('what is let go beside the table falls, and is said to', () => {
  const worldFromObject = { position: [-0.56, -0.2, TOP + 0.001] as const, orientation: [0, 0, 0, 1] as const };
  const released = physics.release(scene, [{ id: 3, worldFromObject }]);
  const checks = scorePlacement({
    before: geometry,
    after: new SceneGeometry(released.scene, meshes),
    views,
    goal: [left],
    allowed: new Set([3]),
    released: new Map([[3, TOP]]),
    rest: released,
  });
  expect(checks.find(({ check }) => check === 'fell')).toMatchObject({ passed: false, measured: { object: 3 } });
});

it('a carrier that is put elsewhere takes its surface along, and what is on the other stays', () => {
  const { position, orientation } = scene.objects.find(({ id }) => id === 4)?.worldFromObject ?? IDENTITY_POSE;
  const to = { position: [position[0] + 0.1, position[1] - 0.25, position[2]] as const, orientation };
  const { scene: after } = physics.release(scene, [{ id: 4, worldFromObject: to }]);
  const middle = (owner: number) => {
    const outline = after.surfaces.find((surface) => surface.owner === owner)?.outline ?? [];
    return [0, 1, 2].map((k) => outline.reduce((sum, p) => sum + p[k], 0) / outline.length);
  };
  [0.2, -0.25, TOP + 0.04].forEach((x, k) => expect(middle(4)[k]).toBeCloseTo(x, 3));
  [0, 0, TOP].forEach((x, k) => expect(middle(2)[k]).toBeCloseTo(x, 3));
});
