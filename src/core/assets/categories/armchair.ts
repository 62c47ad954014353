import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, DENSITY, fixed, LOOKS, toned } from '../build/finish.js';
import { upholstered } from '../build/upholstery.js';

const COLOURS = ['grey', 'blue', 'green', 'red', 'yellow', 'brown', 'beige', 'pink'];

/** An upholstered armchair facing +X. Its left is the sitter's. */
export const armchair: Category = {
  id: 'armchair',
  kind: 'furniture',
  nouns: ['armchair', 'easy chair'],
  hypernyms: ['chair', 'seat'],
  variants: 8,
  colours: COLOURS,
  material: 'fabric',
  build(variant, rng) {
    const arm = rng.range(0.11, 0.17);
    const { frame, cushions, legs } = upholstered({
      width: rng.range(0.55, 0.62) + 2 * arm,
      depth: rng.range(0.8, 0.9),
      seats: 1,
      arm,
      seatHeight: rng.range(0.42, 0.46),
      armHeight: rng.range(0.56, 0.64),
      backHeight: rng.range(0.78, 0.95),
      lean: rng.range(0.05, 0.15),
      legs: rng.range(0.06, 0.13),
    });
    const main = coloured(rng, COLOURS, LOOKS.fabric);
    return assemble({
      category: 'armchair',
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
