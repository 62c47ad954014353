/**
 * Nearest points found by the last call of `trianglesCloserThan` that returned less than its bound: of the
 * first triangle at 0–2, of the second at 3–5. The line between them also serves the next calls as a guess along
 * which triangles further off are told apart cheaply; any line is sound.
 */
export const nearestPoints = new Float64Array(6);

let best = Infinity;

/** Heights of the corners of one triangle over the plane of the other. */
const heightsA = new Float64Array(3);
const heightsB = new Float64Array(3);

/**
 * Squared distance between two triangles, exact: 0 when they intersect, else the least over edge pairs and over
 * corners above faces.
 *
 * @param p corners of the first triangle at p[i … i + 8], its unit normal at pn[in … in + 2] (zero: no area)
 * @param bound squared; nothing at this distance or further is looked for
 * @returns the squared distance, or `bound` when it is not less; then `nearestPoints` is as it was
 */
export function trianglesCloserThan(
  p: Float64Array,
  i: number,
  pn: Float64Array,
  q: Float64Array,
  j: number,
  qn: Float64Array,
  bound: number,
): number {
  best = bound;
  if (partedAlong(p, i, q, j)) return best;
  const iN = i / 3;
  const jN = j / 3;
  const sideA = heightsOver(q, j, qn, jN, p, i, heightsA);
  if (sideA * sideA >= best) return best;
  const sideB = heightsOver(p, i, pn, iN, q, j, heightsB);
  if (sideB * sideB >= best) return best;

  cornersOverFace(q, j, qn, jN, p, i, heightsA, 3, 0);
  cornersOverFace(p, i, pn, iN, q, j, heightsB, 0, 3);
  // Triangles that are parted by either plane cannot pierce each other.
  if (sideA === 0 && sideB === 0 && best > 0) {
    edgesThroughFace(q, j, qn, jN, p, i, heightsA);
    edgesThroughFace(p, i, pn, iN, q, j, heightsB);
  }
  for (let a = 0; a < 3 && best > 0; a++) {
    const a2 = a === 2 ? 0 : a + 1;
    for (let b = 0; b < 3; b++) edgePair(p, i + 3 * a, i + 3 * a2, q, j + 3 * b, j + 3 * (b === 2 ? 0 : b + 1));
  }
  return best;
}

/** Whether two triangles are further apart than `best` along the line between the nearest points found before. */
function partedAlong(p: Float64Array, i: number, q: Float64Array, j: number): boolean {
  const x = nearestPoints[3] - nearestPoints[0];
  const y = nearestPoints[4] - nearestPoints[1];
  const z = nearestPoints[5] - nearestPoints[2];
  const a0 = x * p[i] + y * p[i + 1] + z * p[i + 2];
  const a1 = x * p[i + 3] + y * p[i + 4] + z * p[i + 5];
  const a2 = x * p[i + 6] + y * p[i + 7] + z * p[i + 8];
  const b0 = x * q[j] + y * q[j + 1] + z * q[j + 2];
  const b1 = x * q[j + 3] + y * q[j + 4] + z * q[j + 5];
  const b2 = x * q[j + 6] + y * q[j + 7] + z * q[j + 8];
  const gap = Math.min(b0, b1, b2) - Math.max(a0, a1, a2);
  return gap > 0 && gap * gap >= best * (x * x + y * y + z * z);
}

/** @returns the least height when all corners are on one side (0 when the plane cuts or touches the triangle) */
function heightsOver(
  face: Float64Array,
  f: number,
  normals: Float64Array,
  n: number,
  corners: Float64Array,
  c: number,
  heights: Float64Array,
): number {
  const nx = normals[n];
  const ny = normals[n + 1];
  const nz = normals[n + 2];
  const x = face[f];
  const y = face[f + 1];
  const z = face[f + 2];
  const h0 = nx * (corners[c] - x) + ny * (corners[c + 1] - y) + nz * (corners[c + 2] - z);
  const h1 = nx * (corners[c + 3] - x) + ny * (corners[c + 4] - y) + nz * (corners[c + 5] - z);
  const h2 = nx * (corners[c + 6] - x) + ny * (corners[c + 7] - y) + nz * (corners[c + 8] - z);
  heights[0] = h0;
  heights[1] = h1;
  heights[2] = h2;
  if (h0 > 0 && h1 > 0 && h2 > 0) return Math.min(h0, h1, h2);
  if (h0 < 0 && h1 < 0 && h2 < 0) return Math.max(h0, h1, h2);
  return 0;
}

