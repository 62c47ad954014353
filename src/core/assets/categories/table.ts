import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { blocks, box } from '../build/box.js';
import { coloured, DENSITY, LOOKS } from '../build/finish.js';

const COLOURS = ['brown', 'beige', 'white', 'grey', 'black'];

/** A table on four legs with an apron; a recipe sets its size. */
export const table: Category = {
  id: 'table',
  kind: 'furniture',
  nouns: ['table', 'dining table'],
  hypernyms: [],
  variants: 8,
  colours: COLOURS,
  material: 'wooden',
  build(variant, rng, size) {
    const [length, width, height] = size ?? [rng.range(1.2, 1.8), rng.range(0.75, 0.9), rng.range(0.72, 0.76)];
    const top = rng.range(0.025, 0.04);
    const leg = rng.range(0.045, 0.07);
    const inset = rng.range(0.02, 0.06);
    const apron = rng.range(0.06, 0.09);
    const under = height - top;
    const [x, y] = [length / 2 - inset, width / 2 - inset];
    const frame = blocks([
      ...[-1, 1].flatMap((sx) =>
        [-1, 1].map((sy) => ({
          min: [Math.min(sx * x, sx * (x - leg)), Math.min(sy * y, sy * (y - leg)), 0] as const,
          max: [Math.max(sx * x, sx * (x - leg)), Math.max(sy * y, sy * (y - leg)), under] as const,
          material: 1,
        })),
      ),
      ...[-1, 1].map((sy) => ({
        min: [leg - x, sy * (y - leg / 2) - 0.01, under - apron] as const,
        max: [x - leg, sy * (y - leg / 2) + 0.01, under] as const,
        material: 1,
      })),
      ...[-1, 1].map((sx) => ({
        min: [sx * (x - leg / 2) - 0.01, leg - y, under - apron] as const,
        max: [sx * (x - leg / 2) + 0.01, y - leg, under] as const,
        material: 1,
      })),
    ]);
    const main = coloured(rng, COLOURS, LOOKS.wood);
    const legs = rng.next() < 0.6 ? main : coloured(rng, ['white', 'black', 'grey'], LOOKS.lacquer);
    return assemble({
      category: 'table',
      variant,
      bodies: [
        { cells: box({ z: under, size: [length, width, top] }), density: DENSITY.wood },
        { cells: frame, density: DENSITY.wood },
      ],
      materials: [main, legs],
      symmetry: Math.abs(length - width) < 1e-6 ? 4 : 2,
      surfaces: [{ outline: rectangleAt([-length / 2, -width / 2], [length / 2, width / 2], height) }],
      friction: 0.5,
    });
  },
};
