import { compose, invert } from '../geometry/pose.js';
import { toMatrix } from '../geometry/quat.js';
import type { SeenView } from '../relations/scene-graph.js';
import { atLeast, share as sampledShare } from '../relations/tolerance.js';
import type { Judgement } from '../relations/verdict.js';

/** SPEC §8: least share of what one view shows that the other shows too. */
export const MIN_OVERLAP = 0.15;

/** Samples along the longer side of the image. */
const SAMPLES = 80;

/** The same point when stored depths agree within this, metres or share of the depth (as in §5). */
const DEPTH_SLACK = 0.005;
const DEPTH_SLACK_SHARE = 0.01;

const MIN_DEPTH = 1e-6;

const known = new WeakMap<SeenView, WeakMap<SeenView, number>>();

/**
 * View overlap of docs/spec.md §12.1: the smaller of the two shares of visible surface that the other view shows as well.
 */
export function viewOverlap(a: SeenView, b: SeenView): number {
  return Math.min(sharedPart(a, b), sharedPart(b, a));
}

/** Whether two views overlap enough for a question about both. */
export function overlapEnough(a: SeenView, b: SeenView): Judgement {
  const overlap = viewOverlap(a, b);
  const verdict = atLeast(overlap, MIN_OVERLAP, sampledShare);
  const measured = { viewOverlap: overlap };
  return verdict === 'A' ? { verdict, measured, reason: 'the views barely overlap' } : { verdict, measured };
}

/** Share of `from`'s samples that show a surface which `other` shows too: same object, same point. */
export function sharedPart(from: SeenView, other: SeenView): number {
  let row = known.get(from);
  if (!row) known.set(from, (row = new WeakMap()));
  let value = row.get(other);
  if (value === undefined) row.set(other, (value = measure(from, other)));
  return value;
}

function measure(from: SeenView, other: SeenView): number {
  const k = from.record.intrinsics;
  const k2 = other.record.intrinsics;
  const otherFromThis = compose(other.record.cameraFromWorld, invert(from.record.cameraFromWorld));
  const m = toMatrix(otherFromThis.orientation);
  const [tx, ty, tz] = otherFromThis.position;
  const step = Math.max(1, Math.floor(Math.max(k.width, k.height) / SAMPLES));
  const half = step >> 1;
  let [samples, shared] = [0, 0];
  for (let v = half; v < k.height; v += step) {
    for (let u = half; u < k.width; u += step) {
      const pixel = v * k.width + u;
      const z = from.depth[pixel];
      if (from.ids[pixel] === 0 || !Number.isFinite(z)) continue;
      samples++;
      const x = ((u + 0.5 - k.cx) / k.fx) * z;
      const y = ((v + 0.5 - k.cy) / k.fy) * z;
      const depth = m[6] * x + m[7] * y + m[8] * z + tz;
      if (depth < MIN_DEPTH) continue;
      const u2 = Math.floor((k2.fx * (m[0] * x + m[1] * y + m[2] * z + tx)) / depth + k2.cx);
      const v2 = Math.floor((k2.fy * (m[3] * x + m[4] * y + m[5] * z + ty)) / depth + k2.cy);
      if (!(u2 >= 0 && v2 >= 0 && u2 < k2.width && v2 < k2.height)) continue;
      const pixel2 = v2 * k2.width + u2;
      if (other.ids[pixel2] !== from.ids[pixel]) continue;
      if (Math.abs(other.depth[pixel2] - depth) <= Math.max(DEPTH_SLACK, DEPTH_SLACK_SHARE * depth)) shared++;
    }
  }
  return samples === 0 ? 0 : shared / samples;
}
