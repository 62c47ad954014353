import { expect, test } from 'vitest';
import { fromAxisAngle, multiply, type Quat } from '../geometry/quat.js';
import type { Pose } from '../geometry/pose.js';
import { add, angleDeg, distance, scale, type Vec3 } from '../geometry/vec3.js';
import { createRng } from '../random.js';
import { ARM, JOINT_LIMITS, jointDistance, withinLimits, type JointVector } from './arm.js';
import { forwardKinematics, jacobian } from './forward-kinematics.js';
import { inverseKinematics } from './inverse-kinematics.js';

const rng = createRng('arm kinematics');
const base: Pose = { position: [0.4, -1.2, 0.74], orientation: fromAxisAngle([0, 0, 1], 2.1) };
const drawn = Array.from(
  { length: 400 },
  () => JOINT_LIMITS.map(([low, high]) => rng.range(low, high)) as unknown as JointVector,
);

const turnBetween = (a: Quat, b: Quat) => {
  const sign = a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3] < 0 ? -1 : 1;
  return 2 * Math.hypot(...a.map((x, k) => x - sign * b[k]));
};

test('straight up, the hand is above the base by the sum of the links', () => {
  const { tool } = forwardKinematics([0, 0, 0, 0, 0, 0]);
  expect(tool.position[2]).toBeCloseTo(ARM.shoulderHeight + ARM.upperArm + ARM.forearm + ARM.hand, 12);
  expect(distance(tool.position, [0, 0, tool.position[2]])).toBeLessThan(1e-12);
});

test('leaning the shoulder a quarter turn stretches the arm forward', () => {
  const { tool } = forwardKinematics([0, Math.PI / 2, 0, 0, 0, 0]);
  expect(distance(tool.position, [ARM.upperArm + ARM.forearm + ARM.hand, 0, ARM.shoulderHeight])).toBeLessThan(1e-12);
});

test('every solution of a reachable pose brings the hand there, within the limits, and one is where it came from', () => {
  for (const joints of drawn) {
    const { tool } = forwardKinematics(joints, base);
    const found = inverseKinematics(tool, base, joints);
    expect(found.length).toBeGreaterThan(0);
    for (const solution of found) {
      expect(withinLimits(solution)).toBe(true);
      const again = forwardKinematics(solution, base).tool;
      expect(distance(again.position, tool.position)).toBeLessThan(1e-9);
      expect(turnBetween(again.orientation, tool.orientation)).toBeLessThan(1e-6);
    }
    expect(Math.min(...found.map((s) => jointDistance(s, joints)))).toBeLessThan(1e-6);
  }
});

test('solutions differ from one another, the nearest first', () => {
  for (const joints of drawn.slice(0, 100)) {
    const found = inverseKinematics(forwardKinematics(joints, base).tool, base, joints);
    const away = found.map((s) => s.reduce((sum, angle, j) => sum + (angle - joints[j]) ** 2, 0));
    expect(away).toEqual([...away].sort((a, b) => a - b));
    for (let i = 1; i < found.length; i++) expect(jointDistance(found[i], found[i - 1])).toBeGreaterThan(1e-9);
  }
});

test('out of reach there is none, at the very rim a straight arm', () => {
  const at = (x: number): Pose => ({
    position: [x, 0, ARM.shoulderHeight],
    orientation: fromAxisAngle([0, 1, 0], Math.PI / 2),
  });
  const here: Pose = { position: [0, 0, 0], orientation: [0, 0, 0, 1] };
  const reach = ARM.upperArm + ARM.forearm + ARM.hand;
  expect(inverseKinematics(at(reach + 1e-6), here, [0, 0, 0, 0, 0, 0])).toEqual([]);
  const [straight] = inverseKinematics(at(reach - 1e-9), here, [0, 0, 0, 0, 0, 0]);
  expect(straight[1]).toBeCloseTo(Math.PI / 2, 3);
  expect(Math.abs(straight[2])).toBeLessThan(1e-3);
});

test('the Jacobian is how the hand moves', () => {
  const h = 1e-6;
  for (const joints of drawn.slice(0, 50)) {
    const { tool } = forwardKinematics(joints, base);
    jacobian(joints, base).forEach(({ linear, angular }, j) => {
      const moved = joints.map((angle, k) => angle + (k === j ? h : 0)) as unknown as JointVector;
      const there = forwardKinematics(moved, base).tool;
      expect(distance(there.position, add(tool.position, scale(linear, h)))).toBeLessThan(1e-10);
      const length = Math.hypot(...angular);
      expect(length).toBeCloseTo(1, 12);
      const turned = multiply(fromAxisAngle(angular, h), tool.orientation);
      expect(turnBetween(turned, there.orientation)).toBeLessThan(1e-10);
    });
  }
});

test('turning the base carries everything round its axis', () => {
  const [, ...rest] = drawn[0];
  const a = forwardKinematics([0, ...rest] as unknown as JointVector).tool.position;
  const b = forwardKinematics([1, ...rest] as unknown as JointVector).tool.position;
  const flat = (p: Vec3): Vec3 => [p[0], p[1], 0];
  expect(Math.hypot(a[0], a[1])).toBeCloseTo(Math.hypot(b[0], b[1]), 12);
  expect(angleDeg(flat(a), flat(b))).toBeCloseTo(180 / Math.PI, 6);
});
