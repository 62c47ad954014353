/** A point or direction in a plane. */
export type Vec2 = readonly [number, number];

/** Corners in order, counter-clockwise, last not repeating the first. One or two corners: a point or a segment without area. */
export type Polygon = readonly Vec2[];

/** A rectangle in the plane: `axis` is unit and runs along `length`, the longer side. */
export interface OrientedRect {
  readonly center: Vec2;
  readonly axis: Vec2;
  readonly length: number;
  readonly width: number;
}

const cross2 = (o: Vec2, a: Vec2, b: Vec2): number => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);

/**
 * Convex hull by Andrew's monotone chain; corners on a straight side are dropped.
 *
 * @returns counter-clockwise from the lowest (x, then y) corner; fewer than three corners when the points are collinear
 */
export function convexHull(points: readonly Vec2[]): Polygon {
  const sorted = [...points].sort((p, q) => p[0] - q[0] || p[1] - q[1]);
  return hullOfSorted(sorted);
}

/** Convex hull of the xy of packed xyz positions: the footprint of a mesh. @param positions [3 n] */
export function convexHullOfPositions(positions: ArrayLike<number>): Polygon {
  const count = positions.length / 3;
  if (count === 0) return [];
  const points: Vec2[] = [];
  // Most vertices of a mesh lie within the octagon of its extreme points and cannot be on the hull.
  const extremes = extremePoints(positions);
  const octagon = hullOfSorted(extremes.sort((p, q) => p[0] - q[0] || p[1] - q[1]));
  for (let i = 0; i < count; i++) {
    const x = positions[3 * i];
    const y = positions[3 * i + 1];
    if (!strictlyInside(x, y, octagon)) points.push([x, y]);
  }
  return convexHull(points);
}

/** Signed area: positive for counter-clockwise corners. */
export function polygonArea(p: Polygon): number {
  let sum = 0;
  for (let i = 1; i + 1 < p.length; i++) sum += cross2(p[0], p[i], p[i + 1]);
  return sum / 2;
}

/** Centre of area; the mean of the corners when there is no area. */
export function polygonCentroid(p: Polygon): Vec2 {
  let area = 0;
  let x = 0;
  let y = 0;
  for (let i = 1; i + 1 < p.length; i++) {
    const a = cross2(p[0], p[i], p[i + 1]);
    area += a;
    x += a * (p[i][0] + p[i + 1][0] - 2 * p[0][0]);
    y += a * (p[i][1] + p[i + 1][1] - 2 * p[0][1]);
  }
  if (Math.abs(area) > 1e-300) return [p[0][0] + x / (3 * area), p[0][1] + y / (3 * area)];
  const n = p.length;
  return [p.reduce((s, q) => s + q[0], 0) / n, p.reduce((s, q) => s + q[1], 0) / n];
}

/**
 * The part of a convex subject within a convex clip (Sutherland & Hodgman). The subject may be a segment or a point.
 *
 * @returns empty when they share nothing, or when the clip has no area; may repeat a corner where they only touch
 */
export function clipConvex(subject: Polygon, convexClip: Polygon): Polygon {
  if (convexClip.length < 3) return [];
  let result = subject;
  for (let i = 0; i < convexClip.length && result.length > 0; i++) {
    const a = convexClip[i];
    const b = convexClip[(i + 1) % convexClip.length];
    result = clipToLeftOf(result, a, b);
  }
  return result;
}

/** Area shared by two convex polygons, ≥ 0. */
export function intersectionArea(a: Polygon, b: Polygon): number {
  if (a.length < 3 || b.length < 3 || boxesApart(a, b)) return 0;
  // `clipConvex` in two buffers instead of a new list for every side: footprints are asked for by the thousand.
  let from = clipped;
  let to = spare;
  let n = a.length;
  for (let i = 0; i < n; i++) {
    from[2 * i] = a[i][0];
    from[2 * i + 1] = a[i][1];
  }
  for (let i = 0; i < b.length && n > 0; i++) {
    n = clipBuffer(from, n, b[i], b[i + 1 === b.length ? 0 : i + 1], to);
    [from, to] = [to, from];
  }
  let sum = 0;
  for (let i = 1; i + 1 < n; i++) {
    const [ux, uy] = [from[2 * i] - from[0], from[2 * i + 1] - from[1]];
    sum += ux * (from[2 * i + 3] - from[1]) - uy * (from[2 * i + 2] - from[0]);
  }
  return Math.max(0, sum / 2);
}

/** [x, y, x, y …] of a subject that is being clipped; grown as needed. */
const clipped: number[] = [];
const spare: number[] = [];

