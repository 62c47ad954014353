import { buildConvexBody } from '../core/geometry/convex.js';
import type { Vec3 } from '../core/geometry/vec3.js';

/** Corners a collision part may have; the contact search is quadratic in them. */
const MOST_CORNERS = 64;
/** A hull this near to all corners is good enough, metres. */
const CLOSE = 0.0002;

/**
 * At most 64 corners of a convex part, so chosen that the others stand out as little as can be had: starting from the
 * outermost along the axes, always the corner furthest outside the hull so far is added.
 */
export function reduceCorners(corners: readonly Vec3[]): Vec3[] {
  if (corners.length <= MOST_CORNERS) return [...corners];
  const kept = new Set(DIRECTIONS.map((direction) => outermost(corners, direction)));
  while (kept.size < MOST_CORNERS) {
    const { planes } = buildConvexBody([...kept].map((i) => corners[i]));
    let furthest = -1;
    let most = CLOSE;
    for (const [i, p] of corners.entries()) {
      if (kept.has(i)) continue;
      let out = -Infinity;
      for (let f = 0; f < planes.length; f += 4) {
        out = Math.max(out, planes[f] * p[0] + planes[f + 1] * p[1] + planes[f + 2] * p[2] - planes[f + 3]);
      }
      if (out > most) [most, furthest] = [out, i];
    }
    if (furthest < 0) break;
    kept.add(furthest);
  }
  return [...kept].sort((a, b) => a - b).map((i) => corners[i]);
}

/** Along the axes and between them, a little askew so that of a flat side one corner is taken. */
const DIRECTIONS: readonly Vec3[] = [-1, 0, 1].flatMap((x) =>
  [-1, 0, 1].flatMap((y) =>
    [-1, 0, 1].flatMap((z): Vec3[] =>
      x === 0 && y === 0 && z === 0 ? [] : [[x + 0.013 * y, y + 0.017 * z, z + 0.011 * x]],
    ),
  ),
);

function outermost(corners: readonly Vec3[], [dx, dy, dz]: Vec3): number {
  let best = 0;
  let most = -Infinity;
  for (const [i, [x, y, z]] of corners.entries()) {
    const along = x * dx + y * dy + z * dz;
    if (along > most) [most, best] = [along, i];
  }
  return best;
}
