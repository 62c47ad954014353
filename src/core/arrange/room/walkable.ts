import { distanceToPolygon, type Vec2 } from '../../geometry/polygon.js';
import type { Placement } from '../placement.js';

/** Half of the narrowest gap people walk through, metres. */
const BODY_RADIUS = 0.3;
/** Side of a cell of the floor, metres. */
const CELL = 0.12;
/** What hangs higher is walked under; what is lower is stepped over. */
const HEAD = 1.3;
const STEP_OVER = 0.03;
/** Part of the free floor that must hang together; corners behind things may be cut off. */
const MIN_CONNECTED = 0.9;
/** From a point in reach, a piece of furniture can be used, metres. */
const REACH = 0.95;
/** Before a door, metres. */
const DOORSTEP = 0.5;

/** What of the floor somebody can walk on, gaps of 0.6 m and wider: cells by row, true where the body has room. */
interface WalkGrid {
  readonly columns: number;
  readonly rows: number;
  readonly free: Uint8Array;
  readonly center: (column: number, row: number) => Vec2;
}

/**
 * Whether one can walk through a room: the free floor hangs together, every door opens onto it, and every piece on the
 * floor is in reach.
 *
 * @param half inner half extents of the room
 * @param standing everything placed so far
 */
export function isWalkable(half: Vec2, standing: readonly Placement[], doors: readonly Placement[]): boolean {
  const obstacles = standing.filter(
    (p) => p.category.kind === 'furniture' && p.bottom < HEAD && p.top > STEP_OVER && p.bottom < 0.3,
  );
  const grid = gridOf(half, obstacles);
  const free = grid.free.reduce((sum, cell) => sum + cell, 0);
  if (free === 0) return false;
  const reached = largestRegion(grid);
  const connected = reached.reduce((sum, cell) => sum + cell, 0);
  if (connected < MIN_CONNECTED * free) return false;
  const near = (p: Vec2, within: number): boolean =>
    someCell(grid, reached, (c) => Math.hypot(c[0] - p[0], c[1] - p[1]) <= within);
  for (const { worldFromObject } of doors) {
    const [x, y] = worldFromObject.position;
    const [dx, dy] = [x === 0 && y === 0 ? 0 : -x, -y];
    // Into the room: away from the wall the door is in.
    const inward: Vec2 =
      Math.abs(Math.abs(x) - half[0]) < Math.abs(Math.abs(y) - half[1]) ? [Math.sign(dx), 0] : [0, Math.sign(dy)];
    if (!near([x + DOORSTEP * inward[0], y + DOORSTEP * inward[1]], 2 * CELL)) return false;
  }
  return obstacles.every((p) => someCell(grid, reached, (c) => distanceToPolygon(c, p.footprint) <= REACH));
}

function gridOf([hx, hy]: Vec2, obstacles: readonly Placement[]): WalkGrid {
  const columns = Math.max(1, Math.floor((2 * hx) / CELL));
  const rows = Math.max(1, Math.floor((2 * hy) / CELL));
  const center = (column: number, row: number): Vec2 => [
    (column + 0.5 - columns / 2) * CELL,
    (row + 0.5 - rows / 2) * CELL,
  ];
  const free = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const [x, y] = center(column, row);
      if (hx - Math.abs(x) >= BODY_RADIUS && hy - Math.abs(y) >= BODY_RADIUS) free[row * columns + column] = 1;
    }
  }
  for (const { footprint } of obstacles) {
    const xs = footprint.map((p) => p[0]);
    const ys = footprint.map((p) => p[1]);
    const span = (least: number, most: number, count: number): readonly [number, number] => [
      Math.max(0, Math.floor((least - BODY_RADIUS) / CELL + count / 2)),
      Math.min(count - 1, Math.ceil((most + BODY_RADIUS) / CELL + count / 2)),
    ];
    const [c0, c1] = span(Math.min(...xs), Math.max(...xs), columns);
    const [r0, r1] = span(Math.min(...ys), Math.max(...ys), rows);
    for (let row = r0; row <= r1; row++) {
      for (let column = c0; column <= c1; column++) {
        const cell = row * columns + column;
        if (free[cell] === 1 && distanceToPolygon(center(column, row), footprint) < BODY_RADIUS) free[cell] = 0;
      }
    }
  }
  return { columns, rows, free, center };
}

/** Cells of the largest connected part of the free floor. */
function largestRegion({ columns, rows, free }: WalkGrid): Uint8Array {
  const label = new Int32Array(free.length);
  let [best, bestSize] = [0, 0];
  let next = 0;
  for (let start = 0; start < free.length; start++) {
    if (free[start] === 0 || label[start] !== 0) continue;
    label[start] = ++next;
    const stack = [start];
    let size = 0;
    for (let cell = stack.pop(); cell !== undefined; cell = stack.pop()) {
      size++;
      const [column, row] = [cell % columns, Math.floor(cell / columns)];
      for (const [dc, dr] of [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ]) {
        const [c, r] = [column + dc, row + dr];
        const other = r * columns + c;
        if (c < 0 || r < 0 || c >= columns || r >= rows || free[other] === 0 || label[other] !== 0) continue;
        label[other] = next;
        stack.push(other);
      }
    }
    if (size > bestSize) [best, bestSize] = [next, size];
  }
  return Uint8Array.from(label, (l) => (l !== 0 && l === best ? 1 : 0));
}

function someCell({ columns, rows, center }: WalkGrid, cells: Uint8Array, test: (c: Vec2) => boolean): boolean {
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      if (cells[row * columns + column] === 1 && test(center(column, row))) return true;
  return false;
}
