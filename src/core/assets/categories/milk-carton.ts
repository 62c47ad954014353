import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { rotateAbout, translate } from '../build/cell.js';
import { box } from '../build/box.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { inlay } from '../build/inlay.js';
import { cylinder } from '../build/lathe.js';
import { sideways } from '../build/prism.js';

const COLOURS = ['blue', 'green', 'red', 'purple', 'orange'];

/** A gable-top carton of milk or juice with its screw cap on one slope. */
export const milkCarton: Category = {
  id: 'milk-carton',
  kind: 'tabletop',
  nouns: ['milk carton', 'carton of milk'],
  hypernyms: ['carton', 'container'],
  variants: 8,
  colours: COLOURS,
  material: 'cardboard',
  build(variant, rng) {
    const a = rng.range(0.034, 0.04);
    const wall = rng.range(0.15, 0.19);
    const gable = a * rng.range(0.85, 1);
    const ridge = 0.002;
    let body = sideways(
      [
        [
          [-a, 0],
          [a, 0],
          [a, wall],
          [ridge, wall + gable],
          [-ridge, wall + gable],
          [-a, wall],
        ],
      ],
      -a,
      a,
    );
    for (const sign of [1, -1]) {
      body = inlay(body, {
        normal: [sign, 0, 0],
        u: [0, sign, 0],
        us: [-a * 0.99, a * 0.99],
        vs: [-wall * 0.3, wall * 0.1, wall * 0.22, wall * 0.3],
        paint: (_, j) => (j === 1 ? 0 : 1),
      });
    }
    const fin = box({ z: wall + gable, size: [2 * ridge, 2 * a - 0.001, 0.016], material: 1 });
    // The cap stands on the middle of the +X slope.
    const slope = (Math.atan2(gable, a - ridge) * 180) / Math.PI;
    const cap = translate(
      rotateAbout(cylinder({ radius: 0.012, height: 0.011, bevel: 0.0015, segments: 16, material: 2 }), 'y', slope),
      [(a + ridge) / 2, 0, wall + gable / 2],
    );
    const main = coloured(rng, COLOURS, LOOKS.print);
    return assemble({
      category: 'milk-carton',
      variant,
      bodies: [
        { cells: body, density: 1000 },
        { cells: fin, density: 400 },
        { cells: cap, density: 900 },
      ],
      materials: [
        main,
        fixed('print', '#f6f6f4', LOOKS.print),
        fixed('cap', main.name === 'red' ? '#f1f1ee' : '#cf3a34', LOOKS.plastic),
      ],
      symmetry: 1,
      friction: 0.5,
    });
  },
};
