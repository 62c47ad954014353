import { distance } from '../geometry/vec3.js';
import { JOINT_SPEEDS, mixJoints, type JointVector } from './arm.js';
import type { MountedArm } from './mount.js';
import { toolAt, type Way } from './way.js';

/** Control steps a second. */
export const CONTROL_RATE = 240;

/**
 * Speeds are reached, and corners rounded, over this time, seconds: the steady path is averaged over such a window, so
 * that speed is continuous and acceleration at most its change over the window. What hangs between two fingers swings
 * about them with a period of a third to half a second (a few centimetres long); a window of that length leaves it still
 * at the end, one of 0.2 s left a tumbler swinging by 14°.
 */
export const BLEND = { free: 0.2, carrying: 0.5 } as const;

/**
 * Joint angles for every control step of a way, from rest to rest: no joint faster than its limit, the point between the
 * pads no faster than `toolSpeed`.
 *
 * @param toolSpeed m/s
 * @param blend seconds, see `BLEND`
 * @returns one entry a step; the last is the way's end
 */
export function timeWay(
  arm: MountedArm,
  way: Way,
  toolSpeed: number,
  blend: number = BLEND.free,
): readonly JointVector[] {
  const times = [0];
  for (let k = 1; k < way.length; k++) {
    const joints = Math.max(...way[k].map((angle, j) => Math.abs(angle - way[k - 1][j]) / JOINT_SPEEDS[j]));
    const tool = distance(toolAt(arm, way[k]).position, toolAt(arm, way[k - 1]).position) / toolSpeed;
    times.push(times[k - 1] + Math.max(joints, tool));
  }
  const end = times[times.length - 1];
  const window = Math.round(blend * CONTROL_RATE);
  const steady: JointVector[] = [];
  const count = Math.ceil(end * CONTROL_RATE);
  let piece = 1;
  for (let k = 0; k <= count; k++) {
    const t = Math.min(end, k / CONTROL_RATE);
    while (piece < way.length - 1 && times[piece] < t) piece++;
    const span = times[piece] - times[piece - 1];
    steady.push(
      way.length === 1 ? way[0] : mixJoints(way[piece - 1], way[piece], span > 0 ? (t - times[piece - 1]) / span : 1),
    );
  }
  const at = (k: number) => steady[Math.min(count, Math.max(0, k))];
  const result: JointVector[] = [];
  const sum = at(0).map((angle) => angle * window);
  for (let k = 1; k < count + window; k++) {
    for (let j = 0; j < sum.length; j++) sum[j] += at(k)[j] - at(k - window)[j];
    result.push(sum.map((angle) => angle / window) as unknown as JointVector);
  }
  // Sums of many terms end within rounding of the last configuration; the next piece starts exactly there.
  result.push(way[way.length - 1]);
  return result;
}
