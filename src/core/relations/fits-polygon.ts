import type { ConvexBody } from '../geometry/convex.js';
import type { Polygon } from '../geometry/polygon.js';

/** Corners of a convex polygon, counter-clockwise, packed x0 y0 x1 y1 …; one or two corners have no area. */
export type FlatPolygon = Float64Array;

export const flatten = (polygon: Polygon): FlatPolygon => Float64Array.from(polygon.flat());

/** The polygon turned by the angle with cosine c and sine s, then moved. */
export function turned(p: FlatPolygon, c: number, s: number, dx = 0, dy = 0): FlatPolygon {
  const result = new Float64Array(p.length);
  for (let i = 0; i < p.length; i += 2) {
    result[i] = c * p[i] - s * p[i + 1] + dx;
    result[i + 1] = s * p[i] + c * p[i + 1] + dy;
  }
  return result;
}

/** The polygon reflected in the origin; still counter-clockwise. */
export function mirrored(p: FlatPolygon): FlatPolygon {
  const result = new Float64Array(p.length);
  for (let i = 0; i < p.length; i++) result[i] = 0 - p[i];
  return result;
}

/** Largest x nx + y ny over the corners. */
export function extentAlong(p: FlatPolygon, nx: number, ny: number): number {
  let best = -Infinity;
  for (let i = 0; i < p.length; i += 2) best = Math.max(best, p[i] * nx + p[i + 1] * ny);
  return best;
}

export const flatArea = (p: FlatPolygon): number => areaOfFirst(p, p.length);

/** Area of the polygon of the first `length` numbers. */
function areaOfFirst(p: FlatPolygon, length: number): number {
  let sum = 0;
  for (let i = 2; i + 3 < length; i += 2) {
    sum += (p[i] - p[0]) * (p[i + 3] - p[1]) - (p[i + 1] - p[1]) * (p[i + 2] - p[0]);
  }
  return sum / 2;
}

/** Every sum of a point of one and a point of the other: edges of both in the order of their directions. */
export function minkowskiSum(a: FlatPolygon, b: FlatPolygon): FlatPolygon {
  const n = a.length / 2;
  const m = b.length / 2;
  if (n === 0 || m === 0) return new Float64Array(0);
  const result = new Float64Array(2 * (n + m));
  let i = lowest(a);
  let j = lowest(b);
  let taken = 0;
  let [stepsA, stepsB] = [n === 1 ? 0 : n, m === 1 ? 0 : m];
  let x = a[2 * i] + b[2 * j];
  let y = a[2 * i + 1] + b[2 * j + 1];
  while (stepsA > 0 || stepsB > 0) {
    result[taken++] = x;
    result[taken++] = y;
    const nextA = i + 1 < n ? i + 1 : 0;
    const nextB = j + 1 < m ? j + 1 : 0;
    const ax = a[2 * nextA] - a[2 * i];
    const ay = a[2 * nextA + 1] - a[2 * i + 1];
    const bx = b[2 * nextB] - b[2 * j];
    const by = b[2 * nextB + 1] - b[2 * j + 1];
    const turn = ax * by - ay * bx;
    // Both walks start lowest and turn once round: a tie of direction is one edge, opposite edges are told by their half.
    const aFirst = stepsB === 0 || (stepsA > 0 && (isUpper(ax, ay) !== isUpper(bx, by) ? isUpper(ax, ay) : turn >= 0));
    if (aFirst) {
      x += ax;
      y += ay;
      i = nextA;
      stepsA--;
    } else {
      x += bx;
      y += by;
      j = nextB;
      stepsB--;
    }
  }
  if (taken === 0) return Float64Array.of(x, y);
  return result.subarray(0, taken);
}

/** Lowest corner, the leftmost of equals: from here edge directions run from 0 up to 360 degrees. */
function lowest(p: FlatPolygon): number {
  let best = 0;
  for (let i = 2; i < p.length; i += 2) {
    if (p[i + 1] < p[2 * best + 1] || (p[i + 1] === p[2 * best + 1] && p[i] < p[2 * best])) best = i / 2;
  }
  return best;
}

/** Directions in [0, 180) degrees. */
const isUpper = (x: number, y: number): boolean => y > 0 || (y === 0 && x > 0);

/** Convex hull of several polygons. */
export function hullOf(polygons: readonly FlatPolygon[]): FlatPolygon {
  if (polygons.length === 1) return polygons[0];
  const points: [number, number][] = [];
  for (const p of polygons) for (let i = 0; i < p.length; i += 2) points.push([p[i], p[i + 1]]);
  points.sort((p, q) => p[0] - q[0] || p[1] - q[1]);
  const hull: [number, number][] = [];
  for (let pass = 0; pass < 2; pass++) {
    const start = hull.length;
    for (let k = 0; k < points.length; k++) {
      const p = pass === 0 ? points[k] : points[points.length - 1 - k];
      while (hull.length >= start + 2) {
        const [a, b] = [hull[hull.length - 2], hull[hull.length - 1]];
        if ((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]) > 0) break;
        hull.pop();
      }
      hull.push(p);
    }
    hull.pop();
  }
  if (hull.length === 0) hull.push(points[0]);
  return flatten(hull);
}

