import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { cylinder, lathe } from '../build/lathe.js';

const COLOURS = ['white', 'beige', 'black', 'red', 'yellow', 'blue'];

/** A standing lamp, named by its shade's colour. */
export const floorLamp: Category = {
  id: 'floor-lamp',
  kind: 'furniture',
  nouns: ['floor lamp', 'standing lamp'],
  hypernyms: ['lamp', 'light'],
  variants: 6,
  colours: COLOURS,
  material: 'fabric',
  build(variant, rng) {
    const height = rng.range(1.45, 1.7);
    const shade = rng.range(0.24, 0.34);
    const low = rng.range(0.18, 0.24);
    const high = low * rng.range(0.55, 0.95);
    const from = height - shade;
    const foot = rng.range(0.14, 0.17);
    const pole = 0.012;
    return assemble({
      category: 'floor-lamp',
      variant,
      bodies: [
        {
          cells: lathe(
            [
              [
                [0, from, 2],
                [low, from, 0],
                [high, height, 2],
                [0, height],
              ],
            ],
            32,
          ),
          density: 18,
        },
        { cells: cylinder({ radius: foot, height: 0.025, bevel: 0.005, segments: 32, material: 1 }), density: 5500 },
        { cells: cylinder({ radius: pole, z: 0.025, height: from - 0.025, segments: 16, material: 1 }), density: 2700 },
      ],
      materials: [
        coloured(rng, COLOURS, LOOKS.fabric),
        fixed('stand', rng.pick(['#2a2b2e', '#b08d45', '#b9bcc0']), LOOKS.metal),
        fixed('light', '#fff3d0', LOOKS.paper),
      ],
      symmetry: 'infinite',
      friction: 0.6,
    });
  },
};
