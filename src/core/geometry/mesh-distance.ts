import type { BoxTree } from './box-tree.js';
import { nearestPoints, trianglesCloserThan } from './triangle-distance.js';
import type { Vec3 } from './vec3.js';

export interface MeshDistance {
  /** 0 when triangles intersect; Infinity when nothing is nearer than the upper bound. */
  readonly distance: number;
  /** Nearest points of each mesh (of several equally near pairs, one); NaN when `distance` is Infinity. */
  readonly pointA: Vec3;
  readonly pointB: Vec3;
}

export interface MeshDistanceOptions {
  /** Nothing at this distance or further is looked for: a caller who asks "nearer than 0.4?" pays for no more. */
  readonly upperBound?: number;
}

const NOWHERE: Vec3 = [NaN, NaN, NaN];

/** Pairs of nodes left to visit and their squared box distances; trees are at most some ninety levels deep. */
const pairs = new Int32Array(1024);
const gaps = new Float64Array(512);

/**
 * Least distance between the surfaces of two meshes in one frame, exact in float64 (two trees walked together,
 * near pairs first). A mesh wholly inside another without touching is at the distance of the surfaces: whether it is
 * inside, `isInsideMesh` knows.
 */
export function meshDistance(a: BoxTree, b: BoxTree, options: MeshDistanceOptions = {}): MeshDistance {
  const upperBound = options.upperBound ?? Infinity;
  const bound = upperBound * upperBound;
  let best = bound;
  let pointA = NOWHERE;
  let pointB = NOWHERE;
  guessLine(a.bounds, b.bounds);
  gaps[0] = boxGap(a, 0, b, 0);
  pairs[0] = 0;
  pairs[1] = 0;
  let top = 1;
  while (top > 0) {
    top--;
    if (gaps[top] >= best) continue;
    const i = pairs[2 * top];
    const j = pairs[2 * top + 1];
    const countA = a.links[2 * i + 1];
    const countB = b.links[2 * j + 1];
    if (countA > 0 && countB > 0) {
      const firstA = a.links[2 * i];
      const firstB = b.links[2 * j];
      for (let s = firstA; s < firstA + countA; s++) {
        for (let t = firstB; t < firstB + countB; t++) {
          const d = trianglesCloserThan(a.corners, 9 * s, a.normals, b.corners, 9 * t, b.normals, best);
          if (d >= best) continue;
          best = d;
          pointA = [nearestPoints[0], nearestPoints[1], nearestPoints[2]];
          pointB = [nearestPoints[3], nearestPoints[4], nearestPoints[5]];
        }
      }
      if (best === 0) break;
      continue;
    }
    const splitA = countB > 0 || (countA === 0 && boxSize(a, i) >= boxSize(b, j));
    const left = splitA ? i + 1 : j + 1;
    const right = splitA ? a.links[2 * i] : b.links[2 * j];
    const gapLeft = splitA ? boxGap(a, left, b, j) : boxGap(a, i, b, left);
    const gapRight = splitA ? boxGap(a, right, b, j) : boxGap(a, i, b, right);
    const leftFirst = gapLeft <= gapRight;
    top = push(top, splitA, i, j, leftFirst ? right : left, leftFirst ? gapRight : gapLeft, best);
    top = push(top, splitA, i, j, leftFirst ? left : right, leftFirst ? gapLeft : gapRight, best);
  }
  return best < bound
    ? { distance: Math.sqrt(best), pointA, pointB }
    : { distance: Infinity, pointA: NOWHERE, pointB: NOWHERE };
}

/**
 * Distance from a point to the nearest triangle, and the point there.
 *
 * @param upperBound nothing at this distance or further is looked for; `distance` is Infinity and `point` NaN then
 */
export function pointMeshDistance(tree: BoxTree, p: Vec3, upperBound = Infinity): { distance: number; point: Vec3 } {
  const bound = upperBound * upperBound;
  let best = bound;
  let point = NOWHERE;
  // A triangle shrunk to a point: its edges and corners are all of it.
  for (let k = 0; k < 9; k++) pointCorners[k] = p[k % 3];
  guessLine(tree.bounds, { min: p, max: p });
  gaps[0] = pointGap(tree, 0, p);
  pairs[0] = 0;
  let top = 1;
  while (top > 0) {
    top--;
    if (gaps[top] >= best) continue;
    const node = pairs[top];
    const count = tree.links[2 * node + 1];
    if (count > 0) {
      const first = tree.links[2 * node];
      for (let s = first; s < first + count; s++) {
        const d = trianglesCloserThan(tree.corners, 9 * s, tree.normals, pointCorners, 0, NO_NORMAL, best);
        if (d >= best) continue;
        best = d;
        point = [nearestPoints[0], nearestPoints[1], nearestPoints[2]];
      }
      continue;
    }
    const left = node + 1;
    const right = tree.links[2 * node];
    const gapLeft = pointGap(tree, left, p);
    const gapRight = pointGap(tree, right, p);
    const leftFirst = gapLeft <= gapRight;
    pairs[top] = leftFirst ? right : left;
    gaps[top++] = leftFirst ? gapRight : gapLeft;
    pairs[top] = leftFirst ? left : right;
    gaps[top++] = leftFirst ? gapLeft : gapRight;
  }
  return best < bound ? { distance: Math.sqrt(best), point } : { distance: Infinity, point: NOWHERE };
}

const pointCorners = new Float64Array(9);
const NO_NORMAL = new Float64Array(3);

/** First guess of the line between the nearest points. Without it the last digit would depend on the call before. */
function guessLine(a: BoxTree['bounds'], b: BoxTree['bounds']): void {
  for (let k = 0; k < 3; k++) {
    nearestPoints[k] = (a.min[k] + a.max[k]) / 2;
    nearestPoints[3 + k] = (b.min[k] + b.max[k]) / 2;
  }
}

function push(top: number, splitA: boolean, i: number, j: number, child: number, gap: number, best: number): number {
  if (gap >= best) return top;
  pairs[2 * top] = splitA ? child : i;
  pairs[2 * top + 1] = splitA ? j : child;
  gaps[top] = gap;
  return top + 1;
}

/** Squared distance between two boxes. */
function boxGap(a: BoxTree, i: number, b: BoxTree, j: number): number {
  const p = a.boxes;
  const q = b.boxes;
  const m = 6 * i;
  const n = 6 * j;
  const x = Math.max(0, p[m] - q[n + 3], q[n] - p[m + 3]);
  const y = Math.max(0, p[m + 1] - q[n + 4], q[n + 1] - p[m + 4]);
  const z = Math.max(0, p[m + 2] - q[n + 5], q[n + 2] - p[m + 5]);
  return x * x + y * y + z * z;
}

function pointGap(tree: BoxTree, node: number, p: Vec3): number {
  const q = tree.boxes;
  const n = 6 * node;
  const x = Math.max(0, q[n] - p[0], p[0] - q[n + 3]);
  const y = Math.max(0, q[n + 1] - p[1], p[1] - q[n + 4]);
  const z = Math.max(0, q[n + 2] - p[2], p[2] - q[n + 5]);
  return x * x + y * y + z * z;
}

function boxSize(tree: BoxTree, node: number): number {
  const b = tree.boxes;
  const n = 6 * node;
  return b[n + 3] - b[n] + b[n + 4] - b[n + 1] + b[n + 5] - b[n + 2];
}
