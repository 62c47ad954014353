import type { ConvexBody } from './convex.js';
import { gjkDistance } from './gjk.js';

/**
 * Signed separation of two convex bodies: their distance, or minus the length of the shortest translation that
 * parts them (0 when they touch).
 *
 * Apart: GJK (Gilbert, Johnson & Keerthi 1988), exact on polyhedra to about 1e-12 of their size. Overlapping: the
 * least overlap along face normals and along cross products of edge pairs, which are all the face normals
 * the Minkowski difference can have.
 */
export function separation(a: ConvexBody, b: ConvexBody): number {
  return separationBelow(a, b, Infinity);
}

/**
 * As `separation`, but when the bodies are further apart than `limit` any value from `limit` up may come back:
 * for far pairs that costs a handful of operations.
 */
export function separationBelow(a: ConvexBody, b: ConvexBody, limit: number): number {
  const dx = b.center[0] - a.center[0];
  const dy = b.center[1] - a.center[1];
  const dz = b.center[2] - a.center[2];
  const spheres = Math.sqrt(dx * dx + dy * dy + dz * dz) - a.radius - b.radius;
  if (spheres > limit) return spheres;
  const apart = gjkDistance(a, b, limit, dx, dy, dz);
  return apart > 0 ? apart : axesSeparation(a, b, dx, dy, dz);
}

let leastOverlap = Infinity;

/** Largest separation over all axes; for overlapping bodies this is minus the penetration depth. */
function axesSeparation(a: ConvexBody, b: ConvexBody, dx: number, dy: number, dz: number): number {
  leastOverlap = Infinity;
  outermost.fill(0);
  for (let i = 0; i < a.normals.length; i += 3) {
    tryAxis(a, b, a.normals[i], a.normals[i + 1], a.normals[i + 2], dx, dy, dz);
  }
  for (let i = 0; i < b.normals.length; i += 3) {
    tryAxis(a, b, b.normals[i], b.normals[i + 1], b.normals[i + 2], dx, dy, dz);
  }
  tryEdgePairs(a, b, dx, dy, dz);
  return -leastOverlap;
}

/** Edge directions of one body along the face normals of the other, one edge at a time. */
let slopes = new Float64Array(64);

/** Slack of the sign tests below, so that edges and faces which meet at right angles are not lost to rounding. */
const GRAZING = 1e-9;

/**
 * Tries the normals of those edge pairs that make a face of the Minkowski difference: on the sphere of normals, the
 * arc between the faces of A's edge crosses the mirrored arc of B's (Gregorius, GDC 2013). For round bodies these
 * are a hundredth of all pairs.
 */
