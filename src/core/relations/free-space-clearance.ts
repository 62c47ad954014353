import { isInsideMesh } from '../geometry/point-in-mesh.js';
import { patchHeight, type Patch } from './patch.js';
import type { ObjectGeometry, SceneGeometry } from './scene-geometry.js';

/** Condition 4 of SPEC §5 starts this far above the point: below it the cylinder stands on its surface. */
export const CYLINDER_START = 0.001;

/** Cells of the field per clearance radius. Finer: more cells, fewer points that need the exact test. */
const CELLS_PER_RADIUS = 10;
/** Bounds memory on huge surfaces; cells must stay below a third of the radius, which this allows up to 50 m². */
const MAX_CELLS = 1 << 22;

const FREE = 0;
const BLOCKED = 1;
/** Too near the limit to tell for a whole cell: the exact distance decides. */
const UNDECIDED = 2;

/**
 * Where upright cylinders of one size can stand on a patch without meeting a mesh (SPEC §5.4).
 *
 * A point is clear when its distance to the projection of all triangles, clipped to the cylinder's height band, is at
 * least the radius, and when it lies in no solid. Cells of a grid that are surely clear or surely blocked are known by
 * a distance transform; for points of the others the distance to the projected edges is computed.
 */
export interface Clearance {
  readonly radius: number;
  readonly cell: number;
  readonly originX: number;
  readonly originY: number;
  readonly columns: number;
  readonly rows: number;
  /** [rows * columns] FREE, BLOCKED or UNDECIDED. */
  readonly state: Uint8Array;
  readonly segments: SegmentGrid;
  /** Solids so tall that a cylinder may be wholly within one; cells' answers are kept. */
  readonly solids: readonly ObjectGeometry[];
  readonly inSolid: Int8Array;
  /** Height over the patch at which solids are probed. */
  readonly middle: number;
  readonly patch: Patch;
}

/** Edges of the projected triangles, listed by the square buckets their boxes meet. */
interface SegmentGrid {
  /** [4 n] x0 y0 x1 y1 */
  readonly ends: Float64Array;
  readonly size: number;
  readonly columns: number;
  readonly rows: number;
  /** [buckets + 1] offsets into `items` */
  readonly starts: Uint32Array;
  readonly items: Uint32Array;
}

/**
 * @param radius of the cylinder
 * @param height its top over the point
 */
export function buildClearance(geometry: SceneGeometry, patch: Patch, radius: number, height: number): Clearance {
  const margin = radius * (1 + 2 / CELLS_PER_RADIUS);
  const originX = patch.min[0] - margin;
  const originY = patch.min[1] - margin;
  const width = patch.max[0] + margin - originX;
  const depth = patch.max[1] + margin - originY;
  const cell = Math.max(radius / CELLS_PER_RADIUS, Math.sqrt((width * depth) / MAX_CELLS));
  const columns = Math.ceil(width / cell);
  const rows = Math.ceil(depth / cell);
  const touched = new Uint8Array(columns * rows);
  const ends = new GrowingList();
  const paint = cellPainter(touched, originX, originY, cell, columns, rows);

  const solids: ObjectGeometry[] = [];
  for (const object of geometry.objects) {
    const x = object.support([1, 0, 0]);
    const y = object.support([0, 1, 0]);
    if (x.max < originX || x.min > originX + width || y.max < originY || y.min > originY + depth) continue;
    const level = levelRange(patch, object);
    if (level.max <= CYLINDER_START || level.min >= height) continue;
    if (object.record.solid && level.min <= CYLINDER_START && level.max >= height) solids.push(object);
    projectBand(object, patch, CYLINDER_START, height, (polygon, count) => {
      paint(polygon, count);
      for (let i = 0, j = count - 1; i < count; j = i++) {
        ends.push4(polygon[2 * j], polygon[2 * j + 1], polygon[2 * i], polygon[2 * i + 1]);
      }
    });
  }

  // A point of a cell is within half a diagonal of its centre, and so is a triangle's point of a touched cell.
  const doubt = Math.SQRT2;
  const state = classify(touched, columns, rows, radius / cell - doubt, radius / cell + doubt);
  return {
    radius,
    cell,
    originX,
    originY,
    columns,
    rows,
    state,
    segments: bucketSegments(ends.values(), originX, originY, radius, width, depth),
    solids,
    inSolid: new Int8Array(solids.length > 0 ? columns * rows : 0).fill(-1),
    middle: (CYLINDER_START + height) / 2,
    patch,
  };
}

