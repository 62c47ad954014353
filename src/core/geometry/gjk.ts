import type { ConvexBody } from './convex.js';

/** Relative gap between upper and lower bound at which GJK stops. */
const GJK_GAP = 1e-12;
const GJK_ROUNDS = 64;

/** Below this part of the bodies' size a GJK distance is left to the axes, which stay exact at contact. */
const TOUCHING = 1e-9;

/** Points of the Minkowski difference B − A, relative to the difference of the centres. */
const simplex = new Float64Array(12);
const simplexA = new Int32Array(4);
const simplexB = new Int32Array(4);
let corners = 0;
/** Point of the simplex nearest to the origin. */
const nearest = new Float64Array(3);

/**
 * Distance of two convex bodies by their corners alone (Gilbert, Johnson & Keerthi 1988).
 *
 * @param limit a lower bound above this ends the search
 * @param dx dx, dy, dz: center of `b` minus center of `a`
 * @returns distance; some lower bound above `limit` as soon as one is known; 0 when overlapping or all but touching
 */
export function gjkDistance(a: ConvexBody, b: ConvexBody, limit: number, dx: number, dy: number, dz: number): number {
  // Relative to the centres, so that bodies far from the origin lose no digits.
  const [ax, ay, az] = a.center;
  const [bx, by, bz] = b.center;
  const size = a.radius + b.radius;
  let vx = dx;
  let vy = dy;
  let vz = dz;
  if (vx === 0 && vy === 0 && vz === 0) return 0;
  let squared = Infinity;
  corners = 0;
  for (let round = 0; round < GJK_ROUNDS; round++) {
    const i = furthest(a.vertices, vx, vy, vz);
    const j = furthest(b.vertices, -vx, -vy, -vz);
    const wx = b.vertices[j] - bx - (a.vertices[i] - ax) + dx;
    const wy = b.vertices[j + 1] - by - (a.vertices[i + 1] - ay) + dy;
    const wz = b.vertices[j + 2] - bz - (a.vertices[i + 2] - az) + dz;
    const lower = vx * wx + vy * wy + vz * wz;
    const norm = Math.sqrt(vx * vx + vy * vy + vz * vz);
    if (lower > limit * norm) return lower / norm;
    if (squared < Infinity && (squared - lower <= GJK_GAP * squared || inSimplex(i, j))) break;
    simplexA[corners] = i;
    simplexB[corners] = j;
    simplex[3 * corners] = wx;
    simplex[3 * corners + 1] = wy;
    simplex[3 * corners + 2] = wz;
    corners++;
    if (!reduce()) return 0;
    const next = nearest[0] * nearest[0] + nearest[1] * nearest[1] + nearest[2] * nearest[2];
    if (next <= TOUCHING * TOUCHING * size * size) return 0;
    // Rounding has the last word on what cannot be improved.
    if (next >= squared) break;
    squared = next;
    vx = nearest[0];
    vy = nearest[1];
    vz = nearest[2];
  }
  return Math.sqrt(squared);
}

function inSimplex(i: number, j: number): boolean {
  for (let k = 0; k < corners; k++) if (simplexA[k] === i && simplexB[k] === j) return true;
  return false;
}

/** Offset of the vertex furthest along a direction. */
function furthest(vertices: Float64Array, x: number, y: number, z: number): number {
  let best = 0;
  let value = -Infinity;
  for (let i = 0; i < vertices.length; i += 3) {
    const d = vertices[i] * x + vertices[i + 1] * y + vertices[i + 2] * z;
    if (d > value) {
      value = d;
      best = i;
    }
  }
  return best;
}

/** Sets `nearest` and drops the corners it does not need. @returns false when the origin is inside */
function reduce(): boolean {
  if (corners === 1) {
    nearest[0] = simplex[0];
    nearest[1] = simplex[1];
    nearest[2] = simplex[2];
    return true;
  }
  bestSquared = Infinity;
  if (corners === 2) {
    trySegment(0, 1);
  } else if (corners === 3) {
    tryTriangle(0, 1, 2);
  } else {
    let outside = false;
    if (originBeyond(0, 1, 2, 3)) {
      outside = true;
      tryTriangle(0, 1, 2);
    }
    if (originBeyond(0, 1, 3, 2)) {
      outside = true;
      tryTriangle(0, 1, 3);
    }
    if (originBeyond(0, 2, 3, 1)) {
      outside = true;
      tryTriangle(0, 2, 3);
    }
    if (originBeyond(1, 2, 3, 0)) {
      outside = true;
      tryTriangle(1, 2, 3);
    }
    if (!outside) return false;
  }
  nearest.set(bestPoint);
  let kept = 0;
  for (let k = 0; k < corners; k++) {
    if ((bestCorners & (1 << k)) === 0) continue;
    simplexA[kept] = simplexA[k];
    simplexB[kept] = simplexB[k];
    simplex.copyWithin(3 * kept, 3 * k, 3 * k + 3);
    kept++;
  }
  corners = kept;
  return true;
}

