import type { WorldHull } from './hull.js';
import { best, separateByEdges, separateByFaces } from './separating-axes.js';

/** One contact point: place on A, place on B, unit normal from A to B (world), gap along it (negative: overlap). */
export const CONTACT_STRIDE = 10;

/** Growing list of contact points; `count` of them are in `data`. */
export interface ContactBuffer {
  data: Float64Array;
  count: number;
}

/**
 * An edge–edge axis must separate better than the best face by this, metres. Faces give several points and crossing
 * edges of flat faces tie with them, so without it stacks lose their corners.
 */
const EDGE_PREFERENCE = 1e-4;
/** Face of B is the reference only when it separates better than A's by this, metres: no flicker between equals. */
const FACE_PREFERENCE = 2e-5;

const MAX_POLYGON = 512;
let polygon = new Float64Array(3 * MAX_POLYGON);
let clipped = new Float64Array(3 * MAX_POLYGON);

/**
 * Contact points of two convex hulls no further apart than `margin`: separating axes over faces and edge pairs, then
 * the incident face clipped to the reference face (Gregorius, "The Separating Axis Test between Convex Polyhedra",
 * GDC 2013). Stock cannon-es clips against faces that merely share a vertex, and only finds overlaps.
 *
 * @param margin metres; points with a gap up to it are kept
 * @param out points are appended
 */
export function collideHulls(a: WorldHull, b: WorldHull, margin: number, out: ContactBuffer): void {
  if (!separateByFaces(a, b, margin)) return;
  const faceA = best.face;
  const separationA = best.separation;
  if (!separateByFaces(b, a, margin)) return;
  const faceB = best.face;
  const separationB = best.separation;
  if (!separateByEdges(a, b, margin)) return;
  const bestFace = Math.max(separationA, separationB);
  if (best.edgeA >= 0 && best.separation > bestFace + EDGE_PREFERENCE) {
    addEdgeContact(a, b, out);
  } else if (separationB > separationA + FACE_PREFERENCE) {
    addFaceContacts(b, a, faceB, margin, true, out);
  } else {
    addFaceContacts(a, b, faceA, margin, false, out);
  }
}

/** Nearest points of the two edges in `best`. */
function addEdgeContact(a: WorldHull, b: WorldHull, out: ContactBuffer): void {
  const pa = a.points;
  const pb = b.points;
  const a0 = 3 * a.hull.edges[best.edgeA];
  const a1 = 3 * a.hull.edges[best.edgeA + 1];
  const b0 = 3 * b.hull.edges[best.edgeB];
  const b1 = 3 * b.hull.edges[best.edgeB + 1];
  let uu = 0;
  let vv = 0;
  let uv = 0;
  let ur = 0;
  let vr = 0;
  for (let axis = 0; axis < 3; axis++) {
    const u = pa[a1 + axis] - pa[a0 + axis];
    const v = pb[b1 + axis] - pb[b0 + axis];
    const r = pb[b0 + axis] - pa[a0 + axis];
    uu += u * u;
    vv += v * v;
    uv += u * v;
    ur += u * r;
    vr += v * r;
  }
  const determinant = uu * vv - uv * uv;
  const s = clamp01((ur * vv - uv * vr) / determinant);
  const t = clamp01((uv * ur - uu * vr) / determinant);
  const at = reserve(out);
  const { data } = out;
  for (let axis = 0; axis < 3; axis++) {
    data[at + axis] = pa[a0 + axis] + s * (pa[a1 + axis] - pa[a0 + axis]);
    data[at + 3 + axis] = pb[b0 + axis] + t * (pb[b1 + axis] - pb[b0 + axis]);
  }
  data[at + 6] = best.x;
  data[at + 7] = best.y;
  data[at + 8] = best.z;
  data[at + 9] = best.separation;
}

/**
 * The face of `other` most opposed to `face` of `reference`, clipped to the prism over that face.
 *
 * @param flip the reference is B, so normals and places are swapped on writing
 */
