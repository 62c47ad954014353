import { buildBoxTree } from '../core/geometry/box-tree.js';
import { buildConvexBody, containsPoint, type ConvexBody } from '../core/geometry/convex.js';
import type { TriangleMesh } from '../core/geometry/mesh.js';
import { pointMeshDistance } from '../core/geometry/mesh-distance.js';
import { isInsideMesh, windingNumber } from '../core/geometry/point-in-mesh.js';
import type { Vec3 } from '../core/geometry/vec3.js';
import { weld } from '../core/assets/derive/weld.js';
import { decompose } from './decompose.js';
import { hullCorners, solidOf } from './solids.js';

/** A bowl of ours has 25, a vase 80. */
const MOST_PARTS = 96;

/** Of an open mesh, what is surrounded by this share of all directions counts as within. */
const WITHIN = 0.3;

export interface ColliderParts {
  readonly parts: readonly (readonly Vec3[])[];
  /** Furthest the parts stick out of the mesh, metres: of their faces' middles and edges'. */
  readonly outside: number;
  /** Furthest a vertex of the mesh sticks out of the parts, metres. */
  readonly inside: number;
  readonly notes: readonly string[];
}

/**
 * Convex parts to collide with. A closed mesh is cut into nearly convex pieces; an open one has no inside to cut, so
 * each of its connected pieces gets its hull.
 */
export async function colliderParts(mesh: TriangleMesh): Promise<ColliderParts> {
  const solid = await solidOf(mesh);
  const notes: string[] = [];
  let parts: Vec3[][];
  if (solid) {
    parts = decompose(solid, MOST_PARTS);
    solid.delete();
  } else {
    parts = await hullsOfPieces(mesh, MOST_PARTS);
    notes.push('Its mesh is not closed: it collides as the convex hull of each of its pieces.');
  }
  return {
    parts,
    ...measureFit(
      mesh,
      parts.map((corners) => buildConvexBody(corners)),
      solid !== null,
    ),
    notes,
  };
}

/** Hulls of the connected pieces with the longest extents; flat ones have none. */
async function hullsOfPieces({ positions, indices }: TriangleMesh, most: number): Promise<Vec3[][]> {
  const same = weld(positions);
  const parent = Uint32Array.from({ length: same.length }, (_, v) => v);
  const rootOf = (v: number): number => {
    while (parent[v] !== v) v = parent[v] = parent[parent[v]];
    return v;
  };
  for (let t = 0; t < indices.length; t += 3) {
    const root = rootOf(same[indices[t]]);
    for (const k of [1, 2]) parent[rootOf(same[indices[t + k]])] = root;
  }
  const pieces = new Map<number, Vec3[]>();
  for (const v of new Set(indices)) {
    const root = rootOf(same[v]);
    const piece = pieces.get(root);
    const p: Vec3 = [positions[3 * v], positions[3 * v + 1], positions[3 * v + 2]];
    if (piece) piece.push(p);
    else pieces.set(root, [p]);
  }
  const hulls = await Promise.all([...pieces.values()].map((points) => hullCorners(points)));
  return hulls
    .filter((hull) => hull !== null)
    .sort((a, b) => b.volume - a.volume)
    .slice(0, most)
    .map(({ corners }) => corners);
}

function measureFit(mesh: TriangleMesh, bodies: readonly ConvexBody[], closed: boolean) {
  const tree = buildBoxTree(Float64Array.from(mesh.positions), mesh.indices);
  let outside = 0;
  for (const { vertices, faces } of bodies) {
    const at = (i: number): Vec3 => [vertices[3 * i], vertices[3 * i + 1], vertices[3 * i + 2]];
    for (const face of faces) {
      const corners = face.map(at);
      const middle = [0, 1, 2].map((k) => corners.reduce((sum, p) => sum + p[k], 0) / corners.length);
      const samples = [
        middle as unknown as Vec3,
        ...corners.map((p, i): Vec3 => {
          const q = corners[(i + 1) % corners.length];
          return [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2, (p[2] + q[2]) / 2];
        }),
      ];
      for (const p of samples) {
        if (closed ? isInsideMesh(tree, p) : Math.abs(windingNumber(tree, p)) > WITHIN) continue;
        outside = Math.max(outside, pointMeshDistance(tree, p).distance);
      }
    }
  }
  let inside = 0;
  for (let v = 0; v < mesh.positions.length; v += 3) {
    const p: Vec3 = [mesh.positions[v], mesh.positions[v + 1], mesh.positions[v + 2]];
    if (bodies.some((body) => containsPoint(body, p))) continue;
    inside = Math.max(inside, Math.min(...bodies.map((body) => heightOver(body, p))));
  }
  return { outside, inside };
}

/** How far a point lies outside the plane of the face it is furthest outside of: at most its distance. */
function heightOver({ planes }: ConvexBody, p: Vec3): number {
  let most = -Infinity;
  for (let f = 0; f < planes.length; f += 4) {
    most = Math.max(most, planes[f] * p[0] + planes[f + 1] * p[1] + planes[f + 2] * p[2] - planes[f + 3]);
  }
  return Math.max(0, most);
}
