import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, fixed, LOOKS, toned } from '../build/finish.js';
import { lathe, type Profile } from '../build/lathe.js';

const COLOURS = ['red', 'green', 'blue', 'orange', 'yellow', 'black', 'purple'];

/** A full drink can: printed wall, bright necked lid with its rim. */
export const can: Category = {
  id: 'can',
  kind: 'tabletop',
  nouns: ['can', 'soda can', 'tin'],
  hypernyms: ['container'],
  variants: 8,
  colours: COLOURS,
  material: 'metal',
  build(variant, rng) {
    const radius = rng.range(0.029, 0.034);
    const height = rng.range(0.1, 0.14);
    const lid = radius * 0.82;
    const lower: Profile = [
      [0, 0, 1],
      [radius * 0.78, 0, 1],
      [radius, 0.008, 0],
      [radius, height * 0.3, 2],
      [radius, height * 0.42, 0],
      [radius, height - 0.014, 1],
      [lid, height - 0.004, 1],
      [lid - 0.003, height - 0.004, 1],
      [0, height - 0.004],
    ];
    const rim: Profile = [
      [lid - 0.003, height - 0.004, 1],
      [lid, height - 0.004, 1],
      [lid, height, 1],
      [lid - 0.002, height, 1],
    ];
    const main = coloured(rng, COLOURS, { ...LOOKS.gloss, metallic: 0.3 });
    return assemble({
      category: 'can',
      variant,
      bodies: [{ cells: lathe([lower, rim], 24), density: 1000 }],
      materials: [
        main,
        fixed('lid', '#c3c6c9', LOOKS.metal),
        rng.next() < 0.5 ? fixed('band', '#f1f1ee', LOOKS.gloss) : toned(main, 0.6),
      ],
      symmetry: 'infinite',
      friction: 0.4,
    });
  },
};
