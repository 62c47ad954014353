import { buildBoxTree, raycast } from '../../geometry/box-tree.js';
import { buildConvexBody, containsPoint, convexVolume } from '../../geometry/convex.js';
import { isInsideMesh, windingNumber } from '../../geometry/point-in-mesh.js';
import { bounds, type TriangleMesh } from '../../geometry/mesh.js';
import type { Vec3 } from '../../geometry/vec3.js';
import { isClosed } from './is-closed.js';

/** SPEC §4: a point belongs to the cavity when this share of rays from it meets the object within its diagonal. */
const ENCLOSED = 0.6;
const RAYS = 64;
/** SPEC §4: pieces smaller than this share of the convex hull are no cavity. */
const MIN_SHARE = 0.05;
/** Voxels along the longest side at most: finer ones would cost more than they tell. */
const MOST_VOXELS = 36;

export interface FoundCavity {
  /** Closed, faces outward: the outside of the voxels. */
  readonly mesh: TriangleMesh;
  /** Axis direction in which most free rays leave. */
  readonly opening: Vec3;
}

/**
 * The space a mesh holds, for objects whose cavity nobody authored: C_B of SPEC §4, voxel by voxel.
 *
 * @param mesh object frame, +Z up
 * @param voxel side of a voxel, metres; coarser for things of more than 36 voxels
 * @returns the largest piece; null when there is none, or when it opens downwards and so holds nothing (under a table)
 */
export function findCavity(mesh: TriangleMesh, voxel: number): FoundCavity | null {
  const { min, max } = bounds(mesh.positions);
  const size = [0, 1, 2].map((k) => max[k] - min[k]);
  const side = Math.max(voxel, Math.max(...size) / MOST_VOXELS);
  const count = size.map((s) => Math.max(1, Math.ceil(s / side))) as [number, number, number];
  const origin = [0, 1, 2].map((k) => (min[k] + max[k] - count[k] * side) / 2) as unknown as Vec3;
  const hull = buildConvexBody(Float64Array.from(mesh.positions));
  const tree = buildBoxTree(Float64Array.from(mesh.positions), mesh.indices);
  const isSolid = isClosed(mesh)
    ? (p: Vec3) => isInsideMesh(tree, p)
    : (p: Vec3) => Math.abs(windingNumber(tree, p)) > 0.5;
  const reach = Math.hypot(...size);
  const rays = fibonacciSphere(RAYS);
  const isCavity = new Uint8Array(count[0] * count[1] * count[2]);
  const at = (i: number, j: number, k: number) => (k * count[1] + j) * count[0] + i;
  const free = new Map<number, Vec3>();
  for (let k = 0; k < count[2]; k++) {
    for (let j = 0; j < count[1]; j++) {
      for (let i = 0; i < count[0]; i++) {
        const p: Vec3 = [origin[0] + (i + 0.5) * side, origin[1] + (j + 0.5) * side, origin[2] + (k + 0.5) * side];
        if (!containsPoint(hull, p) || isSolid(p)) continue;
        let hits = 0;
        const out: [number, number, number] = [0, 0, 0];
        for (const ray of rays) {
          if (raycast(tree, p, ray, reach) !== null) hits++;
          else for (let axis = 0; axis < 3; axis++) out[axis] += ray[axis];
        }
        if (hits < ENCLOSED * RAYS) continue;
        isCavity[at(i, j, k)] = 1;
        free.set(at(i, j, k), out);
      }
    }
  }
  const piece = largestPiece(isCavity, count);
  if (piece.length * side ** 3 < MIN_SHARE * convexVolume(hull)) return null;
  const out: [number, number, number] = [0, 0, 0];
  for (const cell of piece) for (let axis = 0; axis < 3; axis++) out[axis] += (free.get(cell) as Vec3)[axis];
  const opening = nearestAxis(out);
  return opening[2] < 0 ? null : { mesh: skinOf(new Set(piece), count, origin, side), opening };
}

/** Even directions: a Fibonacci spiral. */
function fibonacciSphere(n: number): Vec3[] {
  const turn = Math.PI * (3 - Math.sqrt(5));
  return Array.from({ length: n }, (_, k): Vec3 => {
    const z = 1 - (2 * k + 1) / n;
    const r = Math.sqrt(1 - z * z);
    return [r * Math.cos(turn * k), r * Math.sin(turn * k), z];
  });
}

