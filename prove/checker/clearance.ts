import type { Vec2 } from './polygon.ts';
import type { Triangle } from './triangle.ts';
import type { Vec3 } from './vec.ts';
import type { World } from './world.ts';
import { boundaryDistance, contains, convexHull } from './polygon.ts';
import { isInside } from './tree.ts';

// SPEC §5.4: what stands in a band of heights, seen from above.

/** What of a triangle lies between two heights. */
export function clipToBand(triangle: Triangle, low: number, high: number): Vec3[] {
  const half = (corners: readonly Vec3[], keep: (z: number) => number): Vec3[] => {
    const out: Vec3[] = [];
    for (let i = 0; i < corners.length; i++) {
      const [p, q] = [corners[i], corners[(i + 1) % corners.length]];
      const [hp, hq] = [keep(p[2]), keep(q[2])];
      if (hp >= 0) out.push(p);
      if (hp > 0 !== hq > 0 && hp !== hq && (hp < 0 || hq < 0)) {
        const t = hp / (hp - hq);
        out.push([p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1]), p[2] + t * (q[2] - p[2])]);
      }
    }
    return out;
  };
  return half(
    half(triangle, (z) => z - low),
    (z) => high - z,
  );
}

interface Item {
  readonly hull: readonly Vec2[];
  readonly lo: Vec2;
  readonly hi: Vec2;
}

export interface Clearance {
  /** Distance from (x, y) to the nearest thing in the band, 0 within its outline; `reach` where nothing is nearer. */
  (p: Vec2): number;
}

/** Distances are found up to `reach`; only what comes near the rectangle [lo, hi] is kept. */
export function clearanceOf(
  world: World,
  low: number,
  high: number,
  reach: number,
  lo: Vec2,
  hi: Vec2,
  without: readonly number[] = [],
): Clearance {
  const cell = Math.max(reach, 0.02);
  const columns = Math.max(1, Math.ceil((hi[0] - lo[0]) / cell) + 2);
  const cells = new Map<number, Item[]>();
  const key = (i: number, j: number): number => j * (columns + 4) + i;
  for (const body of world.bodies) {
    if (without.includes(body.id) || body.hi[2] < low || body.lo[2] > high) continue;
    for (const triangle of body.tree().triangles) {
      if (Math.max(triangle[0][2], triangle[1][2], triangle[2][2]) < low) continue;
      if (Math.min(triangle[0][2], triangle[1][2], triangle[2][2]) > high) continue;
      const points = clipToBand(triangle, low, high).map((p): Vec2 => [p[0], p[1]]);
      if (points.length === 0) continue;
      const bound = (k: 0 | 1, pick: (...x: number[]) => number): number => pick(...points.map((p) => p[k]));
      const item: Item = {
        hull: convexHull(points),
        lo: [bound(0, Math.min), bound(1, Math.min)],
        hi: [bound(0, Math.max), bound(1, Math.max)],
      };
      if (item.lo[0] > hi[0] + reach || item.hi[0] < lo[0] - reach) continue;
      if (item.lo[1] > hi[1] + reach || item.hi[1] < lo[1] - reach) continue;
      const from = [0, 1].map((k) =>
        Math.floor((Math.max(item.lo[k as 0], lo[k as 0] - reach) - reach - lo[k as 0]) / cell),
      );
      const to = [0, 1].map((k) =>
        Math.floor((Math.min(item.hi[k as 0], hi[k as 0] + reach) + reach - lo[k as 0]) / cell),
      );
      for (let j = from[1]; j <= to[1]; j++)
        for (let i = from[0]; i <= to[0]; i++) {
          const list = cells.get(key(i + 2, j + 2)) ?? [];
          list.push(item);
          cells.set(key(i + 2, j + 2), list);
        }
    }
  }
  return (p) => {
    const [i, j] = [Math.floor((p[0] - lo[0]) / cell), Math.floor((p[1] - lo[1]) / cell)];
    let best = reach;
    for (const item of cells.get(key(i + 2, j + 2)) ?? []) {
      if (p[0] < item.lo[0] - best || p[0] > item.hi[0] + best || p[1] < item.lo[1] - best || p[1] > item.hi[1] + best)
        continue;
      const d = item.hull.length > 2 && contains(p, item.hull) ? 0 : boundaryDistance(p, item.hull);
      best = Math.min(best, d);
    }
    return best;
  };
}

/** A point within some solid (the cylinder above it may touch no surface and still lie in one). */
export const inSolid = (world: World, p: Vec3, without: readonly number[] = []): boolean =>
  world.bodies.some((b) => b.record.solid && !without.includes(b.id) && isInside(b.tree(), p));