function tryEdgePairs(a: ConvexBody, b: ConvexBody, dx: number, dy: number, dz: number): void {
  const [p, q] = [a.planes, b.planes];
  const [u, v] = [a.edgeDirections, b.edgeDirections];
  const [av, bv] = [a.vertices, b.vertices];
  const faces = q.length / 4;
  if (slopes.length < faces) slopes = new Float64Array(2 * faces);
  for (let i = 0; i < a.edgeFaces.length; i += 2) {
    const e = (i / 2) * 3;
    const ux = u[e];
    const uy = u[e + 1];
    const uz = u[e + 2];
    for (let f = 0; f < faces; f++) slopes[f] = ux * q[4 * f] + uy * q[4 * f + 1] + uz * q[4 * f + 2];
    const f0 = 4 * a.edgeFaces[i];
    const f1 = 4 * a.edgeFaces[i + 1];
    for (let j = 0; j < b.edgeFaces.length; j += 2) {
      const s0 = slopes[b.edgeFaces[j]];
      const s1 = slopes[b.edgeFaces[j + 1]];
      if ((s0 > GRAZING && s1 > GRAZING) || (s0 < -GRAZING && s1 < -GRAZING)) continue;
      const g = (j / 2) * 3;
      const vx = v[g];
      const vy = v[g + 1];
      const vz = v[g + 2];
      const t0 = vx * p[f0] + vy * p[f0 + 1] + vz * p[f0 + 2];
      const t1 = vx * p[f1] + vy * p[f1 + 1] + vz * p[f1 + 2];
      if ((t0 > GRAZING && t1 > GRAZING) || (t0 < -GRAZING && t1 < -GRAZING)) continue;
      // Both arcs cut each other's great circle; on the same side of the sphere?
      if ((s0 > GRAZING && t1 > GRAZING) || (s0 < -GRAZING && t1 < -GRAZING)) continue;
      const x = uy * vz - uz * vy;
      const y = uz * vx - ux * vz;
      const z = ux * vy - uy * vx;
      const squared = x * x + y * y + z * z;
      // Parallel edges span no plane of their own: a face normal covers them.
      if (squared < 1e-12) continue;
      let s = 1 / Math.sqrt(squared);
      if (x * (p[f0] + p[f1]) + y * (p[f0 + 1] + p[f1 + 1]) + z * (p[f0 + 2] + p[f1 + 2]) < 0) s = -s;
      const m = 3 * a.edges[i];
      const n = 3 * b.edges[j];
      const overlap = s * (x * (av[m] - bv[n]) + y * (av[m + 1] - bv[n + 1]) + z * (av[m + 2] - bv[n + 2]));
      // Of a face of the difference this is the overlap itself; measured whole, a pair let in by the slack does no harm.
      if (overlap >= leastOverlap) continue;
      tryAxis(a, b, x * s, y * s, z * s, dx, dy, dz);
    }
  }
}

/**
 * Corners that were outermost along the last axis measured: of A the lowest and highest, of B likewise. Neighbouring axes
 * have nearly the same, so these alone mostly show that an axis overlaps too much to matter.
 */
const outermost = new Int32Array(4);

/** Lowers `leastOverlap` to the overlap along ± a unit axis. */
function tryAxis(
  a: ConvexBody,
  b: ConvexBody,
  x: number,
  y: number,
  z: number,
  dx: number,
  dy: number,
  dz: number,
): void {
  const along = x * dx + y * dy + z * dz;
  if (a.inradius + b.inradius - Math.abs(along) >= leastOverlap) return;
  const av = a.vertices;
  const bv = b.vertices;
  const a0 = x * a.center[0] + y * a.center[1] + z * a.center[2];
  const b0 = x * b.center[0] + y * b.center[1] + z * b.center[2];
  let aLow = outermost[0];
  let aHigh = outermost[1];
  let bLow = outermost[2];
  let bHigh = outermost[3];
  let aMin = x * av[aLow] + y * av[aLow + 1] + z * av[aLow + 2] - a0;
  let aMax = x * av[aHigh] + y * av[aHigh + 1] + z * av[aHigh + 2] - a0;
  let bMin = x * bv[bLow] + y * bv[bLow + 1] + z * bv[bLow + 2] - b0;
  let bMax = x * bv[bHigh] + y * bv[bHigh + 1] + z * bv[bHigh + 2] - b0;
  if (aMax - bMin - along >= leastOverlap && bMax - aMin + along >= leastOverlap) return;
  for (let i = 0; i < av.length; i += 3) {
    const d = x * av[i] + y * av[i + 1] + z * av[i + 2] - a0;
    if (d < aMin) {
      aMin = d;
      aLow = i;
    }
    if (d > aMax) {
      aMax = d;
      aHigh = i;
    }
  }
  for (let i = 0; i < bv.length; i += 3) {
    const d = x * bv[i] + y * bv[i + 1] + z * bv[i + 2] - b0;
    if (d < bMin) {
      bMin = d;
      bLow = i;
    }
    if (d > bMax) {
      bMax = d;
      bHigh = i;
    }
  }
  outermost[0] = aLow;
  outermost[1] = aHigh;
  outermost[2] = bLow;
  outermost[3] = bHigh;
  leastOverlap = Math.min(leastOverlap, aMax - bMin - along, bMax - aMin + along);
}
