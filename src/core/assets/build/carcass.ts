import type { SurfacePlan } from './assemble.js';
import { rectangleAt } from './assemble.js';
import { blocks, box, boxBetween, type Block } from './box.js';
import type { Cells } from './cell.js';
import { panel } from './inlay.js';

type Range = readonly [low: number, high: number];

/** A compartment of a carcass that is open to the front, between the inner faces of its boards. */
export interface Compartment {
  readonly y: Range;
  readonly z: Range;
}

export interface Carcass {
  readonly cells: Cells;
  /** The insides of the compartments. */
  readonly cavity: Cells;
  /** Floors of the compartments. */
  readonly surfaces: readonly SurfacePlan[];
}

/**
 * A case of boards open to the front (+X): outer boards, back panel, and dividers. Materials: 0 boards, 1 back.
 *
 * @param depth, y, z outer extent: x from −depth/2 to depth/2
 * @param shelves heights of the undersides of shelf boards, ascending, strictly inside
 * @param uprights right faces (lower y) of upright dividers; shelves run between them
 */
export function openCase(
  depth: number,
  y: Range,
  z: Range,
  board: number,
  shelves: readonly number[],
  uprights: readonly number[],
): Carcass {
  const x = depth / 2;
  const back = board * 0.5 - x;
  const inside: Range = [z[0] + board, z[1] - board];
  const list: Block[] = [
    { min: [-x, y[0], z[0]], max: [x, y[1], inside[0]] },
    { min: [-x, y[0], inside[1]], max: [x, y[1], z[1]] },
    { min: [-x, y[0], inside[0]], max: [x, y[0] + board, inside[1]] },
    { min: [-x, y[1] - board, inside[0]], max: [x, y[1], inside[1]] },
    { min: [-x, y[0] + board, inside[0]], max: [back, y[1] - board, inside[1]], material: 1 },
  ];
  for (const u of uprights) list.push({ min: [back, u, inside[0]], max: [x, u + board, inside[1]] });
  const columns = [...uprights, y[1] - board].map((end, i): Range => [
    i === 0 ? y[0] + board : uprights[i - 1] + board,
    end,
  ]);
  const rooms: Compartment[] = [];
  for (const column of columns) {
    for (const s of shelves) list.push({ min: [back, column[0], s], max: [x - 0.008, column[1], s + board] });
    [...shelves, inside[1]].forEach((top, i) =>
      rooms.push({ y: column, z: [i === 0 ? inside[0] : shelves[i - 1] + board, top] }),
    );
  }
  return {
    cells: blocks(list),
    cavity: rooms.flatMap((r) => boxBetween([back, r.y[0], r.z[0]], [x - 0.008, r.y[1], r.z[1]])),
    surfaces: rooms.map((r) => ({
      outline: rectangleAt([back, r.y[0]], [x - 0.008, r.y[1]], r.z[0]),
      clearance: r.z[1] - r.z[0],
    })),
  };
}

/**
 * Doors or drawer fronts standing on the front of a closed case, with knobs. Materials: 0 front, 2 knob.
 *
 * @param x of the case's front
 * @param fields openings they cover; neighbours leave a joint between them
 * @param knob where on the field: −1 … 1 along y and z
 */
export function fronts(
  x: number,
  fields: readonly Compartment[],
  knob: (index: number) => readonly [number, number],
): Cells[] {
  const joint = 0.002;
  const thick = 0.018;
  return fields.flatMap(({ y, z }, i) => {
    const [w, h] = [y[1] - y[0] - 2 * joint, z[1] - z[0] - 2 * joint];
    const [cy, cz] = [(y[0] + y[1]) / 2, (z[0] + z[1]) / 2];
    let leaf = box({ x: x + thick / 2, y: cy, z: z[0] + joint, size: [thick, w, h], bevel: 0.002 });
    leaf = panel(leaf, [1, 0, 0], [0, 1, 0], [w - 0.05, h - Math.min(0.05, h * 0.4)], 3);
    const [ky, kz] = knob(i);
    const pull = box({
      x: x + thick + 0.011,
      y: cy + (ky * w) / 2,
      z: cz + (kz * h) / 2 - 0.012,
      size: [0.022, 0.024, 0.024],
      bevel: 0.004,
      material: 2,
    });
    return [leaf, pull];
  });
}

/** Four legs of a case, inset from the corners, from the floor up to `height`. */
export function caseLegs(
  depth: number,
  width: number,
  height: number,
  side: number,
  inset: number,
  material: number,
): Cells[] {
  return [-1, 1].flatMap((sx) =>
    [-1, 1].map((sy) =>
      box({ x: sx * (depth / 2 - inset), y: sy * (width / 2 - inset), size: [side, side, height], material }),
    ),
  );
}
