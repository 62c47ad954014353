import { convexHullOfPositions, polygonDistance, type Polygon } from '../geometry/polygon.js';
import type { ObjectGeometry } from './scene-geometry.js';

/** Distance of two things seen from above, of what they have between two heights; Infinity where one has nothing there. */
export function gapInBand(a: ObjectGeometry, b: ObjectGeometry, low: number, high: number): number {
  const [p, q] = [footprintInBand(a, low, high), footprintInBand(b, low, high)];
  return p.length === 0 || q.length === 0 ? Infinity : polygonDistance(p, q);
}

/** Bands that were asked for, by object: what stands on one surface is asked about in the same band over and over. */
const bands = new WeakMap<ObjectGeometry, Map<string, Polygon>>();

/** Convex hull, seen from above, of what a mesh has between two heights; empty where it has nothing there. */
export function footprintInBand(object: ObjectGeometry, low: number, high: number): Polygon {
  let known = bands.get(object);
  if (!known) bands.set(object, (known = new Map()));
  const key = `${low} ${high}`;
  let found = known.get(key);
  if (!found) known.set(key, (found = computeFootprintInBand(object, low, high)));
  return found;
}

function computeFootprintInBand(
  { vertices, indices, vertical, footprint }: ObjectGeometry,
  low: number,
  high: number,
): Polygon {
  if (vertical.max < low || vertical.min > high) return [];
  if (vertical.min >= low && vertical.max <= high) return footprint;
  const points: number[] = [];
  for (let t = 0; t < indices.length; t += 3) clipToBand(vertices, indices, t, low, high, points);
  return convexHullOfPositions(points);
}

/** Adds the corners of a triangle that lie in the band, and where its edges cross the band's ends. @param points xyz */
function clipToBand(
  v: Float64Array,
  indices: Uint32Array,
  t: number,
  low: number,
  high: number,
  points: number[],
): void {
  for (let k = 0; k < 3; k++) {
    const i = 3 * indices[t + k];
    const j = 3 * indices[t + ((k + 1) % 3)];
    const [zi, zj] = [v[i + 2], v[j + 2]];
    if (zi >= low && zi <= high) points.push(v[i], v[i + 1], zi);
    for (const level of [low, high]) {
      if ((zi - level) * (zj - level) >= 0) continue;
      const s = (level - zi) / (zj - zi);
      points.push(v[i] + s * (v[j] - v[i]), v[i + 1] + s * (v[j + 1] - v[i + 1]), level);
    }
  }
}
