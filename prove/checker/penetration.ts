import type { Vec3 } from './vec.ts';
import type { Body } from './world.ts';
import { axisGap } from './hull3.ts';
import { closestOnTriangle } from './triangle.ts';
import { isInside, pointDistance } from './tree.ts';
import { add, mul, sub } from './vec.ts';

/**
 * How deep points of one mesh lie below the other's surface: a lower bound of the penetration, exact in the limit.
 * Looked for only where convex parts overlap; on corners and on a lattice over the faces near the other.
 */
export function meshPenetration(
  a: Body,
  b: Body,
): { readonly depth: number; readonly at: Vec3 | null; readonly parts: number } {
  let parts = 0;
  for (const p of a.parts()) for (const q of b.parts()) parts = Math.max(parts, -axisGap(p, q, 0));
  let depth = 0;
  let at: Vec3 | null = null;
  const test = (body: Body, p: Vec3): void => {
    const tree = body.tree();
    for (let k = 0; k < 3; k++) if (p[k] <= body.lo[k] || p[k] >= body.hi[k]) return;
    const d = pointDistance(tree, p);
    if (d > depth && isInside(tree, p)) {
      depth = d;
      at = p;
    }
  };
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    if (!to.record.solid) continue;
    for (const v of from.vertices) test(to, v);
    for (const triangle of from.tree().triangles) {
      if (
        [0, 1, 2].some(
          (k) =>
            Math.min(triangle[0][k], triangle[1][k], triangle[2][k]) > to.hi[k] ||
            Math.max(triangle[0][k], triangle[1][k], triangle[2][k]) < to.lo[k],
        )
      )
        continue;
      // Twenty points inside the face, and the point of it nearest to the other's middle.
      test(to, closestOnTriangle(to.center, triangle));
      for (let i = 0; i <= 5; i++)
        for (let j = 0; i + j <= 5; j++)
          test(
            to,
            add(triangle[0], add(mul(sub(triangle[1], triangle[0]), i / 5), mul(sub(triangle[2], triangle[0]), j / 5))),
          );
    }
  }
  return { depth, at, parts };
}