/** Whether a cylinder can stand at (x, y), a point within the bounds of the patch. */
export function isClear(field: Clearance, x: number, y: number): boolean {
  const index = cellAt(field, x, y);
  const state = field.state[index];
  if (state === BLOCKED) return false;
  if (state === UNDECIDED && !isFartherThan(field, x, y, field.radius)) return false;
  return field.solids.length === 0 || !isInSolid(field, index, x, y);
}

/** Whether no cylinder of this radius can stand anywhere in a cell, given by its centre: surely, or not known. */
export function isCellBlocked(field: Clearance, x: number, y: number): boolean {
  const index = cellAt(field, x, y);
  const state = field.state[index];
  if (state === BLOCKED) return true;
  if (state === UNDECIDED && !isFartherThan(field, x, y, field.radius - field.cell * Math.SQRT1_2)) return true;
  return state === FREE && field.solids.length > 0 && isInSolid(field, index, x, y);
}

function cellAt(field: Clearance, x: number, y: number): number {
  const column = Math.floor((x - field.originX) / field.cell);
  const row = Math.floor((y - field.originY) / field.cell);
  if (!(column >= 0 && row >= 0 && column < field.columns && row < field.rows)) {
    throw new RangeError(`Point (${x}, ${y}) is not on the patch this field was built for.`);
  }
  return row * field.columns + column;
}

/** No projected edge nearer than `limit`. Points that ask lie outside all projected triangles, so edges are all there is. */
function isFartherThan(field: Clearance, x: number, y: number, limit: number): boolean {
  const { ends, size, columns, rows, starts, items } = field.segments;
  const bound = limit * limit;
  const px = x - field.originX;
  const py = y - field.originY;
  const c0 = Math.max(0, Math.floor((px - limit) / size));
  const c1 = Math.min(columns - 1, Math.floor((px + limit) / size));
  const r0 = Math.max(0, Math.floor((py - limit) / size));
  const r1 = Math.min(rows - 1, Math.floor((py + limit) / size));
  for (let r = r0; r <= r1; r++) {
    const gapY = Math.max(0, r * size - py, py - (r + 1) * size);
    for (let c = c0; c <= c1; c++) {
      const gapX = Math.max(0, c * size - px, px - (c + 1) * size);
      if (gapX * gapX + gapY * gapY >= bound) continue;
      const bucket = r * columns + c;
      for (let k = starts[bucket]; k < starts[bucket + 1]; k++) {
        const s = 4 * items[k];
        const ex = ends[s + 2] - ends[s];
        const ey = ends[s + 3] - ends[s + 1];
        const qx = x - ends[s];
        const qy = y - ends[s + 1];
        const ee = ex * ex + ey * ey;
        let t = ee > 0 ? (qx * ex + qy * ey) / ee : 0;
        if (t < 0) t = 0;
        else if (t > 1) t = 1;
        const dx = qx - t * ex;
        const dy = qy - t * ey;
        if (dx * dx + dy * dy < bound) return false;
      }
    }
  }
  return true;
}

/** No triangle projects into a cell that is not blocked, so all of it is inside a solid or none. */
function isInSolid(field: Clearance, index: number, x: number, y: number): boolean {
  const known = field.inSolid[index];
  if (known >= 0) return known === 1;
  const z = patchHeight(field.patch, x, y) + field.middle;
  const inside = field.solids.some((solid) => isInsideMesh(solid.tree, [x, y, z]));
  field.inSolid[index] = inside ? 1 : 0;
  return inside;
}

/** Lowest and highest a mesh may be over the patch plane, by its box. */
function levelRange(patch: Patch, object: ObjectGeometry): { min: number; max: number } {
  const x = object.support([1, 0, 0]);
  const y = object.support([0, 1, 0]);
  const heights = [
    patchHeight(patch, x.min, y.min),
    patchHeight(patch, x.max, y.min),
    patchHeight(patch, x.min, y.max),
    patchHeight(patch, x.max, y.max),
  ];
  return { min: object.vertical.min - Math.max(...heights), max: object.vertical.max - Math.min(...heights) };
}

const corners = new Float64Array(9);
const clipped = [new Float64Array(24), new Float64Array(24)] as const;
const flat = new Float64Array(16);