/** `clipToLeftOf` from one buffer into another. @returns how many corners are left */
function clipBuffer(from: readonly number[], count: number, a: Vec2, b: Vec2, to: number[]): number {
  const [ax, ay] = a;
  const [bx, by] = [b[0] - ax, b[1] - ay];
  let n = 0;
  let px = from[0];
  let py = from[1];
  let sp = bx * (py - ay) - by * (px - ax);
  for (let i = 0; i < count; i++) {
    const next = i + 1 === count ? 0 : 2 * i + 2;
    const qx = from[next];
    const qy = from[next + 1];
    const sq = bx * (qy - ay) - by * (qx - ax);
    if (sp >= 0) {
      to[n++] = px;
      to[n++] = py;
    }
    if ((sp > 0 && sq < 0) || (sp < 0 && sq > 0)) {
      const t = sp / (sp - sq);
      to[n++] = px + t * (qx - px);
      to[n++] = py + t * (qy - py);
    }
    px = qx;
    py = qy;
    sp = sq;
  }
  return n / 2;
}

/** Even-odd test against an outline and its holes; on an edge either answer may come back. */
export function pointInPolygon(p: Vec2, outline: Polygon, holes: readonly Polygon[] = []): boolean {
  let inside = crossesOddly(p, outline);
  for (const hole of holes) if (crossesOddly(p, hole)) inside = !inside;
  return inside;
}

/** Distance to a simple polygon; 0 inside. Segments and points are welcome. */
export function distanceToPolygon(p: Vec2, polygon: Polygon): number {
  if (polygon.length >= 3 && crossesOddly(p, polygon)) return 0;
  return Math.sqrt(squaredDistanceToEdges(p, polygon));
}

/** Unsigned distance to the nearest edge of an outline or of its holes. */
export function distanceToBoundary(p: Vec2, outline: Polygon, holes: readonly Polygon[] = []): number {
  let best = squaredDistanceToEdges(p, outline);
  for (const hole of holes) best = Math.min(best, squaredDistanceToEdges(p, hole));
  return Math.sqrt(best);
}

/** Least distance between two convex polygons (or segments, or points); 0 when they overlap or touch. */
export function polygonDistance(a: Polygon, b: Polygon): number {
  if (!boxesApart(a, b) && overlap(a, b)) return 0;
  let best = Infinity;
  for (const p of a) best = Math.min(best, squaredDistanceToEdges(p, b));
  for (const p of b) best = Math.min(best, squaredDistanceToEdges(p, a));
  return Math.sqrt(best);
}

/**
 * Smallest-area rectangle around points: one of its sides lies along a side of their hull.
 *
 * @param p at least one point, in any order
 * @returns `axis` with x > 0, or x = 0 and y > 0; for a square the hull's first side decides
 */
export function minAreaRect(p: readonly Vec2[]): OrientedRect {
  const hull = convexHull(p);
  if (hull.length === 0) throw new RangeError('minAreaRect needs at least one point.');
  if (hull.length === 1) return { center: hull[0], axis: [1, 0], length: 0, width: 0 };
  let best: OrientedRect | null = null;
  let bestArea = Infinity;
  for (let i = 0; i < hull.length; i++) {
    const a = hull[i];
    const b = hull[(i + 1) % hull.length];
    const l = Math.hypot(b[0] - a[0], b[1] - a[1]);
    const rect = rectAlong(hull, [(b[0] - a[0]) / l, (b[1] - a[1]) / l]);
    const area = rect.length * rect.width;
    if (best === null || area < bestArea * (1 - 1e-12)) {
      best = rect;
      bestArea = area;
    }
  }
  return best as OrientedRect;
}

function hullOfSorted(sorted: readonly Vec2[]): Polygon {
  const hull: Vec2[] = [];
  for (let pass = 0; pass < 2; pass++) {
    const start = hull.length;
    for (let i = 0; i < sorted.length; i++) {
      const p = pass === 0 ? sorted[i] : sorted[sorted.length - 1 - i];
      while (hull.length >= start + 2 && cross2(hull[hull.length - 2], hull[hull.length - 1], p) <= 0) hull.pop();
      hull.push(p);
    }
    hull.pop();
  }
  // All points equal: both chains were popped down to nothing.
  if (hull.length === 0 && sorted.length > 0) return [sorted[0]];
  return hull.length === 2 && hull[0][0] === hull[1][0] && hull[0][1] === hull[1][1] ? [hull[0]] : hull;
}

