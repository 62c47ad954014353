import type { FlatPolygon } from './fits-polygon.js';

/**
 * Positions of an object's centre relative to the setting's origin, metres along d (columns) and e = Z × d (rows): the
 * lattice goes through (0, 0). Each position holds the first reason that rejects it.
 */
export interface Lattice {
  readonly step: number;
  /** Multiples of `step` of column 0 and row 0. */
  readonly firstColumn: number;
  readonly firstRow: number;
  readonly columns: number;
  readonly rows: number;
  /** [rows * columns] */
  readonly codes: Uint8Array;
}

/** What a position holds: not yet reached by the named condition, or VALID. */
export const BY_DIRECTION = 1;
export const BY_REACH = 2;
export const BY_EDGE = 3;
export const BY_COLLISION = 4;
export const VALID = 0;
/** Forbidden one way, still to be forbidden the other. */
export const HALF = 6;

/** Names of the reasons in records, by code. */
export const REASONS: readonly string[] = ['valid', 'direction', 'reach', 'edge', 'collision'];

export function makeLattice(step: number, minX: number, minY: number, maxX: number, maxY: number): Lattice {
  const firstColumn = Math.ceil(minX / step);
  const firstRow = Math.ceil(minY / step);
  const columns = Math.max(0, Math.floor(maxX / step) - firstColumn + 1);
  const rows = Math.max(0, Math.floor(maxY / step) - firstRow + 1);
  return { step, firstColumn, firstRow, columns, rows, codes: new Uint8Array(columns * rows) };
}

/** Turns `from` into `to` at all positions of a convex polygon, its sides included. @returns how many were turned */
export function mark(lattice: Lattice, polygon: FlatPolygon, from: number, to: number): number {
  const { step, firstColumn, firstRow, columns, rows, codes } = lattice;
  const n = polygon.length;
  if (n === 0) return 0;
  let low = Infinity;
  let high = -Infinity;
  for (let i = 1; i < n; i += 2) {
    if (polygon[i] < low) low = polygon[i];
    if (polygon[i] > high) high = polygon[i];
  }
  const first = Math.max(0, Math.ceil(low / step) - firstRow);
  const last = Math.min(rows - 1, Math.floor(high / step) - firstRow);
  if (first > last) return 0;
  clearSpans(first, last);
  for (let i = 0, j = n - 2; i < n; j = i, i += 2)
    crossRows(lattice, polygon[j], polygon[j + 1], polygon[i], polygon[i + 1], first, last);
  let turned = 0;
  for (let row = first; row <= last; row++) {
    const c0 = Math.max(0, Math.ceil(lefts[row] / step) - firstColumn);
    const c1 = Math.min(columns - 1, Math.floor(rights[row] / step) - firstColumn);
    for (let k = row * columns + c0, end = row * columns + c1; k <= end; k++) {
      if (codes[k] !== from) continue;
      codes[k] = to;
      turned++;
    }
  }
  return turned;
}

// Scratch of one call, grown as needed: where a polygon begins and ends in each row.
let lefts = new Float64Array(256);
let rights = new Float64Array(256);

function clearSpans(first: number, last: number): void {
  if (lefts.length <= last) {
    lefts = new Float64Array(2 * last);
    rights = new Float64Array(2 * last);
  }
  lefts.fill(Infinity, first, last + 1);
  rights.fill(-Infinity, first, last + 1);
}

/** Widens the spans of the rows that a side of the polygon crosses. */
function crossRows(
  { step, firstRow }: Lattice,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  first: number,
  last: number,
): void {
  // One row more either way: whether a side reaches a row is decided at the row.
  const from = Math.max(first, Math.ceil(Math.min(ay, by) / step) - firstRow - 1);
  const to = Math.min(last, Math.floor(Math.max(ay, by) / step) - firstRow + 1);
  for (let row = from; row <= to; row++) {
    const y = (row + firstRow) * step;
    const above = ay - y;
    const below = by - y;
    if ((above < 0 && below < 0) || (above > 0 && below > 0)) continue;
    if (above === below) {
      lefts[row] = Math.min(lefts[row], bx, ax);
      rights[row] = Math.max(rights[row], bx, ax);
      continue;
    }
    const x = ax + (above / (above - below)) * (bx - ax);
    if (x < lefts[row]) lefts[row] = x;
    if (x > rights[row]) rights[row] = x;
  }
}