/**
 * Clips each triangle to low < height over the patch < high and hands on its outline in the plane.
 *
 * Heights are taken over the patch plane under each vertex, not under the cylinder's foot: on surfaces as level as
 * those that things rest on, that moves the ends of the band by some micrometres.
 *
 * @param each [2 n] xy of a convex polygon; flat ones (walls seen from above) too. Valid during the call
 */
function projectBand(
  object: ObjectGeometry,
  patch: Patch,
  low: number,
  high: number,
  each: (polygon: Float64Array, count: number) => void,
): void {
  const { vertices, indices } = object;
  const levels = new Float64Array(vertices.length / 3);
  for (let i = 0; i < levels.length; i++) {
    levels[i] = vertices[3 * i + 2] - patchHeight(patch, vertices[3 * i], vertices[3 * i + 1]);
  }
  for (let t = 0; t < indices.length; t += 3) {
    const [a, b, c] = [indices[t], indices[t + 1], indices[t + 2]];
    const lowest = Math.min(levels[a], levels[b], levels[c]);
    const highest = Math.max(levels[a], levels[b], levels[c]);
    if (highest <= low || lowest >= high) continue;
    for (let k = 0; k < 3; k++) {
      const v = indices[t + k];
      corners[3 * k] = vertices[3 * v];
      corners[3 * k + 1] = vertices[3 * v + 1];
      corners[3 * k + 2] = levels[v];
    }
    let points: Float64Array = corners;
    let count = 3;
    if (lowest < low) {
      count = clipHeight(points, count, low, 1, clipped[0]);
      points = clipped[0];
    }
    if (highest > high) {
      count = clipHeight(points, count, high, -1, clipped[1]);
      points = clipped[1];
    }
    for (let k = 0; k < count; k++) {
      flat[2 * k] = points[3 * k];
      flat[2 * k + 1] = points[3 * k + 1];
    }
    if (count > 0) each(flat, count);
  }
}

/** Keeps sign · (height − limit) ≥ 0. @returns number of corners written */
function clipHeight(points: Float64Array, count: number, limit: number, sign: number, out: Float64Array): number {
  let written = 0;
  for (let i = 0, j = count - 1; i < count; j = i++) {
    const p = sign * (points[3 * j + 2] - limit);
    const q = sign * (points[3 * i + 2] - limit);
    if ((p < 0 && q > 0) || (p > 0 && q < 0)) {
      const t = p / (p - q);
      out[3 * written] = points[3 * j] + t * (points[3 * i] - points[3 * j]);
      out[3 * written + 1] = points[3 * j + 1] + t * (points[3 * i + 1] - points[3 * j + 1]);
      out[3 * written + 2] = limit;
      written++;
    }
    if (q >= 0) {
      out[3 * written] = points[3 * i];
      out[3 * written + 1] = points[3 * i + 1];
      out[3 * written + 2] = points[3 * i + 2];
      written++;
    }
  }
  return written;
}

/** Marks every cell that a convex polygon touches, row by row. */
function cellPainter(
  touched: Uint8Array,
  originX: number,
  originY: number,
  cell: number,
  columns: number,
  rows: number,
): (polygon: Float64Array, count: number) => void {
  return (polygon, count) => {
    let low = Infinity;
    let high = -Infinity;
    for (let i = 0; i < count; i++) {
      const y = polygon[2 * i + 1];
      if (y < low) low = y;
      if (y > high) high = y;
    }
    const first = Math.max(0, Math.floor((low - originY) / cell));
    const last = Math.min(rows - 1, Math.floor((high - originY) / cell));
    for (let row = first; row <= last; row++) {
      const y0 = originY + row * cell;
      const y1 = y0 + cell;
      let left = Infinity;
      let right = -Infinity;
      for (let i = 0, j = count - 1; i < count; j = i++) {
        let ax = polygon[2 * j];
        let ay = polygon[2 * j + 1];
        let bx = polygon[2 * i];
        let by = polygon[2 * i + 1];
        if (ay > by) {
          [ax, bx] = [bx, ax];
          [ay, by] = [by, ay];
        }
        if (by < y0 || ay > y1) continue;
        const slope = by > ay ? (bx - ax) / (by - ay) : 0;
        const xa = ay < y0 ? ax + slope * (y0 - ay) : ax;
        const xb = by > y1 ? ax + slope * (y1 - ay) : bx;
        if (xa < left) left = xa;
        if (xb < left) left = xb;
        if (xa > right) right = xa;
        if (xb > right) right = xb;
      }
      const c0 = Math.max(0, Math.floor((left - originX) / cell));
      const c1 = Math.min(columns - 1, Math.floor((right - originX) / cell));
      if (c0 <= c1) touched.fill(1, row * columns + c0, row * columns + c1 + 1);
    }
  };
}

