import type { Pose } from '../geometry/pose.js';
import { compose } from '../geometry/pose.js';
import { normalizeQuat, type Quat } from '../geometry/quat.js';
import { distance, lerp } from '../geometry/vec3.js';
import { jointDistance, mixJoints, type JointVector } from './arm.js';
import { forwardKinematics } from './forward-kinematics.js';
import { inverseKinematics, isContinuous } from './inverse-kinematics.js';
import type { MountedArm } from './mount.js';

/** Poses of a straight way lie this close together, metres. */
const STRAIGHT_STEP = 0.01;

/** A path of the arm: joint angles, straight between neighbours. */
export type Way = readonly JointVector[];

/** Whether a configuration may be taken; asked for each of a way in order. */
export type IsFree = (joints: JointVector) => boolean;

export const toolAt = (arm: MountedArm, joints: JointVector): Pose => forwardKinematics(joints, arm.worldFromBase).tool;

/** Between two poses: straight, turned at a steady rate. */
export function mixPoses(a: Pose, b: Pose, t: number): Pose {
  const [p, q] = [a.orientation, b.orientation];
  const sign = p[0] * q[0] + p[1] * q[1] + p[2] * q[2] + p[3] * q[3] < 0 ? -1 : 1;
  return {
    position: lerp(a.position, b.position, t),
    orientation: normalizeQuat(p.map((x, k) => x + (sign * q[k] - x) * t) as unknown as Quat),
  };
}

/**
 * The way of the hand along poses, each followed by inverse kinematics from the one before.
 *
 * @param from joints at the beginning, already at the first pose
 * @returns null where the arm does not reach, would have to flip, or is not free
 */
export function followPoses(arm: MountedArm, from: JointVector, poses: readonly Pose[], isFree: IsFree): Way | null {
  const way: JointVector[] = [from];
  for (const pose of poses) {
    const last = way[way.length - 1];
    const [next] = inverseKinematics(pose, arm.worldFromBase, last);
    if (!next || !isContinuous(last, next) || !isFree(next)) return null;
    way.push(next);
  }
  return way;
}

/** The straight way of the hand between two poses. */
export function straightWay(arm: MountedArm, from: JointVector, to: Pose, isFree: IsFree): Way | null {
  const start = toolAt(arm, from);
  const count = Math.max(1, Math.ceil(distance(start.position, to.position) / STRAIGHT_STEP));
  const poses = Array.from({ length: count }, (_, k) => mixPoses(start, to, (k + 1) / count));
  return followPoses(arm, from, poses, isFree);
}

/** Configurations of a joint-space line are looked at this close together, radians. */
export const JOINT_STEP = 0.06;

/** Whether the straight line between two configurations is free; the first one is taken to be. */
export function isLineFree(a: JointVector, b: JointVector, isFree: IsFree): boolean {
  const count = Math.max(1, Math.ceil(jointDistance(a, b) / JOINT_STEP));
  for (let k = count; k >= 1; k--) if (!isFree(mixJoints(a, b, k / count))) return false;
  return true;
}

/** Where something fixed in the hand is. */
export const carriedAt = (arm: MountedArm, joints: JointVector, toolFromObject: Pose): Pose =>
  compose(toolAt(arm, joints), toolFromObject);
