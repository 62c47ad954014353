import { compose, IDENTITY_POSE, type Pose } from '../geometry/pose.js';
import { fromAxisAngle, fromYaw, rotate, IDENTITY, type Quat } from '../geometry/quat.js';
import { cross, sub, type Vec3 } from '../geometry/vec3.js';
import { ARM, JOINTS, type JointVector } from './arm.js';

/** Poses of the seven links and of the hand's frame, all in the frame that the base pose is given in. */
export interface ArmPose {
  /**
   * Base, shoulder, upper arm, elbow, forearm, wrist, hand: each link's frame has its origin on its own joint's axis and
   * its +Z along the limb.
   */
  readonly links: readonly Pose[];
  /** Origin between the pads, +Z the way in (`approach`), +X the closing axis. */
  readonly tool: Pose;
}

const pitch = (angle: number): Quat => fromAxisAngle([0, 1, 0], angle);

/** Where the links are. @param worldFromBase foot of the arm, +X its front */
export function forwardKinematics(joints: JointVector, worldFromBase: Pose = IDENTITY_POSE): ArmPose {
  const { shoulderHeight, upperArm, forearm, hand } = ARM;
  const [q1, q2, q3, q4, q5, q6] = joints;
  const at = (z: number, orientation: Quat): Pose => ({ position: [0, 0, z], orientation });
  const shoulder = compose(worldFromBase, at(0, fromYaw(q1)));
  const upper = compose(shoulder, at(shoulderHeight, pitch(q2)));
  const elbow = compose(upper, at(upperArm, pitch(q3)));
  const fore = compose(elbow, at(0, fromYaw(q4)));
  const wrist = compose(fore, at(forearm, pitch(q5)));
  const palm = compose(wrist, at(0, fromYaw(q6)));
  return {
    links: [worldFromBase, shoulder, upper, elbow, fore, wrist, palm],
    tool: compose(palm, at(hand, IDENTITY)),
  };
}

/** Joint j turns about this axis of link j + 1's frame, through its origin. */
const AXES: readonly Vec3[] = [
  [0, 0, 1],
  [0, 1, 0],
  [0, 1, 0],
  [0, 0, 1],
  [0, 1, 0],
  [0, 0, 1],
];

/**
 * Geometric Jacobian of the point between the pads.
 *
 * @returns six columns [v, ω]: metres and radians per radian of each joint, in the frame of `worldFromBase`
 */
export function jacobian(
  joints: JointVector,
  worldFromBase: Pose = IDENTITY_POSE,
): readonly { readonly linear: Vec3; readonly angular: Vec3 }[] {
  const { links, tool } = forwardKinematics(joints, worldFromBase);
  return Array.from({ length: JOINTS }, (_, j) => {
    const { position, orientation } = links[j + 1];
    const angular = rotate(orientation, AXES[j]);
    return { angular, linear: cross(angular, sub(tool.position, position)) };
  });
}
