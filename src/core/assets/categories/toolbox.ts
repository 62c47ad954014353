import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { blocks, box, boxBetween, type Block } from '../build/box.js';
import { coloured, DENSITY, fixed, LOOKS } from '../build/finish.js';
import { drum } from '../build/loft.js';
import { prism } from '../build/prism.js';
import { mapCells } from '../build/cell.js';

const COLOURS = ['red', 'blue', 'brown', 'beige', 'green', 'grey'];

/** An open tool tote: a long tray between two pointed ends that carry a round bar. Alike from both sides. */
export const toolbox: Category = {
  id: 'toolbox',
  kind: 'tabletop',
  nouns: ['toolbox', 'tool tote'],
  hypernyms: ['box', 'container'],
  variants: 5,
  colours: COLOURS,
  material: 'wooden',
  build(variant, rng) {
    const x = rng.range(0.17, 0.22);
    const y = rng.range(0.085, 0.11);
    const wall = rng.range(0.07, 0.09);
    const top = wall + rng.range(0.1, 0.13);
    const t = 0.012;
    const tray: Block[] = [
      { min: [t - x, -y, 0], max: [x - t, y, t] },
      { min: [t - x, -y, t], max: [x - t, t - y, wall] },
      { min: [t - x, y - t, t], max: [x - t, y, wall] },
    ];
    const end: [number, number][] = [
      [-y, 0],
      [y, 0],
      [y, wall],
      [0.026, top],
      [-0.026, top],
      [-y, wall],
    ];
    const ends = [-1, 1].map((s) =>
      mapCells(prism([end], s === 1 ? x - t : -x, s === 1 ? x : t - x), ([a, b, c]) => [c, a, b]),
    );
    const bar = drum({
      axis: 'x',
      center: [0, 0, top - 0.026],
      radius: 0.013,
      length: 2 * (x - t),
      segments: 16,
      material: 1,
    });
    const plates = [-1, 1].flatMap((s) =>
      [-1, 1].map((side) =>
        box({ x: s * (x + 0.0008), y: side * y * 0.7, z: 0.01, size: [0.0016, 0.02, 0.02], material: 2 }),
      ),
    );
    return assemble({
      category: 'toolbox',
      variant,
      bodies: [
        { cells: blocks(tray), density: DENSITY.wood },
        ...ends.map((cells) => ({ cells, density: DENSITY.wood })),
        { cells: bar, density: DENSITY.wood },
        ...plates.map((cells) => ({ cells, density: DENSITY.steel })),
      ],
      materials: [
        coloured(rng, COLOURS, rng.pick([LOOKS.wood, LOOKS.wood, LOOKS.paintedMetal])),
        fixed('bar', rng.pick(['#b98d5a', '#26272a', '#aeb2b6']), LOOKS.wood),
        fixed('corners', '#b9bcc0', LOOKS.metal),
      ],
      symmetry: 2,
      cavity: boxBetween([t - x, t - y, t], [x - t, y - t, wall]),
      surfaces: [{ outline: rectangleAt([t - x, t - y], [x - t, y - t], t) }],
      friction: 0.5,
    });
  },
};
