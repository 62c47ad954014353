import { compose, invert, type Pose } from '../geometry/pose.js';
import { toMatrix } from '../geometry/quat.js';
import { ARM, JOINT_LIMITS, JOINTS, withinLimits, type JointVector } from './arm.js';

/** A wrist bent less than this (sine) is straight: forearm and hand roll about one axis. */
const STRAIGHT = 1e-9;

/**
 * All joint angles that bring the hand to a pose, within the limits: closed form, since the last three axes meet in
 * a point (Pieper 1968). Forwards or over the back, elbow up or down, wrist either way: at most eight, each with the
 * turns of the rolls that are nearest to `near`.
 *
 * @param worldFromTool frame of `ArmPose.tool`
 * @param near decides between equal turns, and the roll of a straight arm; the solutions are sorted by distance from it
 * @returns none when the pose is out of reach
 */
export function inverseKinematics(worldFromTool: Pose, worldFromBase: Pose, near: JointVector): JointVector[] {
  const baseFromTool = compose(invert(worldFromBase), worldFromTool);
  const r = toMatrix(baseFromTool.orientation);
  const { shoulderHeight, upperArm: a, forearm: b, hand } = ARM;
  const [px, py, pz] = baseFromTool.position;
  const [wx, wy, wz] = [px - hand * r[2], py - hand * r[5], pz - hand * r[8]];
  const radius = Math.hypot(wx, wy);
  const height = wz - shoulderHeight;
  const squared = radius * radius + height * height;
  const cosine = (squared - a * a - b * b) / (2 * a * b);
  if (Math.abs(cosine) > 1) return [];

  const solutions: JointVector[] = [];
  for (const forward of [true, false]) {
    // A wrist above the base can be reached in any turn.
    const turn = radius > 1e-9 ? Math.atan2(wy, wx) : near[0];
    const q1 = forward ? turn : turn > 0 ? turn - Math.PI : turn + Math.PI;
    const x = forward ? radius : -radius;
    for (const bend of [1, -1]) {
      const q3 = bend * Math.acos(cosine);
      const q2 = wrap(Math.atan2(x, height) - Math.atan2(b * Math.sin(q3), a + b * cosine));
      for (const [q4, q5, q6] of wristAngles(r, q1, q2 + q3, near[3])) {
        const joints = [q1, q2, q3, nearestTurn(q4, 3, near), q5, nearestTurn(q6, 5, near)] as const;
        if (withinLimits(joints)) solutions.push(joints);
      }
      if (q3 === 0) break;
    }
  }
  const far = (q: JointVector) => q.reduce((sum, angle, j) => sum + (angle - near[j]) ** 2, 0);
  return solutions.sort((p, q) => far(p) - far(q));
}

/** Roll, bend and roll (ZYZ) that turn the forearm's frame into the tool's, both ways round. */
function wristAngles(r: readonly number[], q1: number, lean: number, roll: number): [number, number, number][] {
  const [c1, s1, cl, sl] = [Math.cos(q1), Math.sin(q1), Math.cos(lean), Math.sin(lean)];
  // m = (Rz(q1) Ry(lean))ᵀ r
  const along = (column: number) => {
    const [x, y, z] = [r[column], r[3 + column], r[6 + column]];
    const front = c1 * x + s1 * y;
    return [cl * front - sl * z, -s1 * x + c1 * y, sl * front + cl * z] as const;
  };
  const [m00, m10, m20] = along(0);
  const [, , m21] = along(1);
  const [m02, m12, m22] = along(2);
  const sine = Math.hypot(m02, m12);
  if (sine < STRAIGHT) {
    const together = Math.atan2(m10, m00);
    // Hand and forearm in line: only the sum of the rolls counts (their difference when folded back, out of limits).
    return m22 > 0 ? [[roll, 0, together - roll]] : [];
  }
  const q5 = Math.atan2(sine, m22);
  const q4 = Math.atan2(m12, m02);
  const q6 = Math.atan2(m21, -m20);
  return [
    [q4, q5, q6],
    [q4 + Math.PI, -q5, q6 + Math.PI],
  ];
}

const wrap = (angle: number): number => Math.atan2(Math.sin(angle), Math.cos(angle));

/** The turn of an angle within joint j's limits that is nearest to where it is. */
function nearestTurn(angle: number, j: number, near: JointVector): number {
  const [low, high] = JOINT_LIMITS[j];
  let best = NaN;
  for (let k = -2; k <= 2; k++) {
    const turned = wrap(angle) + 2 * Math.PI * k;
    if (turned < low || turned > high) continue;
    if (!(Math.abs(turned - near[j]) >= Math.abs(best - near[j]))) best = turned;
  }
  return best;
}

/** Neighbouring configurations of a path that differ by more than this in a joint are two branches, radians. */
export const JUMP = 0.35;

/** Whether two neighbouring configurations of a path belong together. */
export const isContinuous = (a: JointVector, b: JointVector): boolean => {
  for (let j = 0; j < JOINTS; j++) if (Math.abs(a[j] - b[j]) > JUMP) return false;
  return true;
};