function largestPiece(isCavity: Uint8Array, [nx, ny, nz]: readonly [number, number, number]): number[] {
  const seen = new Uint8Array(isCavity.length);
  let best: number[] = [];
  for (let start = 0; start < isCavity.length; start++) {
    if (!isCavity[start] || seen[start]) continue;
    const piece = [start];
    seen[start] = 1;
    for (let n = 0; n < piece.length; n++) {
      const [i, j, k] = [piece[n] % nx, Math.floor(piece[n] / nx) % ny, Math.floor(piece[n] / (nx * ny))];
      const next = [
        i > 0 ? piece[n] - 1 : -1,
        i + 1 < nx ? piece[n] + 1 : -1,
        j > 0 ? piece[n] - nx : -1,
        j + 1 < ny ? piece[n] + nx : -1,
        k > 0 ? piece[n] - nx * ny : -1,
        k + 1 < nz ? piece[n] + nx * ny : -1,
      ];
      for (const cell of next) {
        if (cell < 0 || !isCavity[cell] || seen[cell]) continue;
        seen[cell] = 1;
        piece.push(cell);
      }
    }
    if (piece.length > best.length) best = piece;
  }
  return best;
}

/** Corners of a voxel's six sides, counter-clockwise from outside, by the neighbour they face. */
const SIDES: readonly { readonly to: Vec3; readonly corners: readonly Vec3[] }[] = [
  {
    to: [-1, 0, 0],
    corners: [
      [0, 0, 0],
      [0, 0, 1],
      [0, 1, 1],
      [0, 1, 0],
    ],
  },
  {
    to: [1, 0, 0],
    corners: [
      [1, 0, 0],
      [1, 1, 0],
      [1, 1, 1],
      [1, 0, 1],
    ],
  },
  {
    to: [0, -1, 0],
    corners: [
      [0, 0, 0],
      [1, 0, 0],
      [1, 0, 1],
      [0, 0, 1],
    ],
  },
  {
    to: [0, 1, 0],
    corners: [
      [0, 1, 0],
      [0, 1, 1],
      [1, 1, 1],
      [1, 1, 0],
    ],
  },
  {
    to: [0, 0, -1],
    corners: [
      [0, 0, 0],
      [0, 1, 0],
      [1, 1, 0],
      [1, 0, 0],
    ],
  },
  {
    to: [0, 0, 1],
    corners: [
      [0, 0, 1],
      [1, 0, 1],
      [1, 1, 1],
      [0, 1, 1],
    ],
  },
];

function skinOf(
  cells: ReadonlySet<number>,
  [nx, ny, nz]: readonly [number, number, number],
  origin: Vec3,
  side: number,
): TriangleMesh {
  const positions: number[] = [];
  const indices: number[] = [];
  const known = new Map<number, number>();
  const corner = (i: number, j: number, k: number): number => {
    const key = (k * (ny + 1) + j) * (nx + 1) + i;
    let index = known.get(key);
    if (index === undefined) {
      index = positions.length / 3;
      known.set(key, index);
      positions.push(origin[0] + i * side, origin[1] + j * side, origin[2] + k * side);
    }
    return index;
  };
  for (const cell of [...cells].sort((a, b) => a - b)) {
    const [i, j, k] = [cell % nx, Math.floor(cell / nx) % ny, Math.floor(cell / (nx * ny))];
    for (const { to, corners } of SIDES) {
      const [u, v, w] = [i + to[0], j + to[1], k + to[2]];
      const inside = u >= 0 && v >= 0 && w >= 0 && u < nx && v < ny && w < nz;
      if (inside && cells.has((w * ny + v) * nx + u)) continue;
      const [a, b, c, d] = corners.map(([x, y, z]) => corner(i + x, j + y, k + z));
      indices.push(a, b, c, a, c, d);
    }
  }
  return { positions: Float32Array.from(positions), indices: Uint32Array.from(indices) };
}

function nearestAxis(v: Vec3): Vec3 {
  let axis = 2;
  for (const k of [1, 0]) if (Math.abs(v[k]) > Math.abs(v[axis])) axis = k;
  const sign = v[axis] < 0 ? -1 : 1;
  return [axis === 0 ? sign : 0, axis === 1 ? sign : 0, axis === 2 ? sign : 0];
}
