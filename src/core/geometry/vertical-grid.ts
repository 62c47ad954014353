import type { BoxTree } from './box-tree.js';
import { heightOver } from './raycast.js';

/** Triangles of a mesh by the cells of a grid seen from above, for whoever asks along many vertical lines. */
interface VerticalGrid {
  readonly cells: number;
  readonly left: number;
  readonly bottom: number;
  /** Cells per metre. */
  readonly perX: number;
  readonly perY: number;
  /** [cells² + 1] where each cell's slots begin, row by row. */
  readonly starts: Uint32Array;
  /** Slots of the tree's triangles. */
  readonly slots: Uint32Array;
}

const MOST_CELLS = 48;

/** Triangles are listed this far beyond their own boxes: the tests of lines along an edge have slack. */
const SLACK = 1e-9;

const grids = new WeakMap<BoxTree, VerticalGrid>();

/**
 * Calls `visit` with each hit of a ray straight up from (x, y, z), its distance and slot, in no order: what `walkRay`
 * finds, to the last bit. Worth it from some hundreds of lines on.
 */
export function walkVertical(
  tree: BoxTree,
  x: number,
  y: number,
  z: number,
  visit: (distance: number, slot: number) => void,
): void {
  const { cells, left, bottom, perX, perY, starts, slots } = gridOf(tree);
  const column = cellOf((x - left) * perX, cells);
  const row = cellOf((y - bottom) * perY, cells);
  const cell = row * cells + column;
  for (let i = starts[cell]; i < starts[cell + 1]; i++) {
    const distance = heightOver(tree.corners, 9 * slots[i], x, y, z);
    if (distance >= 0) visit(distance, slots[i]);
  }
}

const cellOf = (at: number, cells: number): number => Math.min(cells - 1, Math.max(0, Math.floor(at)));

function gridOf(tree: BoxTree): VerticalGrid {
  let grid = grids.get(tree);
  if (!grid) grids.set(tree, (grid = buildGrid(tree)));
  return grid;
}

function buildGrid({ bounds: { min, max }, corners }: BoxTree): VerticalGrid {
  const count = corners.length / 9;
  const cells = Math.max(1, Math.min(MOST_CELLS, Math.round(Math.sqrt(count))));
  const perX = cells / Math.max(max[0] - min[0], SLACK);
  const perY = cells / Math.max(max[1] - min[1], SLACK);
  const starts = new Uint32Array(cells * cells + 1);
  const eachCell = (slot: number, visit: (cell: number) => void): void => {
    const c = 9 * slot;
    const x0 = Math.min(corners[c], corners[c + 3], corners[c + 6]) - SLACK;
    const x1 = Math.max(corners[c], corners[c + 3], corners[c + 6]) + SLACK;
    const y0 = Math.min(corners[c + 1], corners[c + 4], corners[c + 7]) - SLACK;
    const y1 = Math.max(corners[c + 1], corners[c + 4], corners[c + 7]) + SLACK;
    const last = cellOf((x1 - min[0]) * perX, cells);
    const top = cellOf((y1 - min[1]) * perY, cells);
    for (let row = cellOf((y0 - min[1]) * perY, cells); row <= top; row++)
      for (let column = cellOf((x0 - min[0]) * perX, cells); column <= last; column++) visit(row * cells + column);
  };
  for (let slot = 0; slot < count; slot++) eachCell(slot, (cell) => starts[cell + 1]++);
  for (let cell = 0; cell < cells * cells; cell++) starts[cell + 1] += starts[cell];
  const slots = new Uint32Array(starts[cells * cells]);
  const next = starts.slice();
  for (let slot = 0; slot < count; slot++) eachCell(slot, (cell) => (slots[next[cell]++] = slot));
  return { cells, left: min[0], bottom: min[1], perX, perY, starts, slots };
}
