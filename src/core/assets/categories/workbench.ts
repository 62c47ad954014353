import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { blocks, box, type Block } from '../build/box.js';
import { coloured, DENSITY, fixed, LOOKS } from '../build/finish.js';
import { drum } from '../build/loft.js';

const COLOURS = ['beige', 'brown', 'grey'];

/**
 * A carpenter's bench: thick top, sturdy legs, a lower board, and a vice on the long side towards −Y. Like a table it
 * is worked at from anywhere, so it has no front. Its size may be set: length x, width y, height z of the top.
 */
export const workbench: Category = {
  id: 'workbench',
  kind: 'furniture',
  nouns: ['workbench', 'work bench'],
  hypernyms: ['bench', 'table'],
  variants: 6,
  colours: COLOURS,
  material: 'wooden',
  build(variant, rng, size) {
    const [length, width, height] = size ?? [rng.range(1.3, 1.8), rng.range(0.6, 0.75), rng.range(0.82, 0.9)];
    const top = rng.range(0.05, 0.07);
    const leg = rng.range(0.08, 0.1);
    const under = height - top;
    const [x, y] = [length / 2 - 0.06, width / 2 - 0.06];
    const shelf = 0.2;
    const frame: Block[] = [-1, 1].flatMap((sx) =>
      [-1, 1].map((sy) => ({
        min: [Math.min(sx * x, sx * (x - leg)), Math.min(sy * y, sy * (y - leg)), 0] as const,
        max: [Math.max(sx * x, sx * (x - leg)), Math.max(sy * y, sy * (y - leg)), under] as const,
        material: 1,
      })),
    );
    for (const s of [-1, 1]) {
      frame.push(
        {
          min: [leg - x, s * (y - leg / 2) - 0.02, under - 0.1],
          max: [x - leg, s * (y - leg / 2) + 0.02, under],
          material: 1,
        },
        {
          min: [s * (x - leg / 2) - 0.02, leg - y, shelf - 0.08],
          max: [s * (x - leg / 2) + 0.02, y - leg, shelf],
          material: 1,
        },
      );
    }
    const board = box({ z: shelf, size: [2 * (x - leg), 2 * y - 0.04, 0.022], material: 1 });
    // The vice: jaw, screw and bar.
    const vx = -length / 2 + 0.32;
    const side = -width / 2;
    const fixedJaw = box({
      x: vx,
      y: side - 0.012,
      z: height - 0.14,
      size: [0.22, 0.024, 0.135],
      bevel: 0.003,
      material: 2,
    });
    const screw = drum({
      axis: 'y',
      center: [vx, side - 0.049, height - 0.09],
      radius: 0.013,
      length: 0.05,
      segments: 14,
      material: 3,
    });
    const jaw = box({
      x: vx,
      y: side - 0.092,
      z: height - 0.14,
      size: [0.22, 0.036, 0.135],
      bevel: 0.003,
      material: 2,
    });
    const head = drum({
      axis: 'y',
      center: [vx, side - 0.125, height - 0.09],
      radius: 0.02,
      length: 0.03,
      segments: 14,
      material: 3,
    });
    const handle = drum({
      axis: 'x',
      center: [vx, side - 0.151, height - 0.09],
      radius: 0.0085,
      length: 0.2,
      segments: 10,
      material: 3,
    });
    const main = coloured(rng, COLOURS, LOOKS.wood);
    return assemble({
      category: 'workbench',
      variant,
      bodies: [
        { cells: box({ z: under, size: [length, width, top] }), density: DENSITY.wood },
        { cells: blocks(frame), density: DENSITY.wood },
        { cells: board, density: DENSITY.wood },
        ...[fixedJaw, jaw].map((cells) => ({ cells, density: 3000 })),
        ...[screw, head, handle].map((cells) => ({ cells, density: 5000 })),
      ],
      materials: [
        main,
        rng.pick([{ ...main }, fixed('legs', '#a7abb0', LOOKS.paintedMetal), fixed('legs', '#7a4d29', LOOKS.wood)]),
        fixed('vice', rng.pick(['#2f63a8', '#3f4348', '#b01e28']), LOOKS.paintedMetal),
        fixed('screw', '#a7abb0', LOOKS.metal),
      ],
      symmetry: 1,
      surfaces: [{ outline: rectangleAt([-length / 2, -width / 2], [length / 2, width / 2], height) }],
      friction: 0.5,
    });
  },
};