function extremePoints(positions: ArrayLike<number>): Vec2[] {
  const result: Vec2[] = [];
  for (let k = 0; k < 8; k++) {
    const c = [1, 1, 0, -1, -1, -1, 0, 1][k];
    const s = [0, 1, 1, 1, 0, -1, -1, -1][k];
    let best = 0;
    let value = -Infinity;
    for (let i = 0; i < positions.length; i += 3) {
      const v = c * positions[i] + s * positions[i + 1];
      if (v > value) {
        value = v;
        best = i;
      }
    }
    result.push([positions[best], positions[best + 1]]);
  }
  return result;
}

/** Left of every side of a counter-clockwise polygon; never true without area. */
function strictlyInside(x: number, y: number, polygon: Polygon): boolean {
  if (polygon.length < 3) return false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const a = polygon[j];
    const b = polygon[i];
    if ((b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]) <= 0) return false;
  }
  return true;
}

function clipToLeftOf(subject: Polygon, a: Vec2, b: Vec2): Polygon {
  const result: Vec2[] = [];
  for (let i = 0; i < subject.length; i++) {
    const p = subject[i];
    const q = subject[(i + 1) % subject.length];
    const sp = cross2(a, b, p);
    const sq = cross2(a, b, q);
    if (sp >= 0) result.push(p);
    if ((sp > 0 && sq < 0) || (sp < 0 && sq > 0)) {
      const t = sp / (sp - sq);
      result.push([p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])]);
    }
  }
  return result;
}

function boxesApart(a: Polygon, b: Polygon): boolean {
  for (let k = 0; k < 2; k++) {
    let aMin = Infinity;
    let aMax = -Infinity;
    let bMin = Infinity;
    let bMax = -Infinity;
    for (const p of a) {
      if (p[k] < aMin) aMin = p[k];
      if (p[k] > aMax) aMax = p[k];
    }
    for (const p of b) {
      if (p[k] < bMin) bMin = p[k];
      if (p[k] > bMax) bMax = p[k];
    }
    if (aMin > bMax || bMin > aMax) return true;
  }
  return false;
}

function crossesOddly(p: Vec2, ring: Polygon): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[j];
    const b = ring[i];
    if (a[1] > p[1] === b[1] > p[1]) continue;
    if (p[0] < a[0] + ((p[1] - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) inside = !inside;
  }
  return inside;
}

function squaredDistanceToEdges(p: Vec2, ring: Polygon): number {
  let best = Infinity;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[j];
    const ex = ring[i][0] - a[0];
    const ey = ring[i][1] - a[1];
    const px = p[0] - a[0];
    const py = p[1] - a[1];
    const ee = ex * ex + ey * ey;
    const t = ee > 0 ? Math.min(1, Math.max(0, (px * ex + py * ey) / ee)) : 0;
    const dx = px - t * ex;
    const dy = py - t * ey;
    const d = dx * dx + dy * dy;
    if (d < best) best = d;
  }
  return best;
}

/** Whether two convex polygons share a point: a corner of one in the other, or sides that cross. */
function overlap(a: Polygon, b: Polygon): boolean {
  if (a.length === 0 || b.length === 0) return false;
  if (b.length >= 3 && crossesOddly(a[0], b)) return true;
  if (a.length >= 3 && crossesOddly(b[0], a)) return true;
  for (let i = 0, j = a.length - 1; i < a.length; j = i++) {
    for (let k = 0, l = b.length - 1; k < b.length; l = k++) {
      if (
        cross2(a[j], a[i], b[l]) * cross2(a[j], a[i], b[k]) < 0 &&
        cross2(b[l], b[k], a[j]) * cross2(b[l], b[k], a[i]) < 0
      )
        return true;
    }
  }
  return false;
}

function rectAlong(hull: Polygon, axis: Vec2): OrientedRect {
  let uMin = Infinity;
  let uMax = -Infinity;
  let vMin = Infinity;
  let vMax = -Infinity;
  for (const q of hull) {
    const u = q[0] * axis[0] + q[1] * axis[1];
    const v = q[1] * axis[0] - q[0] * axis[1];
    if (u < uMin) uMin = u;
    if (u > uMax) uMax = u;
    if (v < vMin) vMin = v;
    if (v > vMax) vMax = v;
  }
  const u = (uMin + uMax) / 2;
  const v = (vMin + vMax) / 2;
  const center: Vec2 = [u * axis[0] - v * axis[1], u * axis[1] + v * axis[0]];
  const along = uMax - uMin >= vMax - vMin;
  const long: Vec2 = along ? axis : [-axis[1], axis[0]];
  const flip = long[0] < 0 || (long[0] === 0 && long[1] < 0);
  return {
    center,
    axis: flip ? [-long[0], -long[1]] : long,
    length: along ? uMax - uMin : vMax - vMin,
    width: along ? vMax - vMin : uMax - uMin,
  };
}
