import { cross, dot, length, scale, sub, type Vec3 } from './vec3.js';

export interface HullFaces {
  /** [3 v] the points that are corners, in their given order. */
  readonly vertices: Float64Array;
  /** Loops of corners, counter-clockwise from outside. */
  readonly faces: number[][];
  /** [4 f] outward unit normal and the offset of the outermost point along it. */
  readonly planes: Float64Array;
}

/**
 * Points this near a plane (relative to the largest coordinate) lie on it: float32 positions of one flat
 * face are off by up to 1e-7 of their size.
 */
const COPLANAR = 4e-7;

interface Face {
  readonly loop: number[];
  readonly normal: Vec3;
  readonly offset: number;
  readonly area: number;
}

/**
 * Gift wrapping by whole faces: turn a plane about an edge until it meets the next points, take all points on
 * it as one face. Quadratic, fine for the few hundred points of a collision part, and unlike incremental
 * hulls it never makes the slivers that boxes, prisms and cylinder caps provoke.
 *
 * @param points [3 n]
 * @throws RangeError when the points have no volume
 */
export function hullFaces(points: Float64Array): HullFaces {
  const cloud = distinct(points);
  const faces: (Face | null)[] = [];
  /** Face of each directed edge of its loop. */
  const owner = new Map<number, number>();
  const keys = ({ loop }: Face) => loop.map((u, i) => u * cloud.points.length + loop[(i + 1) % loop.length]);
  const add = (face: Face) => {
    for (const key of keys(face)) owner.set(key, faces.length);
    faces.push(face);
  };
  add(firstFace(cloud));
  for (let f = 0; f < faces.length; f++) {
    const from = faces[f];
    if (from === null) continue;
    for (let i = 0; i < from.loop.length && faces[f] === from; i++) {
      const u = from.loop[i];
      const v = from.loop[(i + 1) % from.loop.length];
      if (owner.has(v * cloud.points.length + u)) continue;
      const face = turnAbout(cloud, u, v, from.normal);
      if (face === null) continue;
      // A short edge may have tilted the plane so that only part of a face was found, or a point within rounding of
      // an edge is a corner for one face and not for its neighbour. Of such rivals the largest stays.
      const rivals = new Set(keys(face).flatMap((key) => owner.get(key) ?? []));
      if ([...rivals].some((r) => (faces[r] as Face).area >= face.area)) continue;
      for (const r of rivals) {
        for (const key of keys(faces[r] as Face)) owner.delete(key);
        faces[r] = null;
      }
      add(face);
      if (faces.length > 8 * cloud.points.length) {
        throw new RangeError('Convex hull does not close: the points are too noisy.');
      }
    }
  }
  const kept = faces.filter((face) => face !== null);
  if (kept.length < 4) throw new RangeError('Convex hull needs points with volume, these lie in one plane.');
  return pack(cloud.points, kept);
}

interface Cloud {
  readonly points: readonly Vec3[];
  readonly epsilon: number;
}

function distinct(packed: Float64Array): Cloud {
  let reach = 0;
  for (const c of packed) reach = Math.max(reach, Math.abs(c));
  const epsilon = COPLANAR * reach;
  const points: Vec3[] = [];
  for (let i = 0; i + 2 < packed.length; i += 3) {
    const p: Vec3 = [packed[i], packed[i + 1], packed[i + 2]];
    const known = points.some(
      (q) => Math.abs(q[0] - p[0]) <= epsilon && Math.abs(q[1] - p[1]) <= epsilon && Math.abs(q[2] - p[2]) <= epsilon,
    );
    if (!known) points.push(p);
  }
  if (points.length < 4) throw new RangeError(`Convex hull needs four distinct points, got ${points.length}.`);
  return { points, epsilon };
}

/** Outward directions to start from, each with an axis across it. */
const STARTS: readonly (readonly [Vec3, Vec3])[] = [
  [
    [-1, 0, 0],
    [0, 1, 0],
  ],
  [
    [0, -1, 0],
    [0, 0, 1],
  ],
  [
    [0, 0, -1],
    [1, 0, 0],
  ],
  [
    [1, 0, 0],
    [0, 0, 1],
  ],
  [
    [0, 1, 0],
    [1, 0, 0],
  ],
  [
    [0, 0, 1],
    [0, 1, 0],
  ],
];

/** A face to start from. The first plane may come to rest on a sliver that is within rounding of a line: then the next. */
function firstFace(cloud: Cloud): Face {
  for (const [normal, axis] of STARTS) {
    const face = faceTowards(cloud, normal, axis);
    if (face !== null) return face;
  }
  throw new RangeError('Convex hull needs points with volume, these lie on one line.');
}

/** Starts on the plane that is outermost along `normal` and turns it about what it touches until it rests on a face. */
function faceTowards(cloud: Cloud, outward: Vec3, across: Vec3): Face | null {
  let normal = outward;
  let axis = across;
  let origin = cloud.points[0];
  for (const p of cloud.points) if (dot(p, normal) > dot(origin, normal)) origin = p;
  for (let turn = 0; turn < 3; turn++) {
    const touched = onPlane(cloud, origin, normal);
    const loop = flatHull(cloud, touched, normal);
    if (loop.length >= 3) return faceOf(cloud, loop);
    if (loop.length === 2) {
      origin = cloud.points[loop[0]];
      const span = sub(cloud.points[loop[1]], origin);
      axis = scale(span, 1 / length(span));
    }
    const next = supportingNormal(cloud, origin, axis, normal);
    if (next === null) return null;
    normal = next;
  }
  return null;
}

