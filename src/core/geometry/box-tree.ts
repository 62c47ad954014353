import type { Vec3 } from './vec3.js';

export { raycast, raycastAll, walkRay, type RayHit } from './raycast.js';

/**
 * Triangles of one mesh under a tree of axis-aligned boxes, in the frame of `positions` (world, as a rule).
 *
 * Nodes stand in depth-first order: the left child of inner node i is i + 1, its right child `links[2 i]`, and
 * `links[2 i + 1]` is 0; a leaf holds `links[2 i + 1]` triangles from slot `links[2 i]` on. Slots are the
 * triangles in leaf order, so that a walk reads memory forward.
 */
export interface BoxTree {
  /** [3 n] */
  readonly positions: Float64Array;
  /** [3 m], m ≥ 1 */
  readonly indices: Uint32Array;
  /** Of the triangles, not of vertices no triangle uses. */
  readonly bounds: { readonly min: Vec3; readonly max: Vec3 };
  /** [6 nodes] min xyz, max xyz */
  readonly boxes: Float64Array;
  /** [2 nodes] */
  readonly links: Int32Array;
  /** [m] triangle of each slot */
  readonly triangles: Uint32Array;
  /** [9 m] the three corners of each slot's triangle */
  readonly corners: Float64Array;
  /** [3 m] unit normal of each slot's triangle; zero for one without area */
  readonly normals: Float64Array;
}

const MAX_LEAF = 2;
const BINS = 8;

/** Deeper than this (freak meshes only) nodes are cut in halves, so that walks can do with stacks of fixed size. */
const MAX_UNBALANCED_DEPTH = 64;

/**
 * Builds the tree by splitting at the cheapest of eight bins along the longest side (surface area heuristic).
 *
 * @param positions [3 n] float64, already in the frame that will be asked about
 * @param indices [3 m], m ≥ 1
 */
export function buildBoxTree(positions: Float64Array, indices: Uint32Array): BoxTree {
  const count = indices.length / 3;
  if (!(count >= 1)) throw new RangeError('A box tree needs at least one triangle.');
  const own = new Float64Array(6 * count);
  const centers = new Float64Array(3 * count);
  for (let t = 0; t < count; t++) {
    const a = 3 * indices[3 * t];
    const b = 3 * indices[3 * t + 1];
    const c = 3 * indices[3 * t + 2];
    for (let k = 0; k < 3; k++) {
      const p = positions[a + k];
      const q = positions[b + k];
      const r = positions[c + k];
      const low = Math.min(p, q, r);
      const high = Math.max(p, q, r);
      own[6 * t + k] = low;
      own[6 * t + 3 + k] = high;
      centers[3 * t + k] = (low + high) / 2;
    }
  }

  const triangles = new Uint32Array(count);
  for (let t = 0; t < count; t++) triangles[t] = t;
  const boxes = new Float64Array(6 * (2 * count - 1));
  const links = new Int32Array(2 * (2 * count - 1));
  const nodes = splitAll(triangles, own, centers, boxes, links);

  const corners = new Float64Array(9 * count);
  const normals = new Float64Array(3 * count);
  for (let s = 0; s < count; s++) {
    for (let k = 0; k < 3; k++) {
      const v = 3 * indices[3 * triangles[s] + k];
      corners[9 * s + 3 * k] = positions[v];
      corners[9 * s + 3 * k + 1] = positions[v + 1];
      corners[9 * s + 3 * k + 2] = positions[v + 2];
    }
    writeNormal(corners, 9 * s, normals, 3 * s);
  }
  return {
    positions,
    indices,
    bounds: { min: [boxes[0], boxes[1], boxes[2]], max: [boxes[3], boxes[4], boxes[5]] },
    boxes: boxes.slice(0, 6 * nodes),
    links: links.slice(0, 2 * nodes),
    triangles,
    corners,
    normals,
  };
}

