import { expect, test } from 'vitest';
import type { ActionState, ManipulationWorld } from '../core/edges.js';
import type { Vec3 } from '../core/geometry/vec3.js';
import { toolPose } from '../core/plans/gripper.js';
import type { JointVector } from '../core/robot/arm.js';
import { mixJoints } from '../core/robot/arm.js';
import { HOME } from '../core/robot/home.js';
import { inverseKinematics } from '../core/robot/inverse-kinematics.js';
import { IDENTITY } from '../core/geometry/quat.js';
import { createPhysics } from './settle.js';
import { TEST_ARM as arm } from './test-arm.js';
import { box, floor, testSpec, type TestObject } from './test-specs.js';

const SIDE = 0.04;
const MASS = 0.108;
const at: Vec3 = [0.45, 0.1, 0.0005];

const cube: TestObject = { id: 2, shape: box(SIDE, SIDE, SIDE), at, mass: MASS, massCenter: [0, 0, SIDE / 2], on: 1 };

function open(objects: readonly TestObject[]): ManipulationWorld {
  const { spec, meshes } = testSpec([floor(1), ...objects]);
  const physics = createPhysics(meshes);
  const settled = physics.settle(spec);
  if (!settled.ok) throw new Error(settled.fault.detail);
  return physics.openWorld(settled.value, arm);
}

/** Joints that hold the pads about a point, pointing down, closing along y. */
function above(point: Vec3, near: JointVector): JointVector {
  const pose = toolPose({ middle: point, axis: [0, 1, 0], approach: [0, 0, -1], width: SIDE });
  const [found] = inverseKinematics(pose, arm.worldFromBase, near);
  if (!found) throw new Error(`[${point.join(', ')}] is out of reach.`);
  return found;
}

type Jaws = { readonly open: number } | { readonly squeeze: number };

class Script {
  joints: JointVector = HOME;
  readonly states: ActionState[] = [];
  private count = 0;
  constructor(readonly world: ManipulationWorld) {}

  hold(seconds: number, jaws: Jaws): void {
    for (let k = 0; k < seconds * 240; k++) this.step(this.joints, jaws);
  }

  /** Straight in space, at a steady speed. */
  go(from: Vec3, to: Vec3, seconds: number, jaws: Jaws): void {
    const steps = Math.round(seconds * 240);
    for (let k = 1; k <= steps; k++) {
      // Slow at both ends.
      const t = (1 - Math.cos((Math.PI * k) / steps)) / 2;
      const point = from.map((x, axis) => x + (to[axis] - x) * t) as unknown as Vec3;
      this.step(above(point, this.joints), jaws);
    }
  }

  turn(to: JointVector, seconds: number, jaws: Jaws): void {
    const from = this.joints;
    const steps = Math.round(seconds * 240);
    for (let k = 1; k <= steps; k++) this.step(mixJoints(from, to, k / steps), jaws);
  }

  private step(joints: JointVector, jaws: Jaws): void {
    this.joints = joints;
    this.world.step({ joints, jaws });
    if (++this.count % 8 === 0) this.states.push(this.world.state());
  }
}

const GRIP: Vec3 = [at[0], at[1], SIDE / 2];
const HIGH: Vec3 = [at[0], at[1], 0.2];

/** Takes the cube from above with a force and lifts it. */
function lift(force: number): Script {
  const script = new Script(open([cube]));
  script.turn(above(HIGH, HOME), 0.5, { open: 0.06 });
  script.go(HIGH, GRIP, 0.6, { open: 0.06 });
  script.hold(0.7, { squeeze: force });
  script.go(GRIP, HIGH, 1.2, { squeeze: force });
  script.hold(0.3, { squeeze: force });
  return script;
}

/** √(0.5 · 1) for a thing of μ = 0.5 and the pads: each of two fingers carries half of the weight. */
const LEAST = (MASS * 9.81) / (2 * Math.SQRT1_2);

test('a squeeze a third above the least there is lifts a cube, and the fingers press as hard as they were told', () => {
  const force = 1.33 * LEAST;
  const { world, states } = lift(force);
  expect(world.poseOf(2).position[2]).toBeGreaterThan(0.16);
  expect(world.grip()).toBeCloseTo(force, 1);
  const fingers = states.at(-1)?.touches.filter(({ a, b }) => a === 2 && b >= 107) ?? [];
  expect(fingers).toHaveLength(2);
  const up = fingers.reduce((sum, touch) => sum + touch.force[2], 0);
  expect(up).toBeCloseTo(MASS * 9.81, 2);
});

test('a squeeze a tenth below it slips: nothing is glued', () => {
  const { world } = lift(0.9 * LEAST);
  expect(world.poseOf(2).position[2]).toBeLessThan(0.01);
});

test('let go, it falls; at rest the scene is written down with what it stands on', () => {
  const script = lift(2 * LEAST);
  script.go(HIGH, GRIP, 1, { squeeze: 2 * LEAST });
  script.hold(0.5, { open: 0.06 });
  script.go(GRIP, HIGH, 0.5, { open: 0.06 });
  const { scene, rested } = script.world.settle();
  expect(rested).toBe(true);
  const [contact] = scene.contacts.filter(({ a }) => a === 2);
  expect(contact.b).toBe(1);
  expect(scene.objects[1].worldFromObject.position[2]).toBeCloseTo(0, 3);
});

test('closing about a cube off the middle pushes it there: both fingers move alike', () => {
  const script = new Script(open([cube]));
  const beside: Vec3 = [GRIP[0], GRIP[1] + 0.008, GRIP[2]];
  script.turn(above([beside[0], beside[1], 0.2], HOME), 0.5, { open: 0.08 });
  script.go([beside[0], beside[1], 0.2], beside, 0.6, { open: 0.08 });
  script.hold(1, { squeeze: 2 });
  expect(script.world.poseOf(2).position[1]).toBeCloseTo(beside[1], 3);
});

test('a link that is moved into a thing pushes it and is recorded', () => {
  const script = new Script(open([cube]));
  const before: Vec3 = [at[0] - 0.1, at[1], 0.03];
  script.turn(above([before[0], before[1], 0.2], HOME), 0.5, { open: 0 });
  script.go([before[0], before[1], 0.2], before, 0.4, { open: 0 });
  script.go(before, [at[0] + 0.05, at[1], 0.03], 1, { open: 0 });
  expect(script.world.poseOf(2).position[0]).toBeGreaterThan(at[0] + 0.05);
  expect(script.states.some(({ touches }) => touches.some(({ a, b }) => a === 2 && b >= 100))).toBe(true);
});

test('what lay on a thing that is taken away falls: sleepers are woken', () => {
  const upper: TestObject = { ...cube, id: 3, at: [at[0], at[1], SIDE + 0.001], on: 2 };
  const world = open([cube, upper]);
  for (let k = 0; k < 240; k++) world.step(null);
  world.put(2, { position: [0.2, -0.3, 0], orientation: IDENTITY });
  const { scene, rested } = world.settle();
  expect(rested).toBe(true);
  expect(scene.objects.find(({ id }) => id === 3)?.worldFromObject.position[2]).toBeCloseTo(0, 3);
});

test('equal commands give equal states', () => {
  expect(lift(2).states).toEqual(lift(2).states);
});