/** The face across the edge u → v of a face with normal `normal`. */
function turnAbout(cloud: Cloud, u: number, v: number, normal: Vec3): Face | null {
  const origin = cloud.points[u];
  const span = sub(cloud.points[v], origin);
  const next = supportingNormal(cloud, origin, scale(span, 1 / length(span)), normal);
  if (next === null) return null;
  const loop = flatHull(cloud, onPlane(cloud, origin, next), next);
  return loop.length >= 3 ? faceOf(cloud, loop) : null;
}

/** Normal of the supporting plane through the line `origin` + t `axis` met first when turning away from `normal`. */
function supportingNormal(cloud: Cloud, origin: Vec3, axis: Vec3, normal: Vec3): Vec3 | null {
  const away = cross(axis, normal);
  const [ox, oy, oz] = origin;
  const [ax, ay, az] = away;
  const [nx, ny, nz] = normal;
  let angle = Infinity;
  let upperEnd = Infinity;
  for (const p of cloud.points) {
    const dx = p[0] - ox;
    const dy = p[1] - oy;
    const dz = p[2] - oz;
    const x = dx * ax + dy * ay + dz * az;
    const down = Math.max(0, -(dx * nx + dy * ny + dz * nz));
    const radius = Math.hypot(x, down);
    if (radius <= 10 * cloud.epsilon) continue;
    // The angle is known to epsilon / radius. The least upper end lets points far from the axis say where the plane
    // is, and leaves none further above it than epsilon; with the least angle, short edges tilt the faces next to them.
    const here = Math.atan2(down, x);
    if (here + cloud.epsilon / radius >= upperEnd) continue;
    upperEnd = here + cloud.epsilon / radius;
    angle = here;
  }
  if (angle === Infinity) return null;
  const inPlane = sub(scale(away, Math.cos(angle)), scale(normal, Math.sin(angle)));
  const result = cross(inPlane, axis);
  return scale(result, 1 / length(result));
}

function onPlane(cloud: Cloud, origin: Vec3, normal: Vec3): number[] {
  const [ox, oy, oz] = origin;
  const [nx, ny, nz] = normal;
  const result: number[] = [];
  for (let i = 0; i < cloud.points.length; i++) {
    const p = cloud.points[i];
    const height = (p[0] - ox) * nx + (p[1] - oy) * ny + (p[2] - oz) * nz;
    if (Math.abs(height) <= 2 * cloud.epsilon) result.push(i);
  }
  return result;
}

/** Corners of the hull of coplanar points, counter-clockwise about `normal`; two for points on a line. */
function flatHull(cloud: Cloud, ids: readonly number[], normal: Vec3): number[] {
  const [nx, ny, nz] = normal.map(Math.abs);
  const seed: Vec3 = nx <= ny && nx <= nz ? [1, 0, 0] : ny <= nz ? [0, 1, 0] : [0, 0, 1];
  // An odd angle to the coordinate axes: points on a side across the sweep would sort by their rounding.
  const ex = transverse(cross(normal, seed), normal);
  const ey = cross(normal, ex);
  const flat = ids.map((id) => ({ id, x: dot(cloud.points[id], ex), y: dot(cloud.points[id], ey) }));
  flat.sort((p, q) => p.x - q.x || p.y - q.y);
  type Flat = (typeof flat)[number];
  // Height of b over the line a–c, positive when a, b, c turn left.
  const turn = (a: Flat, b: Flat, c: Flat) =>
    ((b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x)) / Math.max(1e-300, Math.hypot(c.x - a.x, c.y - a.y));
  const hull: Flat[] = [];
  for (const chain of [flat, [...flat].reverse()]) {
    const start = hull.length;
    for (const p of chain) {
      while (hull.length >= start + 2 && turn(hull[hull.length - 2], hull[hull.length - 1], p) <= cloud.epsilon)
        hull.pop();
      hull.push(p);
    }
    hull.pop();
  }
  if (hull.length === 0) return ids.slice(0, 1);
  // Rounding may have let a chain begin in the middle of a side.
  for (let i = 0; i < hull.length && hull.length > 2;) {
    const before = hull[(i + hull.length - 1) % hull.length];
    if (turn(before, hull[i], hull[(i + 1) % hull.length]) <= cloud.epsilon) hull.splice(i, 1);
    else i++;
  }
  return hull.map((p) => p.id);
}

const transverse = (v: Vec3, normal: Vec3): Vec3 =>
  sub(scale(v, Math.cos(0.7123)), scale(cross(v, normal), Math.sin(0.7123)));

/** Plane of a loop by the sum of its corner cross products, pushed out to the outermost point of all. */
function faceOf(cloud: Cloud, loop: number[]): Face {
  const a = cloud.points[loop[0]];
  let sum: Vec3 = [0, 0, 0];
  for (let i = 1; i + 1 < loop.length; i++) {
    const c = cross(sub(cloud.points[loop[i]], a), sub(cloud.points[loop[i + 1]], a));
    sum = [sum[0] + c[0], sum[1] + c[1], sum[2] + c[2]];
  }
  const normal = scale(sum, 1 / length(sum));
  let offset = -Infinity;
  for (const p of cloud.points) offset = Math.max(offset, dot(p, normal));
  return { loop, normal, offset, area: length(sum) / 2 };
}

function pack(points: readonly Vec3[], faces: readonly Face[]): HullFaces {
  const used = [...new Set(faces.flatMap((f) => f.loop))].sort((a, b) => a - b);
  const place = new Map(used.map((id, i) => [id, i]));
  return {
    vertices: Float64Array.from(used.flatMap((id) => points[id])),
    faces: faces.map((f) => f.loop.map((id) => place.get(id) as number)),
    planes: Float64Array.from(faces.flatMap((f) => [...f.normal, f.offset])),
  };
}
