import { FINGER_REACH, PALM_HEIGHT } from '../plans/gripper.js';

/**
 * Angles of the six joints, radians: turn of the base, shoulder, elbow, roll of the forearm, wrist, roll of the hand. All
 * zero: the arm stands straight up. Shoulder, elbow and wrist turn about +Y, which leans the arm forward (+X).
 */
export type JointVector = readonly [number, number, number, number, number, number];

export const JOINTS = 6;

/** Lengths of the arm, metres. Reach from the shoulder: 0.92 to the wrist, 1.10 to the point between the fingers. */
export const ARM = {
  /** The shoulder axis above the base. */
  shoulderHeight: 0.29,
  /** From shoulder to elbow. */
  upperArm: 0.46,
  /** From elbow to the wrist centre, where the last three axes meet. */
  forearm: 0.46,
  /** From the wrist centre to the palm's back. */
  flange: 0.055,
  /** From the wrist centre to the middle between the fingers' pads. */
  hand: 0.055 + PALM_HEIGHT + FINGER_REACH,
} as const;

const deg = Math.PI / 180;

/** Lowest and highest angle of each joint. The hand may go round nearly twice, so that any closing direction is near. */
export const JOINT_LIMITS: readonly (readonly [number, number])[] = [
  [-170 * deg, 170 * deg],
  [-100 * deg, 130 * deg],
  [-155 * deg, 155 * deg],
  [-185 * deg, 185 * deg],
  [-125 * deg, 125 * deg],
  [-350 * deg, 350 * deg],
];

/** Fastest turn of each joint, rad/s: about those of common arms of this size. */
export const JOINT_SPEEDS: JointVector = [2, 2, 2.4, 3, 3, 3.4];

/** The point between the pads moves no faster than this, m/s: free, and carrying something. */
export const TOOL_SPEED = { free: 0.6, carrying: 0.35, near: 0.1 } as const;

export function withinLimits(joints: JointVector): boolean {
  return joints.every((angle, j) => angle >= JOINT_LIMITS[j][0] && angle <= JOINT_LIMITS[j][1]);
}

/** Largest difference of any joint, radians. */
export function jointDistance(a: JointVector, b: JointVector): number {
  return Math.max(...a.map((angle, j) => Math.abs(angle - b[j])));
}

export const mixJoints = (a: JointVector, b: JointVector, t: number): JointVector =>
  a.map((angle, j) => angle + (b[j] - angle) * t) as unknown as JointVector;
