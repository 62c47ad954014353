import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { cylinder, lathe, type Profile } from '../build/lathe.js';

const COLOURS = ['red', 'orange', 'yellow', 'purple', 'brown', 'green'];

/** A squat preserving jar: its content shows through the glass, a label round it, a screw lid on top. */
export const jar: Category = {
  id: 'jar',
  kind: 'tabletop',
  nouns: ['jar', 'jam jar'],
  hypernyms: ['container'],
  variants: 8,
  colours: COLOURS,
  material: 'glass',
  build(variant, rng) {
    const radius = rng.range(0.034, 0.045);
    const height = rng.range(0.085, 0.13);
    const lidHeight = 0.016;
    const neck = radius * 0.84;
    const top = height - lidHeight - 0.004;
    const body: Profile = [
      [0, 0],
      [radius - 0.005, 0],
      [radius, 0.006],
      [radius, top * 0.25, 1],
      [radius, top * 0.68],
      [radius, top - 0.012],
      [neck, top],
      [0, top],
    ];
    const ring: Profile = [
      [0, top],
      [neck, top],
      [neck, height - lidHeight],
      [0, height - lidHeight],
    ];
    const main = coloured(rng, COLOURS, { ...LOOKS.gloss, roughness: 0.12 });
    return assemble({
      category: 'jar',
      variant,
      bodies: [
        { cells: lathe([body, ring], 24), density: 1300 },
        {
          cells: cylinder({
            radius: neck + 0.003,
            z: height - lidHeight,
            height: lidHeight,
            bevel: 0.0015,
            material: 2,
          }),
          density: 1500,
        },
      ],
      materials: [
        main,
        fixed('label', '#f4efe2', LOOKS.paper),
        fixed('lid', rng.pick(['#caa64a', '#d8d8d6', '#2c2d30']), LOOKS.metal),
      ],
      symmetry: 'infinite',
      friction: 0.4,
    });
  },
};
