import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, DENSITY, fixed, LOOKS, toned } from '../build/finish.js';
import { upholstered } from '../build/upholstery.js';

const COLOURS = ['grey', 'blue', 'green', 'red', 'brown', 'beige', 'yellow', 'black'];

/** A sofa for two or three, facing +X. Its left is the sitters'. */
export const sofa: Category = {
  id: 'sofa',
  kind: 'furniture',
  nouns: ['sofa', 'couch'],
  hypernyms: ['seat'],
  variants: 8,
  colours: COLOURS,
  material: 'fabric',
  build(variant, rng) {
    const seats = rng.pick([2, 3, 3]);
    const arm = rng.range(0.12, 0.2);
    const { frame, cushions, legs } = upholstered({
      width: seats * rng.range(0.58, 0.66) + 2 * arm,
      depth: rng.range(0.82, 0.95),
      seats,
      arm,
      seatHeight: rng.range(0.41, 0.46),
      armHeight: rng.range(0.55, 0.65),
      backHeight: rng.range(0.74, 0.86),
      lean: rng.range(0.05, 0.15),
      legs: rng.range(0.04, 0.12),
    });
    const main = coloured(rng, COLOURS, LOOKS.fabric);
    return assemble({
      category: 'sofa',
      variant,
      bodies: [
        ...[...frame, ...cushions].map((cells) => ({ cells, density: DENSITY.cushion * 0.6 })),
        ...legs.map((cells) => ({ cells, density: DENSITY.wood })),
      ],
      materials: [main, fixed('legs', rng.pick(['#5a3820', '#242527', '#b98d5a']), LOOKS.wood), toned(main, 1.08)],
      symmetry: 1,
      front: true,
      leftRight: 'intrinsic',
      friction: 0.6,
    });
  },
};
