import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, DENSITY, fixed, LOOKS } from '../build/finish.js';
import { pot, rosette } from '../build/plant.js';

const COLOURS = ['green'];

/** A small house plant in its pot. Its colour is that of the leaves. */
export const plant: Category = {
  id: 'plant',
  kind: 'tabletop',
  nouns: ['potted plant', 'house plant', 'plant'],
  hypernyms: [],
  variants: 8,
  colours: COLOURS,
  material: 'living',
  build(variant, rng) {
    const radius = rng.range(0.05, 0.065);
    const height = radius * rng.range(1.5, 1.9);
    const { cells, soil, top } = pot(radius, height, 20);
    const tall = variant % 2 === 0;
    const leaves = rosette(rng, top, tall ? 6 : 8, soil, {
      length: rng.range(0.12, 0.16) * (tall ? 1.15 : 1),
      width: rng.range(0.024, 0.03),
      thickness: 0.003,
      rise: tall ? 1.35 : 0.95,
      bend: tall ? 0.5 : 1.3,
    });
    return assemble({
      category: 'plant',
      variant,
      bodies: [
        { cells: leaves, density: DENSITY.plant, creaseDeg: 40 },
        { cells, density: 1300 },
      ],
      materials: [
        coloured(rng, COLOURS, LOOKS.leaf),
        fixed('pot', rng.pick(['#b5603a', '#f1f1ee', '#3a6fc4', '#808387', '#e8c31c']), LOOKS.ceramic),
        fixed('soil', '#3b2a1e', LOOKS.paper),
      ],
      symmetry: 1,
      friction: 0.5,
    });
  },
};