/** Whether a point on (or above) the plane of a face projects into the face. */
function overFace(
  face: Float64Array,
  f: number,
  normals: Float64Array,
  n: number,
  x: number,
  y: number,
  z: number,
): boolean {
  const nx = normals[n];
  const ny = normals[n + 1];
  const nz = normals[n + 2];
  if (nx === 0 && ny === 0 && nz === 0) return false;
  for (let k = 0; k < 9; k += 3) {
    const a = f + k;
    const b = f + (k === 6 ? 0 : k + 3);
    const ex = face[b] - face[a];
    const ey = face[b + 1] - face[a + 1];
    const ez = face[b + 2] - face[a + 2];
    const dx = x - face[a];
    const dy = y - face[a + 1];
    const dz = z - face[a + 2];
    if (nx * (ey * dz - ez * dy) + ny * (ez * dx - ex * dz) + nz * (ex * dy - ey * dx) < 0) return false;
  }
  return true;
}

function cornersOverFace(
  face: Float64Array,
  f: number,
  normals: Float64Array,
  n: number,
  corners: Float64Array,
  c: number,
  heights: Float64Array,
  onFace: number,
  atCorner: number,
): void {
  for (let k = 0; k < 3; k++) {
    const h = heights[k];
    if (h * h >= best) continue;
    const x = corners[c + 3 * k];
    const y = corners[c + 3 * k + 1];
    const z = corners[c + 3 * k + 2];
    if (!overFace(face, f, normals, n, x, y, z)) continue;
    best = h * h;
    nearestPoints[atCorner] = x;
    nearestPoints[atCorner + 1] = y;
    nearestPoints[atCorner + 2] = z;
    nearestPoints[onFace] = x - h * normals[n];
    nearestPoints[onFace + 1] = y - h * normals[n + 1];
    nearestPoints[onFace + 2] = z - h * normals[n + 2];
  }
}

function edgesThroughFace(
  face: Float64Array,
  f: number,
  normals: Float64Array,
  n: number,
  corners: Float64Array,
  c: number,
  heights: Float64Array,
): void {
  for (let k = 0; k < 3; k++) {
    const l = k === 2 ? 0 : k + 1;
    if (heights[k] * heights[l] >= 0) continue;
    const t = heights[k] / (heights[k] - heights[l]);
    const x = corners[c + 3 * k] + t * (corners[c + 3 * l] - corners[c + 3 * k]);
    const y = corners[c + 3 * k + 1] + t * (corners[c + 3 * l + 1] - corners[c + 3 * k + 1]);
    const z = corners[c + 3 * k + 2] + t * (corners[c + 3 * l + 2] - corners[c + 3 * k + 2]);
    if (!overFace(face, f, normals, n, x, y, z)) continue;
    best = 0;
    nearestPoints[0] = nearestPoints[3] = x;
    nearestPoints[1] = nearestPoints[4] = y;
    nearestPoints[2] = nearestPoints[5] = z;
    return;
  }
}

/** Closest points of two segments (Ericson, Real-Time Collision Detection, 5.1.9). */
function edgePair(p: Float64Array, p0: number, p1: number, q: Float64Array, q0: number, q1: number): void {
  const ux = p[p1] - p[p0];
  const uy = p[p1 + 1] - p[p0 + 1];
  const uz = p[p1 + 2] - p[p0 + 2];
  const vx = q[q1] - q[q0];
  const vy = q[q1 + 1] - q[q0 + 1];
  const vz = q[q1 + 2] - q[q0 + 2];
  const rx = p[p0] - q[q0];
  const ry = p[p0 + 1] - q[q0 + 1];
  const rz = p[p0 + 2] - q[q0 + 2];
  const a = ux * ux + uy * uy + uz * uz;
  const e = vx * vx + vy * vy + vz * vz;
  const f = vx * rx + vy * ry + vz * rz;
  const c = ux * rx + uy * ry + uz * rz;
  let s = 0;
  let t = 0;
  if (a > 0 && e > 0) {
    const b = ux * vx + uy * vy + uz * vz;
    const denominator = a * e - b * b;
    // Of parallel edges any s does: their ends are tried with the edges next to them.
    if (denominator > 0) s = clamp01((b * f - c * e) / denominator);
    t = (b * s + f) / e;
    if (t < 0) {
      t = 0;
      s = clamp01(-c / a);
    } else if (t > 1) {
      t = 1;
      s = clamp01((b - c) / a);
    }
  } else if (e > 0) {
    t = clamp01(f / e);
  } else if (a > 0) {
    s = clamp01(-c / a);
  }
  const dx = rx + s * ux - t * vx;
  const dy = ry + s * uy - t * vy;
  const dz = rz + s * uz - t * vz;
  const d = dx * dx + dy * dy + dz * dz;
  if (d >= best) return;
  best = d;
  nearestPoints[0] = p[p0] + s * ux;
  nearestPoints[1] = p[p0 + 1] + s * uy;
  nearestPoints[2] = p[p0 + 2] + s * uz;
  nearestPoints[3] = q[q0] + t * vx;
  nearestPoints[4] = q[q0 + 1] + t * vy;
  nearestPoints[5] = q[q0 + 2] + t * vz;
}

const clamp01 = (x: number): number => (x < 0 ? 0 : x > 1 ? 1 : x);
