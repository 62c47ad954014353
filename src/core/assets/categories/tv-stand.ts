import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { openCase } from '../build/carcass.js';
import { box } from '../build/box.js';
import { coloured, DENSITY, fixed, LOOKS, toned } from '../build/finish.js';

const COLOURS = ['brown', 'white', 'black', 'grey', 'beige'];

/** A low bench for a television with open compartments to the front (+X). */
export const tvStand: Category = {
  id: 'tv-stand',
  kind: 'furniture',
  nouns: ['TV stand', 'TV bench'],
  hypernyms: ['cabinet'],
  variants: 6,
  colours: COLOURS,
  material: 'wooden',
  build(variant, rng) {
    const width = rng.range(1.3, 1.7);
    const depth = rng.range(0.38, 0.45);
    const legs = rng.range(0.05, 0.1);
    const height = legs + rng.range(0.32, 0.4);
    const board = 0.022;
    const third = width / 3;
    const { cells, cavity, surfaces } = openCase(
      depth,
      [-width / 2, width / 2],
      [legs, height],
      board,
      rng.next() < 0.5 ? [legs + (height - legs) * 0.48] : [],
      [-third / 2, third / 2],
    );
    const feet = [-1, 1].flatMap((a) =>
      [-1, 1].map((b) =>
        box({ x: a * (depth / 2 - 0.05), y: b * (width / 2 - 0.08), size: [0.05, 0.05, legs], material: 2 }),
      ),
    );
    const main = coloured(rng, COLOURS, LOOKS.wood);
    return assemble({
      category: 'tv-stand',
      variant,
      bodies: [{ cells, density: DENSITY.board }, ...feet.map((foot) => ({ cells: foot, density: DENSITY.wood }))],
      materials: [main, toned(main, 0.8), fixed('feet', '#242527', LOOKS.lacquer)],
      symmetry: 1,
      front: true,
      leftRight: 'facing',
      surfaces: [{ outline: rectangleAt([-depth / 2, -width / 2], [depth / 2, width / 2], height) }, ...surfaces],
      cavity,
      opening: [1, 0, 0],
      friction: 0.5,
    });
  },
};