/** Fills boxes and links, reordering `triangles` into slots. @returns how many nodes were made */
function splitAll(
  triangles: Uint32Array,
  own: Float64Array,
  centers: Float64Array,
  boxes: Float64Array,
  links: Int32Array,
): number {
  // [first, end, parent whose right child this is or -1, depth] of each pending node, its box in `pending`.
  const stack: number[] = [0, triangles.length, -1, 0];
  writeBox(triangles, own, 0, triangles.length, pending, 0);
  let nodes = 0;
  while (stack.length > 0) {
    const depth = stack.pop() as number;
    const parent = stack.pop() as number;
    const end = stack.pop() as number;
    const first = stack.pop() as number;
    const left = 6 * (stack.length / 4);
    const node = nodes++;
    if (parent >= 0) links[2 * parent] = node;
    for (let k = 0; k < 6; k++) boxes[6 * node + k] = pending[left + k];
    if (end - first <= MAX_LEAF) {
      links[2 * node] = first;
      links[2 * node + 1] = end - first;
      continue;
    }
    const middle =
      depth > MAX_UNBALANCED_DEPTH
        ? halve(triangles, own, first, end, left)
        : split(triangles, own, centers, first, end, left);
    // The left part is popped next, so it lands at node + 1.
    stack.push(middle, end, node, depth + 1, first, middle, -1, depth + 1);
  }
  return nodes;
}

function writeBox(
  triangles: Uint32Array,
  own: Float64Array,
  first: number,
  end: number,
  boxes: Float64Array,
  b: number,
): void {
  let x0 = Infinity;
  let y0 = Infinity;
  let z0 = Infinity;
  let x1 = -Infinity;
  let y1 = -Infinity;
  let z1 = -Infinity;
  for (let s = first; s < end; s++) {
    const o = 6 * triangles[s];
    if (own[o] < x0) x0 = own[o];
    if (own[o + 1] < y0) y0 = own[o + 1];
    if (own[o + 2] < z0) z0 = own[o + 2];
    if (own[o + 3] > x1) x1 = own[o + 3];
    if (own[o + 4] > y1) y1 = own[o + 4];
    if (own[o + 5] > z1) z1 = own[o + 5];
  }
  boxes[b] = x0;
  boxes[b + 1] = y0;
  boxes[b + 2] = z0;
  boxes[b + 3] = x1;
  boxes[b + 4] = y1;
  boxes[b + 5] = z1;
}

const binCount = new Int32Array(BINS);
/** [6 BINS] what a bin without triangles holds means nothing */
const binBox = new Float64Array(6 * BINS);
const rightCost = new Float64Array(BINS);
const sweep = new Float64Array(6);

/** Boxes of pending nodes: two more for each of at most some ninety levels. */
const pending = new Float64Array(6 * 256);

/** The box of all that is in some bins, one triangle at least. */
function writeBinsBox(from: number, to: number, target: Float64Array, t: number): void {
  let isEmpty = true;
  for (let i = from; i < to; i++) {
    if (binCount[i] === 0) continue;
    if (isEmpty) copyBox(target, t, binBox, 6 * i);
    else grow(target, t, binBox, 6 * i);
    isEmpty = false;
  }
}

/** Two parts of slots [first, end) as they lie; their boxes as `split` puts them. @returns the first slot of the second */
function halve(triangles: Uint32Array, own: Float64Array, first: number, end: number, p: number): number {
  const middle = (first + end) >> 1;
  writeBox(triangles, own, middle, end, pending, p);
  writeBox(triangles, own, first, middle, pending, p + 6);
  return middle;
}

/**
 * Partitions slots [first, end) in two non-empty parts, and puts the second's box at `p` of `pending` and the first's
 * behind it.
 *
 * @returns the first slot of the second
 */