function addFaceContacts(
  reference: WorldHull,
  other: WorldHull,
  face: number,
  margin: number,
  flip: boolean,
  out: ContactBuffer,
): void {
  const nx = reference.planes[4 * face];
  const ny = reference.planes[4 * face + 1];
  const nz = reference.planes[4 * face + 2];
  const offset = reference.planes[4 * face + 3];
  let count = loadFace(other, incidentFace(other, nx, ny, nz));
  const { faceStart, faceVertices } = reference.hull;
  const { points } = reference;
  const start = faceStart[face];
  const end = faceStart[face + 1];
  let from = 3 * faceVertices[end - 1];
  for (let k = start; k < end && count > 0; k++) {
    const to = 3 * faceVertices[k];
    const ex = points[to] - points[from];
    const ey = points[to + 1] - points[from + 1];
    const ez = points[to + 2] - points[from + 2];
    // Outward side plane through the edge of a counter-clockwise face: edge × normal.
    const sx = ey * nz - ez * ny;
    const sy = ez * nx - ex * nz;
    const sz = ex * ny - ey * nx;
    count = clipPolygon(count, sx, sy, sz, sx * points[from] + sy * points[from + 1] + sz * points[from + 2]);
    from = to;
  }
  for (let k = 0; k < 3 * count; k += 3) {
    const x = polygon[k];
    const y = polygon[k + 1];
    const z = polygon[k + 2];
    const gap = nx * x + ny * y + nz * z - offset;
    if (gap > margin) continue;
    const at = reserve(out);
    const { data } = out;
    const onReference = flip ? at + 3 : at;
    const onOther = flip ? at : at + 3;
    data[onReference] = x - gap * nx;
    data[onReference + 1] = y - gap * ny;
    data[onReference + 2] = z - gap * nz;
    data[onOther] = x;
    data[onOther + 1] = y;
    data[onOther + 2] = z;
    const sign = flip ? -1 : 1;
    data[at + 6] = sign * nx;
    data[at + 7] = sign * ny;
    data[at + 8] = sign * nz;
    data[at + 9] = gap;
  }
}

function incidentFace(hull: WorldHull, nx: number, ny: number, nz: number): number {
  const { planes } = hull;
  let face = 0;
  let least = Infinity;
  for (let f = 0; f < planes.length; f += 4) {
    const d = planes[f] * nx + planes[f + 1] * ny + planes[f + 2] * nz;
    if (d < least) {
      least = d;
      face = f / 4;
    }
  }
  return face;
}

/** Copies a face's corners into `polygon`; returns how many. */
function loadFace(hull: WorldHull, face: number): number {
  const { faceStart, faceVertices } = hull.hull;
  const { points } = hull;
  let count = 0;
  for (let k = faceStart[face]; k < faceStart[face + 1]; k++) {
    const v = 3 * faceVertices[k];
    polygon[count++] = points[v];
    polygon[count++] = points[v + 1];
    polygon[count++] = points[v + 2];
  }
  return count / 3;
}

/** Keeps the part of `polygon` with s · p ≤ offset (Sutherland–Hodgman); returns its number of corners. */
function clipPolygon(count: number, sx: number, sy: number, sz: number, offset: number): number {
  let kept = 0;
  let i = 3 * (count - 1);
  let before = sx * polygon[i] + sy * polygon[i + 1] + sz * polygon[i + 2] - offset;
  for (let j = 0; j < 3 * count; j += 3) {
    const here = sx * polygon[j] + sy * polygon[j + 1] + sz * polygon[j + 2] - offset;
    if ((before < 0 && here > 0) || (before > 0 && here < 0)) {
      const t = before / (before - here);
      clipped[kept++] = polygon[i] + t * (polygon[j] - polygon[i]);
      clipped[kept++] = polygon[i + 1] + t * (polygon[j + 1] - polygon[i + 1]);
      clipped[kept++] = polygon[i + 2] + t * (polygon[j + 2] - polygon[i + 2]);
    }
    if (here <= 0) {
      clipped[kept++] = polygon[j];
      clipped[kept++] = polygon[j + 1];
      clipped[kept++] = polygon[j + 2];
    }
    i = j;
    before = here;
  }
  [polygon, clipped] = [clipped, polygon];
  return kept / 3;
}

function reserve(out: ContactBuffer): number {
  const at = out.count * CONTACT_STRIDE;
  if (at + CONTACT_STRIDE > out.data.length) {
    const data = new Float64Array(2 * out.data.length + 64 * CONTACT_STRIDE);
    data.set(out.data);
    out.data = data;
  }
  out.count++;
  return at;
}

const clamp01 = (value: number): number => (value < 0 ? 0 : value > 1 ? 1 : value);