let bestSquared = Infinity;
let bestCorners = 0;
const bestPoint = new Float64Array(3);

function offer(x: number, y: number, z: number, cornerBits: number): void {
  const d = x * x + y * y + z * z;
  if (d >= bestSquared) return;
  bestSquared = d;
  bestCorners = cornerBits;
  bestPoint[0] = x;
  bestPoint[1] = y;
  bestPoint[2] = z;
}

function trySegment(i: number, j: number): void {
  const s = simplex;
  const p = 3 * i;
  const q = 3 * j;
  const ex = s[q] - s[p];
  const ey = s[q + 1] - s[p + 1];
  const ez = s[q + 2] - s[p + 2];
  const t = -(s[p] * ex + s[p + 1] * ey + s[p + 2] * ez) / (ex * ex + ey * ey + ez * ez);
  if (t > 0 && t < 1) offer(s[p] + t * ex, s[p + 1] + t * ey, s[p + 2] + t * ez, (1 << i) | (1 << j));
  else if (t >= 1) offer(s[q], s[q + 1], s[q + 2], 1 << j);
  else offer(s[p], s[p + 1], s[p + 2], 1 << i);
}

function tryTriangle(i: number, j: number, k: number): void {
  const s = simplex;
  const [a, b, c] = [3 * i, 3 * j, 3 * k];
  const ux = s[b] - s[a];
  const uy = s[b + 1] - s[a + 1];
  const uz = s[b + 2] - s[a + 2];
  const vx = s[c] - s[a];
  const vy = s[c + 1] - s[a + 1];
  const vz = s[c + 2] - s[a + 2];
  const nx = uy * vz - uz * vy;
  const ny = uz * vx - ux * vz;
  const nz = ux * vy - uy * vx;
  const nn = nx * nx + ny * ny + nz * nz;
  const uu = ux * ux + uy * uy + uz * uz;
  const vv = vx * vx + vy * vy + vz * vz;
  if (nn > 1e-28 * uu * vv) {
    // Barycentric coordinates of the origin's foot on the plane.
    const ax = -s[a];
    const ay = -s[a + 1];
    const az = -s[a + 2];
    const beta = ((ay * vz - az * vy) * nx + (az * vx - ax * vz) * ny + (ax * vy - ay * vx) * nz) / nn;
    const gamma = ((uy * az - uz * ay) * nx + (uz * ax - ux * az) * ny + (ux * ay - uy * ax) * nz) / nn;
    if (beta > 0 && gamma > 0 && beta + gamma < 1) {
      const h = (s[a] * nx + s[a + 1] * ny + s[a + 2] * nz) / nn;
      offer(h * nx, h * ny, h * nz, (1 << i) | (1 << j) | (1 << k));
      return;
    }
  }
  trySegment(i, j);
  trySegment(i, k);
  trySegment(j, k);
}

/** Whether the plane through corners i, j, k has the origin on the other side than corner l (or knows no sides). */
function originBeyond(i: number, j: number, k: number, l: number): boolean {
  const s = simplex;
  const [a, b, c, d] = [3 * i, 3 * j, 3 * k, 3 * l];
  const ux = s[b] - s[a];
  const uy = s[b + 1] - s[a + 1];
  const uz = s[b + 2] - s[a + 2];
  const vx = s[c] - s[a];
  const vy = s[c + 1] - s[a + 1];
  const vz = s[c + 2] - s[a + 2];
  const nx = uy * vz - uz * vy;
  const ny = uz * vx - ux * vz;
  const nz = ux * vy - uy * vx;
  const origin = -(s[a] * nx + s[a + 1] * ny + s[a + 2] * nz);
  const fourth = (s[d] - s[a]) * nx + (s[d + 1] - s[a + 1]) * ny + (s[d + 2] - s[a + 2]) * nz;
  const n = Math.sqrt(nx * nx + ny * ny + nz * nz);
  const flat = Math.abs(fourth) <= 1e-13 * n * Math.hypot(s[d] - s[a], s[d + 1] - s[a + 1], s[d + 2] - s[a + 2]);
  return flat || origin * fourth < 0;
}
