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
    const side = (right: number, left: number) =>
      sideways(
        [
          [
            [-l, 0],
            [l, 0],
            [l, deck],
            [x0 + roll * 0.62, deck + roll * 0.62],
            [x0 + roll * 0.1, axle + 0.004],
            [x0 - roll * 0.4, axle],
            [-l, deck + roll * 0.35],
          ],
        ],
        right,
        left,
      );
    const floor = sideways(
      [
        [
          [-l, 0],
          [l, 0],
          [l, deck],
          [-l, deck],
        ],
      ],
      -y,
      y,
    );
    const nose = sideways(
      [
        [
          [l - 0.03, deck],
          [l, deck],
          [l, deck + 0.016],
          [l - 0.008, deck + 0.016],
        ],
      ],
      -y,
      y,
    );
    const teeth = sideways(
      [
        [
          [l, deck + 0.011],
          [l + 0.004, deck + 0.015],
          [l + 0.004, deck + 0.018],
          [l, deck + 0.016],
        ],
      ],
      -y * 0.95,
      y * 0.95,
      3,
    );
    const width = tape - 0.0001;
    const ring = mapCells(
      lathe(
        [
          [
            [roll * 0.62, -width / 2, 1],
            [roll, -width / 2, 1],
            [roll, width / 2, 1],
            [roll * 0.62, width / 2, 1],
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
        { cells: [...side(-y - cheek, -y), ...side(y, y + cheek)], density: 1500 },
        { cells: floor, density: 2500 },
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
