import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { box } from '../build/box.js';
import { coloured, DENSITY, LOOKS } from '../build/finish.js';

const COLOURS = ['brown', 'beige', 'white', 'black', 'grey'];

/** A low table with a shelf under its top; a recipe may set its size. */
export const coffeeTable: Category = {
  id: 'coffee-table',
  kind: 'furniture',
  nouns: ['coffee table'],
  hypernyms: ['table'],
  variants: 8,
  colours: COLOURS,
  material: 'wooden',
  build(variant, rng, size) {
    const [length, width, height] = size ?? [rng.range(0.9, 1.2), rng.range(0.5, 0.65), rng.range(0.4, 0.46)];
    const top = rng.range(0.028, 0.04);
    const leg = rng.range(0.04, 0.06);
    const under = height - top;
    const [x, y] = [length / 2 - 0.02 - leg / 2, width / 2 - 0.02 - leg / 2];
    const shelfZ = height * rng.range(0.3, 0.4);
    const shelf = 0.018;
    // The shelf hangs between the legs: as long as the gap between them, as deep as their outside.
    const [sx, sy] = [x - leg / 2, y];
    const legs = [-1, 1].flatMap((a) =>
      [-1, 1].map((b) => box({ x: a * x, y: b * y, size: [leg, leg, under], bevel: 0.002, material: 1 })),
    );
    const main = coloured(rng, COLOURS, LOOKS.wood);
    const frame = rng.next() < 0.5 ? main : coloured(rng, ['black', 'white', 'brown'], LOOKS.lacquer);
    return assemble({
      category: 'coffee-table',
      variant,
      bodies: [
        { cells: box({ z: under, size: [length, width, top] }), density: DENSITY.wood },
        { cells: box({ z: shelfZ, size: [2 * sx, 2 * sy, shelf] }), density: DENSITY.wood },
        ...legs.map((cells) => ({ cells, density: DENSITY.wood })),
      ],
      materials: [main, frame],
      symmetry: 2,
      surfaces: [
        { outline: rectangleAt([-length / 2, -width / 2], [length / 2, width / 2], height) },
        { outline: rectangleAt([-sx, -sy], [sx, sy], shelfZ + shelf), clearance: under - shelfZ - shelf },
      ],
      friction: 0.5,
    });
  },
};
