import { box } from './box.js';
import { mapCells, translate, type Cells } from './cell.js';
import { slab } from './loft.js';

export interface SeatPlan {
  /** Along Y, arms included. */
  readonly width: number;
  readonly depth: number;
  readonly seats: number;
  readonly arm: number;
  readonly seatHeight: number;
  readonly armHeight: number;
  readonly backHeight: number;
  /** Backward slope of the back cushions. */
  readonly lean: number;
  readonly legs: number;
}

/** An upholstered seat facing +X, as touching bodies: frame first, then cushions. Materials: 0 cover, 1 legs, 2 cushions. */
export function upholstered(plan: SeatPlan): { frame: Cells[]; cushions: Cells[]; legs: Cells[] } {
  const { width, depth, seats, arm, legs, armHeight, backHeight, lean } = plan;
  const backThick = 0.16;
  const cushion = 0.15;
  const base = plan.seatHeight - cushion;
  const x = depth / 2;
  const inner = width - 2 * arm;
  const soft = 0.03;
  const frame: Cells[] = [
    box({ z: legs, size: [depth, inner, base - legs], bevel: 0.012 }),
    ...[-1, 1].map((s) =>
      translate(
        slab({
          size: [depth, arm, armHeight - legs],
          corner: soft,
          cornerSteps: 3,
          edge: soft,
          edgeSteps: 3,
          bottomEdge: 0.01,
        }),
        [0, s * (width / 2 - arm / 2), legs],
      ),
    ),
    box({ x: -x + backThick / 2, z: base, size: [backThick, inner, backHeight - base], bevel: 0.025 }),
  ];
  const each = inner / seats;
  const cushions: Cells[] = [];
  for (let i = 0; i < seats; i++) {
    const y = -inner / 2 + each * (i + 0.5);
    const seatDepth = depth - backThick + 0.01;
    cushions.push(
      slab({
        x: x - seatDepth / 2 + 0.01,
        y,
        z: base,
        size: [seatDepth, each - 0.004, cushion],
        corner: 0.04,
        cornerSteps: 3,
        edge: 0.04,
        edgeSteps: 3,
        bottomEdge: 0.015,
        material: 2,
      }),
    );
    // A standing cushion, leaned by shear against the back.
    const tall = backHeight - plan.seatHeight + 0.03;
    const thick = 0.14;
    const upright = mapCells(
      slab({
        size: [tall, each - 0.012, thick],
        corner: 0.04,
        cornerSteps: 3,
        edge: 0.045,
        edgeSteps: 3,
        bottomEdge: 0.02,
        material: 2,
      }),
      ([a, b, c]) => [c, b, -a],
    );
    cushions.push(
      mapCells(upright, ([a, b, c]) => [
        -x + backThick + a + lean * (tall / 2 - c),
        y + b,
        plan.seatHeight + tall / 2 + c,
      ]),
    );
  }
  const feet = [-1, 1].flatMap((sx) =>
    [-1, 1].map((sy) => box({ x: sx * (x - 0.07), y: sy * (width / 2 - 0.07), size: [0.05, 0.05, legs], material: 1 })),
  );
  return { frame, cushions, legs: feet };
}
