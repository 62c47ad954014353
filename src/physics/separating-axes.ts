import type { WorldHull } from './hull.js';

/** Result of the last search below: the face or pair of edges that separates best, and how far. */
export const best = {
  face: -1,
  separation: 0,
  /** Offsets into both hulls' `edges`; −1 when no pair of edges spans a supporting plane. */
  edgeA: -1,
  edgeB: -1,
  /** Unit axis of the pair of edges, from A to B. */
  x: 0,
  y: 0,
  z: 0,
};

const edgesA = new Int32Array(4096);
const edgesB = new Int32Array(4096);

/** Finds the face of `a` that `b` is furthest outside of, into `best`; false when that is further than `margin`. */
export function separateByFaces(a: WorldHull, b: WorldHull, margin: number): boolean {
  const { planes } = a;
  const { points } = b;
  const end = points.length;
  best.face = -1;
  best.separation = -Infinity;
  for (let f = 0; f < planes.length; f += 4) {
    const nx = planes[f];
    const ny = planes[f + 1];
    const nz = planes[f + 2];
    let lowest = Infinity;
    for (let v = 0; v < end; v += 3) {
      const h = nx * points[v] + ny * points[v + 1] + nz * points[v + 2];
      if (h < lowest) lowest = h;
    }
    const separation = lowest - planes[f + 3];
    if (separation > margin) return false;
    if (separation > best.separation) {
      best.separation = separation;
      best.face = f / 4;
    }
  }
  return true;
}

/**
 * Finds the pair of edges that separates best, into `best`, among those near the other hull. An axis of least overlap comes from
 * edges that touch the overlap itself, so edges outside the other hull's box cannot be it.
 *
 * @returns false when an axis separates by more than `margin`; `best.edgeA` is −1 when no pair spans a supporting plane
 */
export function separateByEdges(a: WorldHull, b: WorldHull, margin: number): boolean {
  best.edgeA = -1;
  best.separation = -Infinity;
  const countA = edgesNear(a, b, margin, edgesA);
  if (countA === 0) return true;
  const countB = edgesNear(b, a, margin, edgesB);
  const pa = a.points;
  const pb = b.points;
  const na = a.planes;
  const nb = b.planes;
  for (let i = 0; i < countA; i++) {
    const ea = edgesA[i];
    const a0 = 3 * a.hull.edges[ea];
    const a1 = 3 * a.hull.edges[ea + 1];
    const fa0 = 4 * a.hull.edges[ea + 2];
    const fa1 = 4 * a.hull.edges[ea + 3];
    const dax = pa[a1] - pa[a0];
    const day = pa[a1 + 1] - pa[a0 + 1];
    const daz = pa[a1 + 2] - pa[a0 + 2];
    for (let j = 0; j < countB; j++) {
      const eb = edgesB[j];
      const fb0 = 4 * b.hull.edges[eb + 2];
      const fb1 = 4 * b.hull.edges[eb + 3];
      // Their arcs on the Gauss map must cross (B's normals negated), else the pair spans no supporting plane.
      const cba = -(nb[fb0] * dax + nb[fb0 + 1] * day + nb[fb0 + 2] * daz);
      const dba = -(nb[fb1] * dax + nb[fb1 + 1] * day + nb[fb1 + 2] * daz);
      if (cba * dba >= 0) continue;
      const b0 = 3 * b.hull.edges[eb];
      const b1 = 3 * b.hull.edges[eb + 1];
      const dbx = pb[b1] - pb[b0];
      const dby = pb[b1 + 1] - pb[b0 + 1];
      const dbz = pb[b1 + 2] - pb[b0 + 2];
      const adc = na[fa0] * dbx + na[fa0 + 1] * dby + na[fa0 + 2] * dbz;
      const bdc = na[fa1] * dbx + na[fa1 + 1] * dby + na[fa1 + 2] * dbz;
      if (adc * bdc >= 0 || cba * bdc <= 0) continue;
      let x = day * dbz - daz * dby;
      let y = daz * dbx - dax * dbz;
      let z = dax * dby - day * dbx;
      const length = Math.sqrt(x * x + y * y + z * z);
      const scale = Math.sqrt((dax * dax + day * day + daz * daz) * (dbx * dbx + dby * dby + dbz * dbz));
      if (length < 1e-3 * scale) continue;
      // Outward from A: the axis lies between the normals of A's two faces.
      const outward = x * (na[fa0] + na[fa1]) + y * (na[fa0 + 1] + na[fa1 + 1]) + z * (na[fa0 + 2] + na[fa1 + 2]);
      const s = (outward < 0 ? -1 : 1) / length;
      x *= s;
      y *= s;
      z *= s;
      const separation = x * (pb[b0] - pa[a0]) + y * (pb[b0 + 1] - pa[a0 + 1]) + z * (pb[b0 + 2] - pa[a0 + 2]);
      if (separation > margin) return false;
      if (separation > best.separation) {
        best.separation = separation;
        best.edgeA = ea;
        best.edgeB = eb;
        best.x = x;
        best.y = y;
        best.z = z;
      }
    }
  }
  return true;
}

/** Offsets of the edges of `of` whose box comes within `margin` of the box of `near`. */
function edgesNear(of: WorldHull, near: WorldHull, margin: number, out: Int32Array): number {
  const { edges } = of.hull;
  const { points } = of;
  const { box } = near;
  let count = 0;
  for (let e = 0; e < edges.length; e += 4) {
    const i = 3 * edges[e];
    const j = 3 * edges[e + 1];
    let apart = false;
    for (let axis = 0; axis < 3; axis++) {
      const p = points[i + axis];
      const q = points[j + axis];
      if ((p < q ? p : q) > box[axis + 3] + margin || (p > q ? p : q) < box[axis] - margin) {
        apart = true;
        break;
      }
    }
    if (!apart && count < out.length) out[count++] = e;
  }
  return count;
}
