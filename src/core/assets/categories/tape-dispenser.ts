import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { mapCells } from '../build/cell.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { lathe } from '../build/lathe.js';
import { drum } from '../build/loft.js';
import { sideways } from '../build/prism.js';

const COLOURS = ['black', 'blue', 'red', 'grey', 'green', 'pink'];

/** A heavy desk dispenser: a roll of tape between two cheeks, the cutter at the +X end. */
export const tapeDispenser: Category = {
  id: 'tape-dispenser',
  kind: 'tabletop',
  nouns: ['tape dispenser'],
  hypernyms: [],
  variants: 6,
  colours: COLOURS,
  material: 'plastic',
  build(variant, rng) {
    const roll = rng.range(0.033, 0.04);
    const tape = rng.range(0.018, 0.024);
    const cheek = rng.range(0.016, 0.022);
    const l = roll * rng.range(1.95, 2.2);
    const deck = 0.016;
    const axle = deck + roll + 0.003;
    const x0 = -l + roll + 0.006;
    const y = tape / 2;
    const slice = (right: number, left: number, ...points: [number, number][]) => sideways([points], right, left);
    const foot = (right: number, left: number) => slice(right, left, [-l, 0], [l, 0], [l, deck], [-l, deck]);
    const brow: [number, number][] = [
      [-l, deck],
      [l, deck],
      [x0 + roll * 0.2, axle + 0.004],
      [x0 - roll * 0.4, axle],
      [-l, deck + roll * 0.35],
    ];
    const cheeks = [-1, 1].flatMap((s) => {
      const [right, left] = s < 0 ? [-y - cheek, -y] : [y, y + cheek];
      return [...foot(right, left), ...slice(right, left, ...brow)];
    });
    const n = l - 0.001;
    const nose = slice(-y, y, [n - 0.03, deck], [n, deck], [n, deck + 0.016], [n - 0.008, deck + 0.016]);
    const teeth = sideways(
      [
        [
          [n, deck + 0.011],
          [n + 0.004, deck + 0.015],
          [n + 0.004, deck + 0.018],
          [n, deck + 0.0155],
        ],
      ],
      -y * 0.9,
      y * 0.9,
      3,
    );
    const ring = mapCells(
      lathe(
        [
          [
            [roll * 0.62, -y, 1],
            [roll, -y, 1],
            [roll, y, 1],
            [roll * 0.62, y, 1],
          ],
        ],
        24,
      ),
      ([a, b, c]) => [a + x0, -c, b + axle],
    );
    const hub = drum({
      axis: 'y',
      center: [x0, 0, axle],
      radius: roll * 0.62 - 0.0001,
      length: tape,
      segments: 24,
      material: 2,
    });
    return assemble({
      category: 'tape-dispenser',
      variant,
      bodies: [
        { cells: [...cheeks, ...foot(-y, y)], density: 1800 },
        { cells: nose, density: 1500 },
        { cells: teeth, density: 3000 },
        { cells: ring, density: 1000 },
        { cells: hub, density: 800 },
      ],
      materials: [
        coloured(rng, COLOURS, LOOKS.gloss),
        fixed('tape', '#d9c98f', LOOKS.gloss),
        fixed('hub', '#f1f1ee', LOOKS.plastic),
        fixed('cutter', '#b9bcc0', LOOKS.metal),
      ],
      symmetry: 1,
      friction: 0.7,
    });
  },
};
