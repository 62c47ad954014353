import type { Pose } from './pose.js';
import { transformPoints } from './pose.js';
import { rotate, toMatrix } from './quat.js';
import { add, cross, dot, length, normalize, sub, type Vec3 } from './vec3.js';
import { hullFaces } from './convex-hull.js';

/** A convex polyhedron, in the frame its owner names. Everything a separation test wants stands ready. */
export interface ConvexBody {
  /** [3 v] corners, each of some face. */
  readonly vertices: Float64Array;
  /** Corner loops, counter-clockwise seen from outside; coplanar triangles are one face. */
  readonly faces: readonly (readonly number[])[];
  /** [2 e] corners, each edge once, in the order in which its first face walks it. */
  readonly edges: Uint32Array;
  /** [2 e] the two faces of each edge. */
  readonly edgeFaces: Uint32Array;
  /** [3 e] unit direction of each edge. */
  readonly edgeDirections: Float64Array;
  /** [4 f] outward unit normal n and offset d of each face: inside is n · p ≤ d. */
  readonly planes: Float64Array;
  /** [3 a] face normals, one of each parallel pair. */
  readonly normals: Float64Array;
  /** Middle of the bounding box as it was built; `radius` reaches every corner from here, `inradius` stays inside. */
  readonly center: Vec3;
  readonly radius: number;
  readonly inradius: number;
}

/** Normals closer than this (sine of the angle) count as parallel. */
const PARALLEL = 1e-7;

export { separation, separationBelow } from './separation.js';

/**
 * Convex hull of points, coplanar ones merged into polygonal faces.
 *
 * @param points four or more, not all in one plane; repeated and inner points are dropped
 * @throws RangeError for points without volume
 */
export function buildConvexBody(points: readonly Vec3[] | Float64Array): ConvexBody {
  const packed = points instanceof Float64Array ? points : Float64Array.from(points.flat());
  const hull = hullFaces(packed);

  const count = hull.vertices.length / 3;
  const at = (i: number): Vec3 => [hull.vertices[3 * i], hull.vertices[3 * i + 1], hull.vertices[3 * i + 2]];
  const normals = hull.faces.map((_, f): Vec3 => [hull.planes[4 * f], hull.planes[4 * f + 1], hull.planes[4 * f + 2]]);
  const faceOf = new Map<number, number>();
  hull.faces.forEach((face, f) => face.forEach((u, i) => faceOf.set(u * count + face[(i + 1) % face.length], f)));
  const edges: number[] = [];
  const edgeFaces: number[] = [];
  const edgeDirections: number[] = [];
  for (const [key, f] of faceOf) {
    const u = Math.floor(key / count);
    const v = key % count;
    const other = faceOf.get(v * count + u);
    if (other !== undefined && u > v) continue;
    edges.push(u, v);
    // A hull left open by rounding: the edge then has no other face, and spans no directions.
    edgeFaces.push(f, other ?? f);
    edgeDirections.push(...normalize(sub(at(v), at(u))));
  }

  const center = middleOf(hull.vertices);
  let radius = 0;
  for (let i = 0; i < count; i++) radius = Math.max(radius, length(sub(at(i), center)));
  let inradius = Infinity;
  normals.forEach((n, f) => (inradius = Math.min(inradius, hull.planes[4 * f + 3] - dot(n, center))));
  return {
    vertices: hull.vertices,
    faces: hull.faces,
    edges: Uint32Array.from(edges),
    edgeFaces: Uint32Array.from(edgeFaces),
    edgeDirections: Float64Array.from(edgeDirections),
    planes: hull.planes,
    normals: withoutParallels(normals),
    center,
    radius,
    // The middle of the box may lie outside a lopsided body.
    inradius: Math.max(0, inradius),
  };
}

/** The body moved by a pose: cheap, topology is shared. */
export function transformConvexBody(aFromB: Pose, body: ConvexBody): ConvexBody {
  const m = toMatrix(aFromB.orientation);
  const [tx, ty, tz] = aFromB.position;
  const planes = new Float64Array(body.planes.length);
  for (let f = 0; f < planes.length; f += 4) {
    rotateInto(m, body.planes, f, planes, f);
    planes[f + 3] = body.planes[f + 3] + planes[f] * tx + planes[f + 1] * ty + planes[f + 2] * tz;
  }
  return {
    vertices: transformPoints(aFromB, body.vertices),
    faces: body.faces,
    edges: body.edges,
    edgeFaces: body.edgeFaces,
    edgeDirections: rotateAll(m, body.edgeDirections),
    planes,
    normals: rotateAll(m, body.normals),
    center: add(rotate(aFromB.orientation, body.center), aFromB.position),
    radius: body.radius,
    inradius: body.inradius,
  };
}

/** Whether p is inside or within `tolerance` of the planes of all faces. */
export function containsPoint(body: ConvexBody, p: Vec3, tolerance = 1e-12): boolean {
  const { planes } = body;
  for (let f = 0; f < planes.length; f += 4) {
    if (planes[f] * p[0] + planes[f + 1] * p[1] + planes[f + 2] * p[2] > planes[f + 3] + tolerance) return false;
  }
  return true;
}

/** Volume, in cubic units of the vertices. */
export function convexVolume(body: ConvexBody): number {
  const { vertices, faces, center } = body;
  const at = (i: number): Vec3 => sub([vertices[3 * i], vertices[3 * i + 1], vertices[3 * i + 2]], center);
  let sum = 0;
  for (const face of faces) {
    const a = at(face[0]);
    for (let i = 1; i + 1 < face.length; i++) sum += dot(a, cross(at(face[i]), at(face[i + 1])));
  }
  return sum / 6;
}

function middleOf(vertices: Float64Array): Vec3 {
  const min = [Infinity, Infinity, Infinity];
  const max = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < vertices.length; i++) {
    min[i % 3] = Math.min(min[i % 3], vertices[i]);
    max[i % 3] = Math.max(max[i % 3], vertices[i]);
  }
  return [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2, (min[2] + max[2]) / 2];
}

/** The first of each set of parallel unit vectors, either way round. */
function withoutParallels(vectors: readonly Vec3[]): Float64Array {
  const kept: Vec3[] = [];
  for (const v of vectors) if (!kept.some((k) => length(cross(k, v)) < PARALLEL)) kept.push(v);
  return Float64Array.from(kept.flat());
}

function rotateInto(m: readonly number[], source: Float64Array, s: number, target: Float64Array, t: number): void {
  const x = source[s];
  const y = source[s + 1];
  const z = source[s + 2];
  target[t] = m[0] * x + m[1] * y + m[2] * z;
  target[t + 1] = m[3] * x + m[4] * y + m[5] * z;
  target[t + 2] = m[6] * x + m[7] * y + m[8] * z;
}

function rotateAll(m: readonly number[], vectors: Float64Array): Float64Array {
  const result = new Float64Array(vectors.length);
  for (let i = 0; i < vectors.length; i += 3) rotateInto(m, vectors, i, result, i);
  return result;
}
