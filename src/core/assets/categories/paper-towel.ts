import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { cylinder, ellipsoid, lathe, type Profile } from '../build/lathe.js';
import { translate } from '../build/cell.js';

const COLOURS = ['white'];

/** A roll of kitchen paper upright on its stand, seen from above a ring of cardboard about the rod. */
export const paperTowel: Category = {
  id: 'paper-towel',
  kind: 'tabletop',
  nouns: ['paper towel roll', 'paper towels', 'kitchen roll'],
  hypernyms: [],
  variants: 5,
  colours: COLOURS,
  material: 'paper',
  build(variant, rng) {
    const radius = rng.range(0.05, 0.065);
    const tall = rng.range(0.21, 0.25);
    const base = 0.014;
    const core = 0.021;
    const roll: Profile = [
      [core + 0.001, base, 0],
      [radius, base, 0],
      [radius, base + tall, 0],
      [core + 0.001, base + tall, 1],
    ];
    const sleeve: Profile = [
      [core - 0.001, base, 1],
      [core + 0.001, base, 1],
      [core + 0.001, base + tall, 1],
      [core - 0.001, base + tall, 1],
    ];
    const disc = cylinder({ radius: radius + 0.012, height: base, bevel: 0.003, segments: 28, material: 2 });
    const rod = cylinder({ radius: 0.007, z: base, height: tall + 0.035, segments: 16, material: 2 });
    const r = 0.013;
    const low = r * Math.sin(Math.PI * (0.5 / 6 - 0.5));
    const ball = translate(ellipsoid([0, 0, 0], [r, r, r], 16, 6, 2), [0, 0, base + tall + 0.035 - low]);
    return assemble({
      category: 'paper-towel',
      variant,
      bodies: [
        { cells: lathe([roll, sleeve], 28), density: 110 },
        { cells: disc, density: 2500 },
        { cells: rod, density: 700 },
        { cells: ball, density: 700 },
      ],
      materials: [
        coloured(rng, COLOURS, { ...LOOKS.paper, texture: 'quilt' }),
        fixed('core', '#a9825a', LOOKS.cardboard),
        rng.pick([
          fixed('stand', '#c9b48a', LOOKS.wood),
          fixed('stand', '#5a3820', LOOKS.wood),
          fixed('stand', '#aeb2b6', LOOKS.metal),
          fixed('stand', '#26272a', LOOKS.paintedMetal),
        ]),
      ],
      symmetry: 'infinite',
      friction: 0.5,
    });
  },
};
