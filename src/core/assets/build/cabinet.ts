import type { SurfacePlan } from './assemble.js';
import { rectangleAt } from './assemble.js';
import { blocks, box, boxBetween, type Block } from './box.js';
import type { Cells } from './cell.js';
import { drum } from './loft.js';

/** What fills a compartment of a cabinet. */
export type Filling = 'open' | 'door' | 'doors' | 'drawer';

export interface CabinetRow {
  /** Share of the column's height. */
  readonly share: number;
  readonly filling: Filling;
  /** The side a single door's handle is on. Default: the left, own frame. */
  readonly handle?: 'left' | 'right';
}

export interface CabinetColumn {
  /** Share of the width. */
  readonly share: number;
  /** From the bottom up. */
  readonly rows: readonly CabinetRow[];
}

export interface CabinetSize {
  /** Along x, y and z. */
  readonly size: readonly [number, number, number];
  /** Middle of its y extent and height of its underside. */
  readonly y?: number;
  readonly z?: number;
  /** Thickness of its boards. */
  readonly board: number;
  /** From its right (−y) to its left. */
  readonly columns: readonly CabinetColumn[];
  readonly handles: 'bar' | 'upright' | 'knob' | 'groove';
  /** Materials of carcass, back wall, fronts and handles. */
  readonly materials: readonly [number, number, number, number];
}

/** A carcass with what closes it, its front to +X. */
export interface Cabinet {
  readonly carcass: Cells;
  readonly fronts: readonly Cells[];
  readonly handles: readonly Cells[];
  /** The boards of its open compartments, not its top. */
  readonly boards: readonly SurfacePlan[];
  readonly top: SurfacePlan;
  /** The space of its open compartments. */
  readonly space: Cells;
}

const BACK = 0.006;
const FRONT = 0.018;
/** Around doors and drawers, so that they can be told apart. */
const GAP = 0.003;

/**
 * Shelves, cupboards and drawer units around the origin. What lies behind doors and drawers counts as filled: nobody
 * sees it, and few bodies are fast. Fronts are set in, flush with the carcass.
 */
export function cabinet(plan: CabinetSize): Cabinet {
  const [depth, width, height] = plan.size;
  const { y = 0, z = 0, board: t, columns } = plan;
  const [carcassMaterial, backMaterial, frontMaterial, handleMaterial] = plan.materials;
  const [back, front, right, left] = [-depth / 2, depth / 2, y - width / 2, y + width / 2];
  const inside = back + BACK;
  const list: Block[] = [
    { min: [back, right, z], max: [front, left, z + t], material: carcassMaterial },
    { min: [back, right, z + height - t], max: [front, left, z + height], material: carcassMaterial },
  ];
  const upright = (at: number) =>
    list.push({ min: [back, at, z + t], max: [front, at + t, z + height - t], material: carcassMaterial });
  const fronts: Cells[] = [];
  const handles: Cells[] = [];
  const boards: SurfacePlan[] = [];
  const space: Cells[] = [];

  const door = (y0: number, y1: number, z0: number, z1: number, handle: 'left' | 'right' | 'middle') => {
    const [a, b, c, d] = [y0 + GAP, y1 - GAP, z0 + GAP, z1 - GAP];
    fronts.push(boxBetween([front - FRONT, a, c], [front, b, d], { bevel: 0.0015, material: frontMaterial }));
    if (plan.handles === 'groove') return;
    const side = handle === 'left' ? b - 0.045 : handle === 'right' ? a + 0.045 : (a + b) / 2;
    if (plan.handles === 'knob') {
      const level = handle === 'middle' ? (c + d) / 2 : c + (d - c) * 0.6;
      handles.push(
        drum({
          axis: 'x',
          center: [front + 0.012, side, level],
          radius: 0.014,
          length: 0.024,
          bevel: 0.004,
          segments: 12,
          material: handleMaterial,
        }),
      );
    } else {
      const standing = plan.handles === 'upright' && handle !== 'middle';
      const long = standing ? Math.min(0.32, (d - c) * 0.4) : Math.min(0.18, (b - a) * 0.4);
      const level = handle === 'middle' ? (c + d) / 2 : standing ? c + (d - c) * 0.55 : d - 0.035;
      handles.push(
        box({
          x: front + 0.011,
          y: standing ? side : handle === 'middle' ? (a + b) / 2 : handle === 'left' ? b - 0.02 - long / 2 : a + 0.02 + long / 2,
          z: level - (standing ? long / 2 : 0.006),
          size: [0.022, standing ? 0.012 : long, standing ? long : 0.012],
          bevel: 0.003,
          material: handleMaterial,
        }),
      );
    }
  };

  const clearWidth = width - t * (columns.length + 1);
  let y0 = right;
  upright(right);
  for (const column of columns) {
    y0 += t;
    const y1 = y0 + clearWidth * column.share;
    const clearHeight = height - t * (column.rows.length + 1);
    let z0 = z;
    for (const [i, { share, filling, handle = 'left' }] of column.rows.entries()) {
      z0 += t;
      const z1 = z0 + clearHeight * share;
      if (i > 0) list.push({ min: [back, y0, z0 - t], max: [front, y1, z0], material: carcassMaterial });
      if (filling === 'open') {
        list.push({ min: [back, y0, z0], max: [inside, y1, z1], material: backMaterial });
        boards.push({ outline: rectangleAt([inside, y0], [front, y1], z0), clearance: z1 - z0 });
        space.push(boxBetween([inside, y0, z0], [front, y1, z1]));
      } else {
        list.push({ min: [back, y0, z0], max: [front - FRONT, y1, z1], material: carcassMaterial });
        const middle = (y0 + y1) / 2;
        if (filling === 'doors') {
          door(y0, middle + GAP / 2, z0, z1, 'left');
          door(middle - GAP / 2, y1, z0, z1, 'right');
        } else {
          door(y0, y1, z0, z1, filling === 'drawer' ? 'middle' : handle);
        }
      }
      z0 = z1;
    }
    upright(y1);
    y0 = y1;
  }
  return {
    carcass: blocks(list),
    fronts,
    handles,
    boards,
    top: { outline: rectangleAt([back, right], [front, left], z + height) },
    space: space.flat(),
  };
}

