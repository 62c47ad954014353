import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { box } from '../build/box.js';
import { fronts } from '../build/carcass.js';
import { mapCells, type Cells } from '../build/cell.js';
import { coloured, DENSITY, fixed, LOOKS, toned } from '../build/finish.js';

const COLOURS = ['brown', 'beige', 'white', 'black', 'grey'];

/**
 * A writing desk with a drawer unit under one end; one sits at −Y. The sitter and the visitor each call their own side
 * the front, so it has none.
 */
export const desk: Category = {
  id: 'desk',
  kind: 'furniture',
  nouns: ['desk', 'writing desk'],
  hypernyms: ['table'],
  variants: 8,
  colours: COLOURS,
  material: 'wooden',
  build(variant, rng, size) {
    const [length, width, height] = size ?? [rng.range(1.2, 1.6), rng.range(0.6, 0.8), rng.range(0.72, 0.75)];
    const top = rng.range(0.022, 0.03);
    const under = height - top;
    const [x, y] = [length / 2 - 0.03, width / 2 - 0.03];
    const side = rng.pick([-1, 1]);
    const unit = Math.min(0.42, length * 0.32);
    const leg = 0.045;
    const unitX = side * (x - unit / 2);
    const unitBox = box({ x: unitX, z: 0, size: [unit, 2 * y - 0.02, under], material: 1 });
    const rows = 3;
    const fields = Array.from({ length: rows }, (_, i) => {
      const low = 0.05 + ((under - 0.06) * i) / rows;
      return {
        y: [-unit / 2 + 0.008, unit / 2 - 0.008] as const,
        z: [low, 0.05 + ((under - 0.06) * (i + 1)) / rows] as const,
      };
    });
    // Drawer fronts are made facing +X and turned to −Y.
    const turned = (cells: Cells) => mapCells(cells, ([a, b, c]) => [b + unitX, -a, c]);
    const drawers = fronts(y - 0.01, fields, () => [0, 0]).map(turned);
    const legs = [-1, 1].map((s) =>
      box({ x: -side * (x - leg / 2), y: s * (y - leg / 2), size: [leg, leg, under], material: 1 }),
    );
    const rail = box({ x: -side * (x - leg / 2), z: under - 0.06, size: [0.02, 2 * y - 2 * leg, 0.06], material: 1 });
    const board = box({
      x: -side * (unit / 2),
      y: y - 0.05,
      z: under - 0.3,
      size: [2 * x - unit - leg, 0.018, 0.3],
      material: 1,
    });
    const main = coloured(rng, COLOURS, LOOKS.wood);
    const frame = rng.next() < 0.6 ? toned(main, 0.92) : coloured(rng, ['white', 'black', 'grey'], LOOKS.lacquer);
    return assemble({
      category: 'desk',
      variant,
      bodies: [
        { cells: box({ z: under, size: [length, width, top] }), density: DENSITY.wood },
        { cells: unitBox, density: 150 },
        ...[...drawers, ...legs, rail, board].map((cells) => ({ cells, density: DENSITY.board })),
      ],
      materials: [main, frame, fixed('knob', '#b9bcc0', LOOKS.metal), toned(main, 0.85)],
      symmetry: 1,
      surfaces: [{ outline: rectangleAt([-length / 2, -width / 2], [length / 2, width / 2], height) }],
      friction: 0.5,
    });
  },
};
