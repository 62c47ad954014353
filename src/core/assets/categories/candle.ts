import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { translate } from '../build/cell.js';
import { coloured, DENSITY, fixed, LOOKS } from '../build/finish.js';
import { cylinder, lathe, type Profile } from '../build/lathe.js';

const COLOURS = ['white', 'red', 'green', 'blue', 'yellow', 'beige', 'purple'];

/** A candle in a low metal holder. */
export const candle: Category = {
  id: 'candle',
  kind: 'tabletop',
  nouns: ['candle'],
  hypernyms: [],
  variants: 8,
  colours: COLOURS,
  material: 'wax',
  build(variant, rng) {
    const radius = rng.range(0.014, 0.028);
    const height = rng.range(0.09, 0.17);
    const dish = Math.max(radius * 1.6, 0.042);
    const foot = 0.006;
    const holder: Profile[] = [
      [
        [0, 0, 1],
        [dish * 0.8, 0, 1],
        [dish * 0.84, foot, 1],
        [0, foot],
      ],
      [
        [dish * 0.8, 0, 1],
        [dish, 0.014, 1],
        [dish - 0.003, 0.015, 1],
        [dish * 0.84, foot, 1],
      ],
    ];
    const wax: Profile = [
      [0, foot],
      [radius, foot],
      [radius, foot + height - 0.003],
      [radius - 0.003, foot + height],
      [0, foot + height],
    ];
    const main = coloured(rng, COLOURS, { roughness: 0.5, metallic: 0, texture: 'plain' });
    return assemble({
      category: 'candle',
      variant,
      bodies: [
        { cells: lathe([wax], 24), density: DENSITY.wax },
        { cells: lathe(holder, 24), density: 5000 },
        {
          cells: translate(cylinder({ radius: 0.0013, height: 0.011, segments: 8, material: 2 }), [
            0,
            0,
            foot + height,
          ]),
          density: 400,
        },
      ],
      materials: [
        main,
        fixed('holder', rng.pick(['#b08d45', '#8f9296', '#2b2b2e']), LOOKS.metal),
        fixed('wick', '#26221e', LOOKS.paper),
      ],
      symmetry: 'infinite',
      friction: 0.5,
    });
  },
};