function split(
  triangles: Uint32Array,
  own: Float64Array,
  centers: Float64Array,
  first: number,
  end: number,
  p: number,
): number {
  let x0 = Infinity;
  let y0 = Infinity;
  let z0 = Infinity;
  let x1 = -Infinity;
  let y1 = -Infinity;
  let z1 = -Infinity;
  for (let s = first; s < end; s++) {
    const c = 3 * triangles[s];
    const x = centers[c];
    const y = centers[c + 1];
    const z = centers[c + 2];
    if (x < x0) x0 = x;
    if (y < y0) y0 = y;
    if (z < z0) z0 = z;
    if (x > x1) x1 = x;
    if (y > y1) y1 = y;
    if (z > z1) z1 = z;
  }
  const extent = Math.max(x1 - x0, y1 - y0, z1 - z0);
  const axis = extent === x1 - x0 ? 0 : extent === y1 - y0 ? 1 : 2;
  const low = axis === 0 ? x0 : axis === 1 ? y0 : z0;
  // All centres in one place: any halves will do.
  if (!(extent > 0)) return halve(triangles, own, first, end, p);

  const toBin = (BINS * (1 - 1e-9)) / extent;
  for (let i = 0; i < BINS; i++) binCount[i] = 0;
  for (let s = first; s < end; s++) {
    const t = triangles[s];
    const i = ((centers[3 * t + axis] - low) * toBin) | 0;
    if (binCount[i]++ === 0) copyBox(binBox, 6 * i, own, 6 * t);
    else grow(binBox, 6 * i, own, 6 * t);
  }

  // A bin without triangles changes nothing: a cut beside it costs what the next one does, and the first is taken.
  let beyond = Infinity;
  for (let i = BINS - 1, n = 0; i > 0; i--) {
    if (binCount[i] > 0) {
      if (n === 0) copyBox(sweep, 0, binBox, 6 * i);
      else grow(sweep, 0, binBox, 6 * i);
      n += binCount[i];
      beyond = n * halfArea(sweep);
    }
    rightCost[i] = beyond;
  }
  let cut = 1;
  let bestCost = Infinity;
  for (let i = 1, n = 0; i < BINS; i++) {
    if (binCount[i - 1] === 0) continue;
    if (n === 0) copyBox(sweep, 0, binBox, 6 * (i - 1));
    else grow(sweep, 0, binBox, 6 * (i - 1));
    n += binCount[i - 1];
    const cost = n * halfArea(sweep) + rightCost[i];
    if (cost < bestCost) {
      bestCost = cost;
      cut = i;
    }
  }
  writeBinsBox(cut, BINS, pending, p);
  writeBinsBox(0, cut, pending, p + 6);

  let i = first;
  let j = end - 1;
  while (i <= j) {
    const t = triangles[i];
    if ((((centers[3 * t + axis] - low) * toBin) | 0) < cut) {
      i++;
    } else {
      triangles[i] = triangles[j];
      triangles[j--] = t;
    }
  }
  return i;
}

function grow(target: Float64Array, t: number, source: Float64Array, s: number): void {
  if (source[s] < target[t]) target[t] = source[s];
  if (source[s + 1] < target[t + 1]) target[t + 1] = source[s + 1];
  if (source[s + 2] < target[t + 2]) target[t + 2] = source[s + 2];
  if (source[s + 3] > target[t + 3]) target[t + 3] = source[s + 3];
  if (source[s + 4] > target[t + 4]) target[t + 4] = source[s + 4];
  if (source[s + 5] > target[t + 5]) target[t + 5] = source[s + 5];
}

function copyBox(target: Float64Array, t: number, source: Float64Array, s: number): void {
  target[t] = source[s];
  target[t + 1] = source[s + 1];
  target[t + 2] = source[s + 2];
  target[t + 3] = source[s + 3];
  target[t + 4] = source[s + 4];
  target[t + 5] = source[s + 5];
}

function halfArea(box: Float64Array): number {
  const x = box[3] - box[0];
  const y = box[4] - box[1];
  const z = box[5] - box[2];
  return x * y + y * z + z * x;
}

function writeNormal(corners: Float64Array, c: number, normals: Float64Array, n: number): void {
  const ax = corners[c + 3] - corners[c];
  const ay = corners[c + 4] - corners[c + 1];
  const az = corners[c + 5] - corners[c + 2];
  const bx = corners[c + 6] - corners[c];
  const by = corners[c + 7] - corners[c + 1];
  const bz = corners[c + 8] - corners[c + 2];
  const x = ay * bz - az * by;
  const y = az * bx - ax * bz;
  const z = ax * by - ay * bx;
  const length = Math.sqrt(x * x + y * y + z * z);
  // Without area (to rounding) there is no plane; such a triangle is only its edges.
  const longest = Math.max(ax * ax + ay * ay + az * az, bx * bx + by * by + bz * bz);
  if (!(length > 1e-14 * longest)) return;
  normals[n] = x / length;
  normals[n + 1] = y / length;
  normals[n + 2] = z / length;
}
