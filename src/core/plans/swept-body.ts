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

/** Sides of the prism that stands for an object as a whole. */
const PRISM_SIDES = 12;

/** An upright prism of few sides around all parts of an object, world: cheap to sweep, and never smaller than the object. */
export function prismAround(object: ObjectGeometry): ConvexBody {
  const step = (2 * Math.PI) / PRISM_SIDES;
  const normals = Array.from({ length: PRISM_SIDES }, (_, k) => [Math.cos(k * step), Math.sin(k * step)] as const);
  const reach = normals.map(() => -Infinity);
  let [low, high] = [Infinity, -Infinity];
  for (const { vertices } of object.convexParts) {
    for (let i = 0; i < vertices.length; i += 3) {
      normals.forEach(([x, y], k) => (reach[k] = Math.max(reach[k], vertices[i] * x + vertices[i + 1] * y)));
      low = Math.min(low, vertices[i + 2]);
      high = Math.max(high, vertices[i + 2]);
    }
  }
  // Every plane touches the object, so the corners of neighbours are those of the polygon.
  const points: Vec3[] = [];
  const [c, s] = [Math.cos(step), Math.sin(step)];
  normals.forEach(([x, y], k) => {
    const across = (reach[(k + 1) % PRISM_SIDES] - c * reach[k]) / s;
    const corner = [x * reach[k] - y * across, y * reach[k] + x * across] as const;
    points.push([corner[0], corner[1], low], [corner[0], corner[1], high]);
  });
  return buildConvexBody(points);
}

/** World axes box around some bodies. */
export interface Bounds {
  readonly min: readonly number[];
  readonly max: readonly number[];
}

export function boundsOf(bodies: readonly ConvexBody[]): Bounds {
  const min = [Infinity, Infinity, Infinity];
  const max = [-Infinity, -Infinity, -Infinity];
  for (const { vertices } of bodies)
    for (let i = 0; i < vertices.length; i++) {
      min[i % 3] = Math.min(min[i % 3], vertices[i]);
      max[i % 3] = Math.max(max[i % 3], vertices[i]);
    }
  return { min, max };
}

const partBounds = new WeakMap<ObjectGeometry, Bounds>();

/** Whether an object's parts may be within `distance` of a box. */
export function isNear(box: Bounds, object: ObjectGeometry, distance: number): boolean {
  let own = partBounds.get(object);
  if (!own) partBounds.set(object, (own = boundsOf(object.convexParts)));
  const { min, max } = own;
  return [0, 1, 2].every((k) => min[k] <= box.max[k] + distance && max[k] >= box.min[k] - distance);
}

/** Least signed separation of some bodies from an object's convex parts; anything from `limit` up when further apart. */
export function separationFrom(bodies: readonly ConvexBody[], object: ObjectGeometry, limit: number): number {
  let least = Infinity;
  for (const part of object.convexParts) {
    for (const body of bodies) least = Math.min(least, separationBelow(body, part, limit));
  }
  return least;
}
