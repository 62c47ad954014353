import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, DENSITY, fixed, LOOKS } from '../build/finish.js';
import { pot, rosette } from '../build/plant.js';

const COLOURS = ['green'];

/** A large plant in a pot on the floor. Its colour is that of the leaves. */
export const floorPlant: Category = {
  id: 'floor-plant',
  kind: 'furniture',
  nouns: ['large plant', 'floor plant'],
  hypernyms: ['plant', 'house plant', 'potted plant'],
  variants: 6,
  colours: COLOURS,
  material: 'living',
  build(variant, rng) {
    const radius = rng.range(0.17, 0.22);
    const { cells, soil, top } = pot(radius, radius * rng.range(1.6, 2), 20);
    const tall = variant % 2 === 0;
    const leaves = rosette(rng, top, tall ? 7 : 9, soil, {
      length: rng.range(0.65, 0.85) * (tall ? 1.1 : 0.9),
      width: rng.range(0.09, 0.11),
      thickness: 0.008,
      rise: tall ? 1.4 : 1.1,
      bend: tall ? 0.55 : 1.5,
    });
    return assemble({
      category: 'floor-plant',
      variant,
      bodies: [
        { cells: leaves, density: DENSITY.plant, creaseDeg: 40 },
        { cells, density: 1200 },
      ],
      materials: [
        coloured(rng, COLOURS, LOOKS.leaf),
        fixed('pot', rng.pick(['#f1f1ee', '#b5603a', '#3c3f44', '#9ea1a5']), LOOKS.ceramic),
        fixed('soil', '#3b2a1e', LOOKS.paper),
      ],
      symmetry: 1,
      friction: 0.5,
    });
  },
};
