// Polygons in the plane; corners [x, y].

export type Vec2 = readonly [number, number];
export type Polygon = readonly Vec2[];

const turn = (a: Vec2, b: Vec2, c: Vec2): number => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

/** Convex hull, counter-clockwise, without collinear corners. */
export function convexHull(points: readonly Vec2[]): Polygon {
  const sorted = [...points].sort((p, q) => p[0] - q[0] || p[1] - q[1]);
  const half = (list: readonly Vec2[]): Vec2[] => {
    const chain: Vec2[] = [];
    for (const p of list) {
      while (chain.length > 1 && turn(chain[chain.length - 2], chain[chain.length - 1], p) <= 0) chain.pop();
      chain.push(p);
    }
    return chain.slice(0, -1);
  };
  if (sorted.length < 3) return sorted;
  return [...half(sorted), ...half(sorted.reverse())];
}

/** Signed: positive when counter-clockwise. */
export function area(p: Polygon): number {
  let twice = 0;
  for (let i = 0; i < p.length; i++) {
    const [a, b] = [p[i], p[(i + 1) % p.length]];
    twice += (a[0] - p[0][0]) * (b[1] - p[0][1]) - (a[1] - p[0][1]) * (b[0] - p[0][0]);
  }
  return twice / 2;
}

/** What of `subject` (any simple polygon) lies within a convex counter-clockwise polygon; its signed area is right. */
export function clip(subject: Polygon, convex: Polygon): Polygon {
  let out: Vec2[] = [...subject];
  for (let i = 0; i < convex.length && out.length > 0; i++) {
    const [a, b] = [convex[i], convex[(i + 1) % convex.length]];
    const kept: Vec2[] = [];
    for (let k = 0; k < out.length; k++) {
      const [p, q] = [out[k], out[(k + 1) % out.length]];
      const [sp, sq] = [turn(a, b, p), turn(a, b, q)];
      if (sp >= 0) kept.push(p);
      if (sp > 0 !== sq > 0 && sp !== sq) {
        const t = sp / (sp - sq);
        kept.push([p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])]);
      }
    }
    out = kept;
  }
  return out;
}

export const intersectionArea = (subject: Polygon, convex: Polygon): number => {
  const part = clip(subject, convex);
  return part.length < 3 ? 0 : Math.abs(area(part));
};

/** Even-odd over any number of rings. */
export function contains(p: Vec2, ...rings: readonly Polygon[]): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [a, b] = [ring[i], ring[j]];
      if (a[1] > p[1] !== b[1] > p[1] && p[0] < ((b[0] - a[0]) * (p[1] - a[1])) / (b[1] - a[1]) + a[0])
        inside = !inside;
    }
  }
  return inside;
}

export function segmentDistance(p: Vec2, a: Vec2, b: Vec2): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length2 = dx * dx + dy * dy;
  const t = length2 === 0 ? 0 : Math.max(0, Math.min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length2));
  return Math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy);
}

/** To the nearest edge of any ring, unsigned. */
export function boundaryDistance(p: Vec2, ...rings: readonly Polygon[]): number {
  let best = Infinity;
  for (const ring of rings)
    for (let i = 0; i < ring.length; i++)
      best = Math.min(best, segmentDistance(p, ring[i], ring[(i + 1) % ring.length]));
  return best;
}

/** 0 inside. */
export const distanceTo = (p: Vec2, polygon: Polygon): number =>
  polygon.length > 2 && contains(p, polygon) ? 0 : boundaryDistance(p, polygon);

/** Between two convex polygons; 0 when they overlap. */
export function polygonDistance(a: Polygon, b: Polygon): number {
  if (intersectionArea(a, b) > 0) return 0;
  let best = Infinity;
  for (const p of a) best = Math.min(best, distanceTo(p, b));
  for (const p of b) best = Math.min(best, distanceTo(p, a));
  return best;
}

/** Sides [longer, shorter] of the smallest rectangle round the points. */
export function minAreaRect(points: readonly Vec2[]): readonly [number, number] {
  const hull = convexHull(points);
  let best: readonly [number, number] = [Infinity, Infinity];
  for (let i = 0; i < hull.length; i++) {
    const [a, b] = [hull[i], hull[(i + 1) % hull.length]];
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    if (length < 1e-12) continue;
    const [ux, uy] = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
    const along = hull.map((p) => p[0] * ux + p[1] * uy);
    const across = hull.map((p) => p[1] * ux - p[0] * uy);
    const sides = [Math.max(...along) - Math.min(...along), Math.max(...across) - Math.min(...across)];
    if (sides[0] * sides[1] < best[0] * best[1]) best = [Math.max(...sides), Math.min(...sides)];
  }
  return best;
}

/** Points of a square grid within the polygon (even-odd with its holes). */
export function gridPoints(step: number, outline: Polygon, ...holes: readonly Polygon[]): Vec2[] {
  const xs = outline.map((p) => p[0]);
  const ys = outline.map((p) => p[1]);
  const points: Vec2[] = [];
  for (let y = Math.min(...ys) + step / 2; y < Math.max(...ys); y += step)
    for (let x = Math.min(...xs) + step / 2; x < Math.max(...xs); x += step)
      if (contains([x, y], outline, ...holes)) points.push([x, y]);
  return points;
}
