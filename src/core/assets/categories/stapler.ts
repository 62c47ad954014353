import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, DENSITY, fixed, LOOKS } from '../build/finish.js';
import { drum } from '../build/loft.js';
import { sideways } from '../build/prism.js';

const COLOURS = ['black', 'red', 'blue', 'grey', 'green'];

/** A desk stapler: a base, a staple rail and an arm that slopes up to its nose at +X. */
export const stapler: Category = {
  id: 'stapler',
  kind: 'tabletop',
  nouns: ['stapler'],
  hypernyms: [],
  variants: 6,
  colours: COLOURS,
  material: 'plastic',
  build(variant, rng) {
    const l = rng.range(0.13, 0.155) / 2;
    const w = rng.range(0.034, 0.04) / 2;
    const h = rng.range(0.05, 0.06);
    const base = sideways(
      [
        [
          [-l, 0],
          [l, 0],
          [l, 0.006],
          [l - 0.004, 0.009],
          [-l + 0.003, 0.009],
          [-l, 0.006],
        ],
      ],
      -w,
      w,
      1,
    );
    const gap = 0.012;
    const hinge = sideways(
      [
        [
          [-l, 0.009],
          [-l + 0.035, 0.009],
          [-l + 0.028, h * 0.45],
          [-l + 0.018, h * 0.45],
          [-l, h * 0.45],
        ],
      ],
      -w * 0.8,
      w * 0.8,
      1,
    );
    const rail = sideways(
      [
        [
          [-l + 0.028, h * 0.45],
          [l - 0.006, h * 0.45 + gap * 0.4],
          [l - 0.006, h * 0.45 + gap],
          [-l + 0.02, h * 0.45 + gap * 0.6],
        ],
      ],
      -w * 0.5,
      w * 0.5,
      2,
    );
    const [x0, z0] = [-l + 0.02, h * 0.45 + gap * 0.6];
    const [x1, z1] = [l - 0.006, h * 0.45 + gap];
    const slope = (z1 - z0) / (x1 - x0);
    const on = (x: number) => z0 + slope * (x - x0);
    const arm = sideways(
      [
        [
          [-l, on(-l)],
          [l + 0.002, on(l + 0.002)],
          [l + 0.004, on(l) + 0.008],
          [l - 0.012, on(l) + 0.021],
          [l - 0.04, on(l) + 0.024],
          [-l + 0.012, on(-l) + 0.018],
          [-l, on(-l) + 0.01],
        ],
      ],
      -w,
      w,
    );
    const back = sideways(
      [
        [
          [-l, h * 0.45],
          [-l + 0.018, h * 0.45],
          [-l + 0.018, on(-l + 0.018)],
          [-l, on(-l)],
        ],
      ],
      -w * 0.8,
      w * 0.8,
      1,
    );
    const pin = drum({
      axis: 'y',
      center: [-l + 0.012, w + 0.001, on(-l) + 0.008],
      radius: 0.004,
      length: 0.002,
      segments: 12,
      material: 2,
    });
    return assemble({
      category: 'stapler',
      variant,
      bodies: [
        { cells: arm, density: DENSITY.plastic },
        { cells: [...hinge, ...back], density: 2000 },
        { cells: base, density: 2500 },
        { cells: rail, density: 3000 },
        { cells: pin, density: 3000 },
      ],
      materials: [
        coloured(rng, COLOURS, LOOKS.gloss),
        fixed('base', '#2c2d31', LOOKS.plastic),
        fixed('rail', '#b9bcc0', LOOKS.metal),
      ],
      symmetry: 1,
      friction: 0.5,
    });
  },
};