/**
 * Compares each cell's distance to the nearest touched cell with two limits, in cells.
 *
 * @param near below: BLOCKED
 * @param far above: FREE
 */
function classify(touched: Uint8Array, columns: number, rows: number, near: number, far: number): Uint8Array {
  const cap = Math.ceil(far) + 1;
  const vertical = new Uint8Array(columns * rows).fill(cap);
  for (let i = 0; i < touched.length; i++) {
    if (touched[i]) vertical[i] = 0;
    else if (i >= columns) vertical[i] = Math.min(cap, vertical[i - columns] + 1);
  }
  for (let i = touched.length - columns - 1; i >= 0; i--) {
    vertical[i] = Math.min(vertical[i], vertical[i + columns] + 1);
  }
  const state = new Uint8Array(columns * rows);
  const nearSquared = near > 0 ? near * near : -1;
  const farSquared = far * far;
  for (let row = 0; row < rows; row++) {
    const base = row * columns;
    // Last column whose own distance is below the cap: nothing near, nothing to do.
    let recent = -Infinity;
    let next = -1;
    for (let column = 0; column < columns; column++) {
      if (vertical[base + column] < cap) recent = column;
      if (next < column) {
        next = column;
        while (next < columns && vertical[base + next] >= cap) next++;
      }
      if (column - recent >= cap && next - column >= cap) continue;
      const c0 = Math.max(0, column - cap);
      const c1 = Math.min(columns - 1, column + cap);
      let best = Infinity;
      for (let c = c0; c <= c1; c++) {
        const v = vertical[base + c];
        if (v >= cap) continue;
        const squared = v * v + (c - column) * (c - column);
        if (squared < best) best = squared;
      }
      state[base + column] = best <= nearSquared ? BLOCKED : best <= farSquared ? UNDECIDED : FREE;
    }
  }
  return state;
}

function bucketSegments(
  ends: Float64Array,
  originX: number,
  originY: number,
  radius: number,
  width: number,
  depth: number,
): SegmentGrid {
  const size = Math.max(radius / 4, Math.sqrt((width * depth) / MAX_CELLS));
  const columns = Math.ceil(width / size);
  const rows = Math.ceil(depth / size);
  const starts = new Uint32Array(columns * rows + 1);
  const visit = (each: (bucket: number, segment: number) => void) => {
    for (let s = 0; s < ends.length; s += 4) {
      const c0 = Math.max(0, Math.floor((Math.min(ends[s], ends[s + 2]) - originX) / size));
      const c1 = Math.min(columns - 1, Math.floor((Math.max(ends[s], ends[s + 2]) - originX) / size));
      const r0 = Math.max(0, Math.floor((Math.min(ends[s + 1], ends[s + 3]) - originY) / size));
      const r1 = Math.min(rows - 1, Math.floor((Math.max(ends[s + 1], ends[s + 3]) - originY) / size));
      for (let r = r0; r <= r1; r++) for (let c = c0; c <= c1; c++) each(r * columns + c, s / 4);
    }
  };
  visit((bucket) => {
    starts[bucket + 1]++;
  });
  for (let i = 1; i < starts.length; i++) starts[i] += starts[i - 1];
  const items = new Uint32Array(starts[starts.length - 1]);
  const filled = starts.slice();
  visit((bucket, segment) => {
    items[filled[bucket]++] = segment;
  });
  return { ends, size, columns, rows, starts, items };
}

/** Numbers whose count is not known beforehand. */
class GrowingList {
  #data = new Float64Array(4096);
  #length = 0;

  push4(a: number, b: number, c: number, d: number): void {
    if (this.#length + 4 > this.#data.length) {
      const larger = new Float64Array(2 * this.#data.length);
      larger.set(this.#data);
      this.#data = larger;
    }
    this.#data[this.#length++] = a;
    this.#data[this.#length++] = b;
    this.#data[this.#length++] = c;
    this.#data[this.#length++] = d;
  }

  values(): Float64Array {
    return this.#data.subarray(0, this.#length);
  }
}
