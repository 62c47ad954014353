import { expect, test } from 'vitest';
import type { ActionState } from '../core/edges.js';
import type { Pose } from '../core/geometry/pose.js';
import { fromYaw, IDENTITY } from '../core/geometry/quat.js';
import { distance } from '../core/geometry/vec3.js';
import { createRng } from '../core/random.js';
import { SceneGeometry } from '../core/relations/scene-geometry.js';
import { armBodies } from '../core/robot/collision.js';
import { Obstacles } from '../core/robot/obstacles.js';
import { pickAndPlace, type PickOutcome } from '../core/robot/pick-and-place.js';
import { createPhysics } from './settle.js';
import { TEST_ARM as arm } from './test-arm.js';
import { bowl, box, cylinder, floor, testSpec, type TestObject } from './test-specs.js';

function run(objects: readonly TestObject[], object: number, goal: Pose) {
  const { spec, meshes } = testSpec([floor(1), ...objects]);
  const physics = createPhysics(meshes);
  const settled = physics.settle(spec);
  if (!settled.ok) throw new Error(settled.fault.detail);
  const geometry = new SceneGeometry(settled.value, meshes);
  const world = physics.openWorld(settled.value, arm);
  const states: ActionState[] = [];
  const acting = pickAndPlace(world, { geometry, arm, object, graspNear: null, goal }, createRng('test'));
  let outcome: PickOutcome | null = null;
  while (outcome === null) {
    const next = acting.next();
    if (next.done) outcome = next.value;
    else states.push(next.value);
  }
  const { scene } = world.settle();
  const after = (id: number) => scene.objects.find((o) => o.id === id)?.worldFromObject as Pose;
  return { outcome, states, geometry, after };
}

/** Deepest that a link of the arm is in any object in any third state (a tenth of a second), metres. */
function deepest({ states, geometry }: Pick<ReturnType<typeof run>, 'states' | 'geometry'>): number {
  const poses = new Map<number, Pose>();
  let depth = 0;
  for (const [k, { joints, opening, poses: moved }] of states.entries()) {
    for (const { id, worldFromObject } of moved) poses.set(id, worldFromObject);
    if (k % 3 !== 0) continue;
    const obstacles = new Obstacles(geometry, (id) => poses.get(id));
    if (joints === null) throw new Error('No arm acted.');
    for (const body of armBodies(arm, joints, opening).slice(1).flat())
      for (const id of obstacles.near(body, 0)) depth = Math.max(depth, -obstacles.separation(body, id, 0));
  }
  return depth;
}

const cube: TestObject = { id: 2, shape: box(0.05, 0.05, 0.05), at: [0.4, 0.2, 0.0005], mass: 0.1, on: 1 };
const wall: TestObject = { id: 3, shape: box(0.3, 0.02, 0.3), at: [0.45, 0, 0.0005], mass: 3, on: 1 };

test('a cube is taken over a wall and stands where it was to stand, and nothing goes through anything; the same way twice', () => {
  const goal: Pose = { position: [0.45, -0.25, 0], orientation: fromYaw(0.4) };
  const result = run([cube, wall], 2, goal);
  expect(result.outcome.fault).toBeNull();
  expect(Object.values(result.outcome.stages).every(Boolean)).toBe(true);
  expect(distance(result.after(2).position, goal.position)).toBeLessThan(0.003);
  expect(distance(result.after(3).position, wall.at)).toBeLessThan(0.001);
  expect(deepest(result)).toBeLessThan(0.001);
  expect(run([cube, wall], 2, goal).states).toEqual(result.states);
});

test('a cup without a handle is taken by its rim, heavier than its middle is near', () => {
  const cup: TestObject = { id: 2, shape: bowl(0.05, 0.06, 0.07, 0.006), at: [0.45, 0.1, 0.0005], mass: 0.25, on: 1 };
  const goal: Pose = { position: [0.4, -0.2, 0], orientation: IDENTITY };
  const result = run([cup], 2, goal);
  expect(result.outcome.fault).toBeNull();
  expect(result.outcome.grasp?.width).toBeLessThan(0.012);
  expect(distance(result.after(2).position, goal.position)).toBeLessThan(0.004);
  expect(deepest(result)).toBeLessThan(0.001);
});

test('a can is put onto a block', () => {
  const can: TestObject = { id: 2, shape: cylinder(0.03, 0.1), at: [0.45, 0.2, 0.0005], mass: 0.3, on: 1 };
  const block: TestObject = { id: 3, shape: box(0.12, 0.12, 0.06), at: [0.45, -0.1, 0.0005], mass: 0.8, on: 1 };
  const goal: Pose = { position: [0.45, -0.1, 0.06], orientation: IDENTITY };
  const result = run([can, block], 2, goal);
  expect(result.outcome.fault).toBeNull();
  expect(distance(result.after(2).position, goal.position)).toBeLessThan(0.003);
  expect(deepest(result)).toBeLessThan(0.001);
});

test('what cannot be done says why, and nothing has moved', () => {
  const goal: Pose = { position: [0.4, -0.2, 0], orientation: IDENTITY };
  const faults = [
    run([{ ...cube, shape: box(0.12, 0.12, 0.12) }], 2, goal),
    run([{ ...cube, at: [1.4, 0.2, 0.0005] }], 2, goal),
    run([cube], 2, { ...goal, position: [1.4, 0, 0] }),
    run([cube, { ...cube, id: 4, at: [0.4, 0.2, 0.051], on: 2 }], 2, goal),
  ];
  expect(faults.map(({ outcome }) => outcome.fault?.reason)).toEqual(['grasp', 'reach', 'reach', 'grasp']);
  for (const { states, outcome } of faults) {
    expect(states).toEqual([]);
    expect(outcome.stages.planned).toBe(false);
  }
});
