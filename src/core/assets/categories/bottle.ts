import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { cylinder, lathe, type Profile } from '../build/lathe.js';

const COLOURS = ['green', 'blue', 'white', 'brown', 'red'];
const SEGMENTS = 24;

/** A filled, closed bottle with a label: wine, water or sauce by its proportions. */
export const bottle: Category = {
  id: 'bottle',
  kind: 'tabletop',
  nouns: ['bottle'],
  hypernyms: ['container'],
  variants: 8,
  colours: COLOURS,
  material: 'glass',
  build(variant, rng) {
    const radius = rng.range(0.032, 0.039);
    const height = rng.range(0.2, 0.29);
    const shoulder = height * rng.range(0.56, 0.64);
    const neck = radius * rng.range(0.34, 0.42);
    const neckStart = shoulder + radius * rng.range(0.8, 1.5);
    const cap = 0.028;
    const label: [number, number] = [shoulder * 0.28, shoulder * 0.85];
    const body: Profile = [
      [0, 0],
      [radius - 0.003, 0],
      [radius, 0.003],
      [radius, label[0], 1],
      [radius, label[1]],
      [radius, shoulder],
      [radius * 0.86, shoulder + (neckStart - shoulder) * 0.42],
      [neck, neckStart],
      [0, neckStart],
    ];
    const neckPart: Profile = [
      [0, neckStart],
      [neck, neckStart],
      [neck * 0.94, height - cap],
      [0, height - cap],
    ];
    const main = coloured(rng, COLOURS, LOOKS.gloss);
    return assemble({
      category: 'bottle',
      variant,
      bodies: [
        { cells: lathe([body, neckPart], SEGMENTS), density: 1150 },
        {
          cells: cylinder({
            radius: neck + 0.002,
            z: height - cap,
            height: cap,
            bevel: 0.001,
            segments: SEGMENTS,
            material: 2,
          }),
          density: 1000,
        },
      ],
      materials: [
        main,
        fixed('label', rng.pick(['#f1ead8', '#e9d9a6', '#f6f6f4']), LOOKS.paper),
        fixed('cap', rng.pick(['#1b1b1d', '#b01e28', '#caa64a']), LOOKS.gloss),
      ],
      symmetry: 'infinite',
      friction: 0.4,
    });
  },
};
