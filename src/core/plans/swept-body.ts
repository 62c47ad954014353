import { buildConvexBody, separationBelow, type ConvexBody } from '../geometry/convex.js';
import type { Vec3 } from '../geometry/vec3.js';
import type { ObjectGeometry } from '../relations/scene-geometry.js';

/** Everything a convex body passes over on a straight way between two shifts of it: the hull of both ends. */
export function sweptBody(body: ConvexBody, from: Vec3, to: Vec3): ConvexBody {
  const { vertices } = body;
  const points = new Float64Array(2 * vertices.length);
  for (let i = 0; i < vertices.length; i += 3) {
    for (let k = 0; k < 3; k++) {
      points[i + k] = vertices[i + k] + from[k];
      points[vertices.length + i + k] = vertices[i + k] + to[k];
    }
  }
  return buildConvexBody(points);
}

/** One convex body around all parts of an object, world. */
export function wholeBody(object: ObjectGeometry): ConvexBody {
  const points: number[] = [];
  for (const { vertices } of object.convexParts) points.push(...vertices);
  return buildConvexBody(Float64Array.from(points));
}

/** Least signed separation of some bodies from an object's convex parts; anything from `limit` up when further apart. */
export function separationFrom(bodies: readonly ConvexBody[], object: ObjectGeometry, limit: number): number {
  let least = Infinity;
  for (const part of object.convexParts) {
    for (const body of bodies) least = Math.min(least, separationBelow(body, part, limit));
  }
  return least;
}
