import { clipConvexBody } from '../geometry/clip.js';
import { separationBelow, transformConvexBody, type ConvexBody } from '../geometry/convex.js';
import type { Vec3 } from '../geometry/vec3.js';
import { motionTo, type MovingObject } from '../relations/fits-moving.js';
import type { ObjectGeometry } from '../relations/scene-geometry.js';

// Convex parts of a thing that is tried in many places: turned once for each yaw, then only shifted.

const turnedParts = new WeakMap<MovingObject, Map<number, readonly ConvexBody[]>>();

/** Parts of an object standing with its middle over (x, y), its lowest point at `floor`, turned by `yaw`. World. */
export function partsAt(moving: MovingObject, yaw: number, x: number, y: number, floor: number): readonly ConvexBody[] {
  let byYaw = turnedParts.get(moving);
  if (!byYaw) turnedParts.set(moving, (byYaw = new Map()));
  let parts = byYaw.get(yaw);
  if (!parts) {
    const motion = motionTo(moving, 0, 0, 0, yaw);
    byYaw.set(yaw, (parts = moving.object.convexParts.map((part) => transformConvexBody(motion, part))));
  }
  return parts.map((part) => shifted(part, [x, y, floor]));
}

function shifted(body: ConvexBody, [x, y, z]: Vec3): ConvexBody {
  const vertices = Float64Array.from(body.vertices);
  for (let i = 0; i < vertices.length; i += 3) {
    vertices[i] += x;
    vertices[i + 1] += y;
    vertices[i + 2] += z;
  }
  const planes = Float64Array.from(body.planes);
  for (let f = 0; f < planes.length; f += 4) planes[f + 3] += planes[f] * x + planes[f + 1] * y + planes[f + 2] * z;
  const [cx, cy, cz] = body.center;
  return { ...body, vertices, planes, center: [cx + x, cy + y, cz + z] };
}

const DOWN: Vec3 = [0, 0, -1];
const upper = new WeakMap<ObjectGeometry, Map<number, readonly ConvexBody[]>>();

/** Heights are taken this much too low at most, metres: those of one level surface, off by rounding, are one height then. */
const HEIGHT_STEP = 1e-5;

/** What of an object's parts is higher than some height. */
export function partsAbove(object: ObjectGeometry, height: number): readonly ConvexBody[] {
  const z = Math.floor(height / HEIGHT_STEP) * HEIGHT_STEP;
  if (object.vertical.min >= z) return object.convexParts;
  let byHeight = upper.get(object);
  if (!byHeight) upper.set(object, (byHeight = new Map()));
  let parts = byHeight.get(z);
  if (!parts) byHeight.set(z, (parts = object.convexParts.flatMap((part) => clipConvexBody(part, DOWN, -z) ?? [])));
  return parts;
}

/** Whether all of some bodies keep a distance from all of some others. */
export const keepsClear = (own: readonly ConvexBody[], others: readonly ConvexBody[], clearance: number): boolean =>
  others.every((other) => own.every((body) => separationBelow(body, other, clearance) >= clearance));
