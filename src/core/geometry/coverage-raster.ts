import type { Intrinsics } from '../camera/pinhole.js';

export interface Coverage {
  /** Covered pixel centres on the canvas. */
  readonly pixels: number;
  /** Those within the image. */
  readonly pixelsInImage: number;
  /** Pixel edges [x0, y0, x1, y1) in image coordinates, negative left of and above the image; null when nothing is covered. */
  readonly box: readonly [number, number, number, number] | null;
  /** [height * width] 1 where covered; only when asked for. */
  readonly mask?: Uint8Array;
}

export interface CoverageOptions {
  /** The canvas reaches this many image widths and heights beyond the image on every side; 1: three times the image. */
  readonly margin?: number;
  /** What is nearer than this along +Z is cut away. */
  readonly near?: number;
  /** Whether to return the mask of the image. */
  readonly mask?: boolean;
  /** Whether the mesh is closed and its triangles counter-clockwise seen from outside: those that face away are then spared. */
  readonly closed?: boolean;
}

/** A centre this close to an edge, in pixels, lies on it: such a tie must not hang on the last bit of a projection. */
const ON_EDGE = 1e-9;

/**
 * Pixel centres covered by the union of a mesh's projected triangles: the amodal silhouette of SPEC §1, counted in
 * float64 without a renderer. Both faces count, nothing hides anything, and a centre exactly on an edge is
 * covered.
 *
 * @param cameraPositions [3 n] camera frame (+X right, +Y down, +Z forward)
 * @param indices [3 m]
 */
export function coverMesh(
  cameraPositions: Float64Array,
  indices: Uint32Array,
  intrinsics: Intrinsics,
  options: CoverageOptions = {},
): Coverage {
  const { margin = 1, near = 0.05 } = options;
  const { width, height } = intrinsics;
  const canvas: Canvas = {
    left: 0 - Math.round(margin * width),
    top: 0 - Math.round(margin * height),
    right: width + Math.round(margin * width),
    bottom: height + Math.round(margin * height),
  };
  projectVertices(cameraPositions, intrinsics, near);
  const isWhole = allInFront(cameraPositions.length / 3);
  const region = isWhole
    ? regionOfVertices(cameraPositions.length / 3, canvas)
    : coveredRegion(cameraPositions, indices, intrinsics, near, canvas);
  if (region === null) return emptyCoverage(options, width * height);

  const bits = clearedBitmap(region);
  // What the far side of a closed mesh covers, its near side covers too: unless part of that is cut away.
  const isNearSideEnough = options.closed === true && isWhole;
  for (let t = 0; t < indices.length; t += 3) {
    const a = indices[t];
    const b = indices[t + 1];
    const c = indices[t + 2];
    if (inFront[a] + inFront[b] + inFront[c] === 3) {
      // Small triangles lie between pixel centres, most of them.
      const top = Math.max(region.top, Math.min(firstRows[a], firstRows[b], firstRows[c]));
      const bottom = Math.min(region.bottom - 1, Math.max(lastRows[a], lastRows[b], lastRows[c]));
      if (top > bottom) continue;
      const left = Math.min(firstColumns[a], firstColumns[b], firstColumns[c]);
      if (left > Math.max(lastColumns[a], lastColumns[b], lastColumns[c])) continue;
      if (isNearSideEnough && facesAway(a, b, c)) continue;
      fillRows(bits, region, top, bottom, us[a], vs[a], us[b], vs[b], us[c], vs[c]);
    } else if (inFront[a] + inFront[b] + inFront[c] > 0) {
      const n = clipToNear(cameraPositions, a, b, c, intrinsics, near);
      for (let k = 1; k + 1 < n; k++) {
        fillTriangle(bits, region, cut[0], cut[1], cut[2 * k], cut[2 * k + 1], cut[2 * k + 2], cut[2 * k + 3]);
      }
    }
  }
  return summarize(bits, region, width, height, options);
}