/**
 * A regular polygon for a disc around the origin.
 *
 * @param around whether it contains the disc (superset) or its corners lie on the circle (subset)
 */
export function discPolygon(radius: number, around: boolean, sides = 48): FlatPolygon {
  const r = around ? radius / Math.cos(Math.PI / sides) : radius;
  const result = new Float64Array(2 * sides);
  for (let i = 0; i < sides; i++) {
    result[2 * i] = r * Math.cos((2 * Math.PI * i) / sides);
    result[2 * i + 1] = r * Math.sin((2 * Math.PI * i) / sides);
  }
  return result;
}

/** The part of a polygon where nx x + ny y ≤ limit; empty when there is none. */
export function cutBy(p: FlatPolygon, nx: number, ny: number, limit: number): FlatPolygon {
  const n = p.length;
  if (!isCut(p, n, nx, ny, limit)) return p;
  // A subject that is not convex may cross the line at every side.
  const result = new Float64Array(2 * n);
  return result.subarray(0, cutInto(result, p, n, nx, ny, limit));
}

function isCut(p: FlatPolygon, n: number, nx: number, ny: number, limit: number): boolean {
  for (let i = 0; i < n; i += 2) if (p[i] * nx + p[i + 1] * ny > limit) return true;
  return false;
}

/** Area of what `cutBy` leaves. */
export function areaOfCut(p: FlatPolygon, nx: number, ny: number, limit: number): number {
  scratch = roomFor(scratch, 2 * p.length);
  return areaOfFirst(scratch, cutInto(scratch, p, p.length, nx, ny, limit));
}

/**
 * Writes the part of a polygon, of the first n numbers of p, where nx x + ny y ≤ limit.
 *
 * @param result has room for 2 n numbers
 * @returns how many were written
 */
function cutInto(result: FlatPolygon, p: FlatPolygon, n: number, nx: number, ny: number, limit: number): number {
  let taken = 0;
  for (let i = 0, j = n - 2; i < n; j = i, i += 2) {
    const a = limit - (p[j] * nx + p[j + 1] * ny);
    const b = limit - (p[i] * nx + p[i + 1] * ny);
    if ((a < 0 && b > 0) || (a > 0 && b < 0)) {
      const t = a / (a - b);
      result[taken++] = p[j] + t * (p[i] - p[j]);
      result[taken++] = p[j + 1] + t * (p[i + 1] - p[j + 1]);
    }
    if (b >= 0) {
      result[taken++] = p[i];
      result[taken++] = p[i + 1];
    }
  }
  return taken;
}

// Scratch of one call, grown as needed.
let scratch: FlatPolygon = new Float64Array(256);
const other: FlatPolygon = new Float64Array(256);

const roomFor = (kept: FlatPolygon, length: number): FlatPolygon =>
  kept.length >= length ? kept : new Float64Array(2 * length);

/** Faces this near the horizontal (sine of their slope) bound a slice whole or not at all. */
const LEVEL_FACE = 1e-9;

/**
 * Horizontal section of a convex body at height z.
 *
 * @param erosion all faces are first moved inwards by this; outwards when negative, which contains all points
 * within that distance
 * @returns in the body's x and y; empty when there is nothing at this height
 */
export function sectionOf(body: ConvexBody, z: number, erosion: number): FlatPolygon {
  const { planes, center, radius } = body;
  const reach = radius + Math.max(0, -8 * erosion) + 1e-3;
  const [x, y] = center;
  let [polygon, spare] = [scratch, other];
  polygon.set([x - reach, y - reach, x + reach, y - reach, x + reach, y + reach, x - reach, y + reach]);
  let length = 8;
  for (let f = 0; f < planes.length; f += 4) {
    const limit = planes[f + 3] - erosion - planes[f + 2] * z;
    const nx = planes[f];
    const ny = planes[f + 1];
    if (nx * nx + ny * ny < LEVEL_FACE * LEVEL_FACE) {
      if (limit < -1e-9) return EMPTY;
      continue;
    }
    if (!isCut(polygon, length, nx, ny, limit)) continue;
    spare = roomFor(spare, 2 * length);
    length = cutInto(spare, polygon, length, nx, ny, limit);
    if (length === 0) return EMPTY;
    [polygon, spare] = [spare, polygon];
  }
  return polygon.slice(0, length);
}

const EMPTY: FlatPolygon = new Float64Array(0);
