import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, DENSITY, fixed, LOOKS } from '../build/finish.js';
import { ribbon } from '../build/ribbon.js';
import { drum } from '../build/loft.js';

const COLOURS = ['black', 'red', 'green', 'brown', 'blue', 'orange'];

/** A turner lying flat, its slotted blade towards +X. No front. */
export const spatula: Category = {
  id: 'spatula',
  kind: 'tabletop',
  nouns: ['spatula', 'turner'],
  hypernyms: ['utensil'],
  variants: 5,
  colours: COLOURS,
  material: 'plastic',
  build(variant, rng) {
    const length = rng.range(0.29, 0.34);
    const wide = rng.range(0.07, 0.085);
    const grip = length * 0.4;
    const blade = length * 0.3;
    const slots = rng.pick([3, 4]);
    const bar = wide / (2 * slots + 1);
    const z = 0.0022;
    const x0 = length - blade;
    const root = ribbon(
      [
        { x: x0, width: wide * 0.45, z: 0.006, thick: z },
        { x: x0 + blade * 0.22, width: wide * 0.94, z: 0, thick: z },
      ],
      1,
    );
    const bars = Array.from({ length: slots + 1 }, (_, i) =>
      ribbon(
        [
          { x: x0 + blade * 0.22, width: bar, z: 0, thick: z, y: 0.98 * (-wide / 2 + bar * (2 * i + 0.5)) },
          { x: x0 + blade * 0.8, width: bar, z: 0, thick: z, y: 0.98 * (-wide / 2 + bar * (2 * i + 0.5)) },
        ],
        1,
      ),
    );
    const tip = ribbon(
      [
        { x: x0 + blade * 0.8, width: wide, z: 0, thick: z },
        { x: length, width: wide * 0.94, z: 0, thick: z * 0.6 },
      ],
      1,
    );
    const shaft = ribbon(
      [
        { x: grip, width: 0.011, z: 0.0065, thick: 0.005 },
        { x: x0, width: 0.014, z: 0.0055, thick: 0.004 },
      ],
      1,
    );
    const handle = drum({
      axis: 'x',
      center: [grip / 2, 0, 0.0098 * Math.cos(Math.PI / 12)],
      radius: 0.0098,
      farRadius: 0.008,
      length: grip,
      bevel: 0.002,
      segments: 12,
    });
    return assemble({
      category: 'spatula',
      variant,
      bodies: [
        { cells: handle, density: DENSITY.plastic },
        ...[shaft, root, ...bars, tip].map((cells) => ({ cells, density: 1400 })),
      ],
      materials: [
        coloured(rng, COLOURS, LOOKS.plastic),
        rng.pick([fixed('blade', '#b4b8bb', LOOKS.metal), fixed('blade', '#2a2b2e', LOOKS.plastic)]),
      ],
      symmetry: 1,
      friction: 0.4,
    });
  },
};
