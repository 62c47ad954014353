import type { ConvexBody } from '../core/geometry/convex.js';
import type { Vec3 } from '../core/geometry/vec3.js';

/** A convex polyhedron in its body's frame, flat arrays for the contact search. */
export interface Hull {
  /** [3 n] */
  readonly points: Float64Array;
  /** [faces + 1] where each face's corners begin in `faceVertices`. */
  readonly faceStart: Int32Array;
  /** Corners of all faces, counter-clockwise seen from outside; coplanar triangles are one face. */
  readonly faceVertices: Int32Array;
  /** [4 faces] outward unit normal and offset: n · p = offset on the face. */
  readonly planes: Float64Array;
  /** [4 edges] from vertex, to vertex, the face on the left, the face on the right (seen from outside). */
  readonly edges: Int32Array;
  /** Of a ball around all points. */
  readonly center: Vec3;
  readonly radius: number;
}

/** A hull where its body is now. */
export interface WorldHull {
  readonly hull: Hull;
  readonly points: Float64Array;
  readonly planes: Float64Array;
  /** [6] min xyz, max xyz */
  readonly box: Float64Array;
}

/** Flat arrays of a convex body, in its frame. */
export function hullOf(body: ConvexBody): Hull {
  const faceStart = new Int32Array(body.faces.length + 1);
  const leftOf = new Map<number, number>();
  const count = body.vertices.length / 3;
  body.faces.forEach((loop, face) => {
    faceStart[face + 1] = faceStart[face] + loop.length;
    for (let i = 0; i < loop.length; i++) leftOf.set(loop[i] * count + loop[(i + 1) % loop.length], face);
  });
  const edges: number[] = [];
  for (let e = 0; e < body.edges.length; e += 2) {
    const from = body.edges[e];
    const to = body.edges[e + 1];
    const left = leftOf.get(from * count + to);
    const right = leftOf.get(to * count + from);
    // An edge that rounding left with one face spans no axis; its face still counts.
    if (left !== undefined && right !== undefined) edges.push(from, to, left, right);
  }
  return {
    points: body.vertices,
    faceStart,
    faceVertices: Int32Array.from(body.faces.flat()),
    planes: body.planes,
    edges: Int32Array.from(edges),
    center: body.center,
    radius: body.radius,
  };
}

/** The same hull with points and planes in arrays that `moveHull` fills. */
export function createWorldHull(hull: Hull): WorldHull {
  return {
    hull,
    points: new Float64Array(hull.points.length),
    planes: new Float64Array(hull.planes.length),
    box: new Float64Array(6),
  };
}

/**
 * Writes a hull's world points, planes and box.
 *
 * @param r [9] rotation of the body, row-major
 * @param x, y, z position of the body
 */
export function moveHull(target: WorldHull, r: Float64Array, x: number, y: number, z: number): void {
  const { hull, points, planes, box } = target;
  box.fill(Infinity, 0, 3);
  box.fill(-Infinity, 3, 6);
  for (let i = 0; i < points.length; i += 3) {
    const px = hull.points[i];
    const py = hull.points[i + 1];
    const pz = hull.points[i + 2];
    points[i] = r[0] * px + r[1] * py + r[2] * pz + x;
    points[i + 1] = r[3] * px + r[4] * py + r[5] * pz + y;
    points[i + 2] = r[6] * px + r[7] * py + r[8] * pz + z;
    for (let axis = 0; axis < 3; axis++) {
      const value = points[i + axis];
      if (value < box[axis]) box[axis] = value;
      if (value > box[axis + 3]) box[axis + 3] = value;
    }
  }
  for (let f = 0; f < planes.length; f += 4) {
    const nx = hull.planes[f];
    const ny = hull.planes[f + 1];
    const nz = hull.planes[f + 2];
    planes[f] = r[0] * nx + r[1] * ny + r[2] * nz;
    planes[f + 1] = r[3] * nx + r[4] * ny + r[5] * nz;
    planes[f + 2] = r[6] * nx + r[7] * ny + r[8] * nz;
    planes[f + 3] = hull.planes[f + 3] + planes[f] * x + planes[f + 1] * y + planes[f + 2] * z;
  }
}