/** Pixel columns [left, right) and rows [top, bottom). */
interface Canvas {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The part of the canvas a mesh can touch, as rows of 32-bit words. */
interface Region extends Canvas {
  /** Words in a row; bit b of word w is column left + 32 w + b. */
  readonly words: number;
}

// Scratch of one call, grown as needed: some tens of thousands of calls a run, each as large as its mesh.
let us = new Float64Array(1024);
let vs = new Float64Array(1024);
let inFront = new Uint8Array(1024);
/** Of each vertex in front: `firstCentre` and `lastCentre` of its v and u. */
let firstRows = new Int32Array(1024);
let lastRows = new Int32Array(1024);
let firstColumns = new Int32Array(1024);
let lastColumns = new Int32Array(1024);
let bitmap = new Int32Array(1024);
/** u, v of a triangle's corners after the cut at the near plane: at most four. */
const cut = new Float64Array(8);

function projectVertices(positions: Float64Array, k: Intrinsics, near: number): void {
  const count = positions.length / 3;
  if (us.length < count) {
    us = new Float64Array(2 * count);
    vs = new Float64Array(2 * count);
    inFront = new Uint8Array(2 * count);
    firstRows = new Int32Array(2 * count);
    lastRows = new Int32Array(2 * count);
    firstColumns = new Int32Array(2 * count);
    lastColumns = new Int32Array(2 * count);
  }
  for (let i = 0; i < count; i++) {
    const z = positions[3 * i + 2];
    inFront[i] = z >= near ? 1 : 0;
    us[i] = (k.fx * positions[3 * i]) / z + k.cx;
    vs[i] = (k.fy * positions[3 * i + 1]) / z + k.cy;
    if (inFront[i] === 0) continue;
    firstRows[i] = firstCentre(vs[i]);
    lastRows[i] = lastCentre(vs[i]);
    firstColumns[i] = firstCentre(us[i]);
    lastColumns[i] = lastCentre(us[i]);
  }
}

function allInFront(count: number): boolean {
  for (let i = 0; i < count; i++) if (inFront[i] === 0) return false;
  return true;
}

/** Twice the area in the image, in square pixels, from which on a triangle counts as seen from behind, not edge-on. */
const BEHIND = 1e-9;

const facesAway = (a: number, b: number, c: number): boolean =>
  (us[b] - us[a]) * (vs[c] - vs[a]) - (vs[b] - vs[a]) * (us[c] - us[a]) > BEHIND;

/** Bounding pixels of all that is in front of the near plane, within the canvas; null when there are none. */
function coveredRegion(
  positions: Float64Array,
  indices: Uint32Array,
  k: Intrinsics,
  near: number,
  canvas: Canvas,
): Region | null {
  let u0 = Infinity;
  let v0 = Infinity;
  let u1 = -Infinity;
  let v1 = -Infinity;
  for (let t = 0; t < indices.length; t += 3) {
    const a = indices[t];
    const b = indices[t + 1];
    const c = indices[t + 2];
    const front = inFront[a] + inFront[b] + inFront[c];
    if (front === 3) {
      u0 = Math.min(u0, us[a], us[b], us[c]);
      u1 = Math.max(u1, us[a], us[b], us[c]);
      v0 = Math.min(v0, vs[a], vs[b], vs[c]);
      v1 = Math.max(v1, vs[a], vs[b], vs[c]);
    } else if (front > 0) {
      const n = clipToNear(positions, a, b, c, k, near);
      for (let i = 0; i < n; i++) {
        u0 = Math.min(u0, cut[2 * i]);
        u1 = Math.max(u1, cut[2 * i]);
        v0 = Math.min(v0, cut[2 * i + 1]);
        v1 = Math.max(v1, cut[2 * i + 1]);
      }
    }
  }
  return regionWithin(u0, v0, u1, v1, canvas);
}

/** The same of a mesh that is wholly in front of the near plane: of its vertices, which triangles lie between. */
function regionOfVertices(count: number, canvas: Canvas): Region | null {
  let u0 = Infinity;
  let v0 = Infinity;
  let u1 = -Infinity;
  let v1 = -Infinity;
  for (let i = 0; i < count; i++) {
    const u = us[i];
    const v = vs[i];
    if (u < u0) u0 = u;
    if (u > u1) u1 = u;
    if (v < v0) v0 = v;
    if (v > v1) v1 = v;
  }
  return regionWithin(u0, v0, u1, v1, canvas);
}

function regionWithin(u0: number, v0: number, u1: number, v1: number, canvas: Canvas): Region | null {
  const left = Math.max(canvas.left, firstCentre(u0));
  const top = Math.max(canvas.top, firstCentre(v0));
  const right = Math.min(canvas.right, lastCentre(u1) + 1);
  const bottom = Math.min(canvas.bottom, lastCentre(v1) + 1);
  if (!(left < right && top < bottom)) return null;
  return { left, top, right, bottom, words: (right - left + 31) >> 5 };
}

/** Pixel of the first centre at or after a border coordinate, and of the last at or before it. Adding 0 turns -0 into 0. */
const firstCentre = (x: number): number => Math.ceil(x - 0.5 - ON_EDGE) + 0;
const lastCentre = (x: number): number => Math.floor(x - 0.5 + ON_EDGE);

/** Cuts a triangle at z = near and projects what is left into `cut`. @returns number of corners, 3 or 4 */
function clipToNear(positions: Float64Array, a: number, b: number, c: number, k: Intrinsics, near: number): number {
  let n = 0;
  let p = 3 * c;
  for (let side = 0; side < 3; side++) {
    const q = 3 * (side === 0 ? a : side === 1 ? b : c);
    const zp = positions[p + 2];
    const zq = positions[q + 2];
    if (zp >= near !== zq >= near) {
      const t = (near - zp) / (zq - zp);
      cut[2 * n] = (k.fx * (positions[p] + t * (positions[q] - positions[p]))) / near + k.cx;
      cut[2 * n + 1] = (k.fy * (positions[p + 1] + t * (positions[q + 1] - positions[p + 1]))) / near + k.cy;
      n++;
    }
    if (zq >= near) {
      cut[2 * n] = us[q / 3];
      cut[2 * n + 1] = vs[q / 3];
      n++;
    }
    p = q;
  }
  return n;
}

function clearedBitmap(region: Region): Int32Array {
  const size = region.words * (region.bottom - region.top);
  if (bitmap.length < size) bitmap = new Int32Array(size);
  else bitmap.fill(0, 0, size);
  return bitmap;
}

let spanLow = Infinity;
let spanHigh = -Infinity;

function fillTriangle(
  bits: Int32Array,
  region: Region,
  ua: number,
  va: number,
  ub: number,
  vb: number,
  uc: number,
  vc: number,
): void {
  const top = Math.max(region.top, firstCentre(Math.min(va, vb, vc)));
  const bottom = Math.min(region.bottom - 1, lastCentre(Math.max(va, vb, vc)));
  if (top > bottom || firstCentre(Math.min(ua, ub, uc)) > lastCentre(Math.max(ua, ub, uc))) return;
  fillRows(bits, region, top, bottom, ua, va, ub, vb, uc, vc);
}

function fillRows(
  bits: Int32Array,
  region: Region,
  top: number,
  bottom: number,
  ua: number,
  va: number,
  ub: number,
  vb: number,
  uc: number,
  vc: number,
): void {
  orderSide(0, ua, va, ub, vb);
  orderSide(4, ub, vb, uc, vc);
  orderSide(8, uc, vc, ua, va);
  for (let row = top; row <= bottom; row++) {
    const v = row + 0.5;
    spanLow = Infinity;
    spanHigh = -Infinity;
    crossSide(0, v);
    crossSide(4, v);
    crossSide(8, v);
    const first = Math.max(region.left, firstCentre(spanLow)) - region.left;
    const last = Math.min(region.right - 1, lastCentre(spanHigh)) - region.left;
    if (first > last) continue;
    const base = (row - region.top) * region.words;
    const w0 = first >> 5;
    const w1 = last >> 5;
    const head = -1 << (first & 31);
    const tail = -1 >>> (31 - (last & 31));
    if (w0 === w1) {
      bits[base + w0] |= head & tail;
      continue;
    }
    bits[base + w0] |= head;
    if (w1 > w0 + 1) bits.fill(-1, base + w0 + 1, base + w1);
    bits[base + w1] |= tail;
  }
}

/** u0, v0, u1, v1 of each side of the triangle being filled, v0 ≤ v1. */
const sides = new Float64Array(12);

/**
 * Ends are taken in a fixed order, so that two triangles find the very same place on the side they share and leave no
 * centre between them.
 */
function orderSide(at: number, u0: number, v0: number, u1: number, v1: number): void {
  const turned = v0 > v1 || (v0 === v1 && u0 > u1);
  sides[at] = turned ? u1 : u0;
  sides[at + 1] = turned ? v1 : v0;
  sides[at + 2] = turned ? u0 : u1;
  sides[at + 3] = turned ? v0 : v1;
}

/** Widens the span by where a side crosses the row's line. */
function crossSide(at: number, v: number): void {
  const v0 = sides[at + 1];
  const v1 = sides[at + 3];
  if (v < v0 - ON_EDGE || v > v1 + ON_EDGE) return;
  const u0 = sides[at];
  const u1 = sides[at + 2];
  if (v1 - v0 <= ON_EDGE) {
    spanLow = Math.min(spanLow, u0, u1);
    spanHigh = Math.max(spanHigh, u0, u1);
    return;
  }
  const t = Math.min(1, Math.max(0, (v - v0) / (v1 - v0)));
  const u = u0 + t * (u1 - u0);
  if (u < spanLow) spanLow = u;
  if (u > spanHigh) spanHigh = u;
}

function summarize(
  bits: Int32Array,
  region: Region,
  width: number,
  height: number,
  options: CoverageOptions,
): Coverage {
  const mask = options.mask === true ? new Uint8Array(width * height) : null;
  let pixels = 0;
  let pixelsInImage = 0;
  let x0 = Infinity;
  let y0 = Infinity;
  let x1 = -Infinity;
  let y1 = -Infinity;
  for (let row = region.top; row < region.bottom; row++) {
    const base = (row - region.top) * region.words;
    const inRows = row >= 0 && row < height;
    for (let w = 0; w < region.words; w++) {
      const word = bits[base + w];
      if (word === 0) continue;
      const column = region.left + 32 * w;
      pixels += bitCount(word);
      x0 = Math.min(x0, column + 31 - Math.clz32(word & -word));
      x1 = Math.max(x1, column + 32 - Math.clz32(word));
      if (row < y0) y0 = row;
      y1 = row + 1;
      if (!inRows || column + 32 <= 0 || column >= width) continue;
      let inside = word;
      if (column < 0) inside &= -1 << -column;
      if (column + 32 > width) inside &= -1 >>> (column + 32 - width);
      pixelsInImage += bitCount(inside);
      if (mask === null) continue;
      const start = row * width + column;
      if (inside === -1) {
        mask.fill(1, start, start + 32);
        continue;
      }
      for (let rest = inside; rest !== 0; rest &= rest - 1) mask[start + 31 - Math.clz32(rest & -rest)] = 1;
    }
  }
  const box = pixels === 0 ? null : ([x0, y0, x1, y1] as const);
  return mask === null ? { pixels, pixelsInImage, box } : { pixels, pixelsInImage, box, mask };
}

function emptyCoverage(options: CoverageOptions, size: number): Coverage {
  const nothing = { pixels: 0, pixelsInImage: 0, box: null };
  return options.mask === true ? { ...nothing, mask: new Uint8Array(size) } : nothing;
}

function bitCount(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  x = (x + (x >>> 4)) & 0x0f0f0f0f;
  return Math.imul(x, 0x01010101) >>> 24;
}
