import { buildConvexBody, convexVolume, type ConvexBody } from '../geometry/convex.js';
import { clipConvexBody } from '../geometry/clip.js';
import { rotate, type Quat } from '../geometry/quat.js';
import { add, dot, scale, type Vec3 } from '../geometry/vec3.js';

type Box2d = readonly [number, number, number, number];

export interface Box3d {
  readonly center: Vec3;
  readonly halfExtents: Vec3;
  readonly orientation: Quat;
}

/** Intersection over union of two boxes [x0, y0, x1, y1]; 0 where either has no area. */
export function boxIou(a: Box2d, b: Box2d): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  const areaOf = (box: Box2d) => (box[2] - box[0]) * (box[3] - box[1]);
  const shared = width > 0 && height > 0 ? width * height : 0;
  const union = areaOf(a) + areaOf(b) - shared;
  return union > 0 ? shared / union : 0;
}

/** Exact intersection over union of two oriented boxes: one is cut by the other's six planes. 0 where either has no volume. */
export function boxIou3d(a: Box3d, b: Box3d): number {
  const volumeOf = ({ halfExtents: [x, y, z] }: Box3d) => 8 * x * y * z;
  if (!(volumeOf(a) > 0 && volumeOf(b) > 0)) return 0;
  let rest: ConvexBody | null = buildConvexBody(corners(a));
  for (const [axis, normal] of axesOf(b).entries()) {
    const middle = dot(normal, b.center);
    rest = rest && clipConvexBody(rest, normal, middle + b.halfExtents[axis]);
    rest = rest && clipConvexBody(rest, scale(normal, -1), b.halfExtents[axis] - middle);
  }
  const shared = rest === null ? 0 : convexVolume(rest);
  return shared / (volumeOf(a) + volumeOf(b) - shared);
}

const axesOf = ({ orientation }: Box3d): readonly Vec3[] =>
  [[1, 0, 0] as const, [0, 1, 0] as const, [0, 0, 1] as const].map((axis) => rotate(orientation, axis));

function corners(box: Box3d): Vec3[] {
  const [x, y, z] = axesOf(box);
  const [hx, hy, hz] = box.halfExtents;
  const signs = [-1, 1];
  return signs.flatMap((i) =>
    signs.flatMap((j) =>
      signs.map((k) => add(add(add(box.center, scale(x, i * hx)), scale(y, j * hy)), scale(z, k * hz))),
    ),
  );
}
