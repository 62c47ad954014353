import { transformDirection } from '../geometry/pose.js';
import { angleDeg, horizontal, UP } from '../geometry/vec3.js';
import { ambiguous, judge } from './judge.js';
import type { SceneGeometry } from './scene-geometry.js';
import { atLeast, atMost, decide } from './tolerance.js';
import type { Judgement } from './verdict.js';

/** Largest distance of a centre from the line, over the things' mean extent. */
const IN_ROW = 0.15;
const NOT_IN_ROW = 0.6;

const PARALLEL_DEG = 5;
const NOT_PARALLEL_DEG = 20;
/** Further from upright than this, yaw says little. */
const MAX_TILT_DEG = 30;

/** row(A, B, C) of SPEC §4: the three centres lie on one line, seen from above, in any order. */
export function row(geometry: SceneGeometry, ids: readonly [number, number, number]): Judgement {
  const objects = ids.map((id) => geometry.object(id));
  const residual = residualOf(objects.map(({ center }) => [center[0], center[1]]));
  // "Extent" may be read as the smaller or the larger side: true by the smaller, false by the larger.
  const smaller = mean(objects.map((object) => Math.min(spanOf(object, 0), spanOf(object, 1), object.height)));
  const larger = mean(objects.map((object) => object.largestExtent));
  const measured = { residual, extentMin: smaller, extentMax: larger };
  const verdict = decide(atMost(residual, IN_ROW * smaller), atLeast(residual, NOT_IN_ROW * larger));
  return judge(verdict, measured, 'the row is neither straight nor clearly bent');
}

/** parallel(A, B) of SPEC §4: yaw difference modulo what symmetry makes equal. */
export function parallel(geometry: SceneGeometry, a: number, b: number): Judgement {
  const orders = [a, b].map((id) => geometry.object(id).record.symmetry);
  if (orders.includes('infinite')) return ambiguous('a round thing has no direction');
  const axes = [a, b].map((id) => {
    const { record, up } = geometry.object(id);
    return angleDeg(up, UP) > MAX_TILT_DEG ? null : horizontal(transformDirection(record.worldFromObject, [1, 0, 0]));
  });
  const [first, second] = axes;
  if (first === null || second === null) return ambiguous('one of them is not upright');
  const period = 360 / Math.max(2, ...orders.map(Number));
  const turn = angleDeg(first, second) % period;
  const phiDeg = Math.min(turn, period - turn);
  const verdict = decide(atMost(phiDeg, PARALLEL_DEG), atLeast(phiDeg, NOT_PARALLEL_DEG));
  return judge(verdict, { phiDeg }, 'they are turned a little against each other');
}

/** Largest distance of three points from their best line (total least squares). */
function residualOf(points: readonly (readonly number[])[]): number {
  const x = mean(points.map((p) => p[0]));
  const y = mean(points.map((p) => p[1]));
  let [xx, xy, yy] = [0, 0, 0];
  for (const [px, py] of points) {
    xx += (px - x) ** 2;
    xy += (px - x) * (py - y);
    yy += (py - y) ** 2;
  }
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  const normal = [-Math.sin(angle), Math.cos(angle)];
  return Math.max(...points.map(([px, py]) => Math.abs((px - x) * normal[0] + (py - y) * normal[1])));
}

function spanOf(object: SceneGeometry['objects'][number], axis: 0 | 1): number {
  const { min, max } = object.support(axis === 0 ? [1, 0, 0] : [0, 1, 0]);
  return max - min;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
