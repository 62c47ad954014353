import { buildConvexBody, type ConvexBody } from '../geometry/convex.js';
import type { Pose } from '../geometry/pose.js';
import { fromMatrix } from '../geometry/quat.js';
import { add, cross, scale, type Vec3 } from '../geometry/vec3.js';

// A simple parallel-jaw gripper (docs/spec.md §13.4): two finger boxes and a palm, about the size of a common two-finger
// gripper (85 mm stroke).

/** The jaws stand open this much beyond each contact before they close, metres. */
export const JAW_GAP = 0.005;

export const FINGER_THICKNESS = 0.01;
export const FINGER_HALF_WIDTH = 0.01;
/** Fingertips reach this far beyond the contacts; the palm begins this far behind them. */
export const FINGERTIP = 0.01;
export const FINGER_REACH = 0.045;
export const PALM_HALF_LENGTH = 0.06;
export const PALM_HALF_WIDTH = 0.02;
export const PALM_HEIGHT = 0.08;
/** The straight way in, and where the hand comes from, is this long. */
export const APPROACH_LENGTH = 0.1;

/** Where a gripper closes: the middle between the contacts, the closing axis and the way in, unit and square. */
export interface GripperPose {
  readonly middle: Vec3;
  readonly axis: Vec3;
  readonly approach: Vec3;
  /** Distance between the contacts. */
  readonly width: number;
}

/** Finger, finger and palm, each with its straight way in, world. */
export function gripperBodies({ middle, axis, approach, width }: GripperPose): readonly ConvexBody[] {
  const side = cross(approach, axis);
  const inner = width / 2 + JAW_GAP;
  const outer = inner + FINGER_THICKNESS;
  const half = Math.max(PALM_HALF_LENGTH, outer);
  const box = (x0: number, x1: number, halfY: number, z0: number, z1: number) => {
    const points: Vec3[] = [];
    for (const x of [x0, x1])
      for (const y of [-halfY, halfY])
        // The way in stretches every box backwards.
        for (const z of [z0 - APPROACH_LENGTH, z1])
          points.push(add(middle, add(scale(axis, x), add(scale(side, y), scale(approach, z)))));
    return buildConvexBody(points);
  };
  return [
    box(-outer, -inner, FINGER_HALF_WIDTH, -FINGER_REACH, FINGERTIP),
    box(inner, outer, FINGER_HALF_WIDTH, -FINGER_REACH, FINGERTIP),
    box(-half, half, PALM_HALF_WIDTH, -FINGER_REACH - PALM_HEIGHT, -FINGER_REACH),
  ];
}

/** World frame of the point between the pads: +X the closing axis, +Z the way in. */
export function toolPose({ middle, axis, approach }: GripperPose): Pose {
  const [x, y, z] = [axis, cross(approach, axis), approach];
  return { position: middle, orientation: fromMatrix([x[0], y[0], z[0], x[1], y[1], z[1], x[2], y[2], z[2]]) };
}
