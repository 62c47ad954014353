import type { Vec3 } from '../../geometry/vec3.js';
import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { box } from '../build/box.js';
import { coloured, fixed, LOOKS, toned } from '../build/finish.js';
import { panel } from '../build/inlay.js';
import { loft, type Ring } from '../build/loft.js';

const COLOURS = ['blue', 'pink', 'green', 'white', 'purple', 'beige'];

/** A box of tissues, one of them pulled half out of the slot. */
export const tissueBox: Category = {
  id: 'tissue-box',
  kind: 'tabletop',
  nouns: ['tissue box', 'box of tissues'],
  hypernyms: ['box', 'container'],
  variants: 8,
  colours: COLOURS,
  material: 'cardboard',
  build(variant, rng) {
    const x = rng.range(0.2, 0.24);
    const y = rng.range(0.11, 0.125);
    const z = rng.range(0.07, 0.1);
    let carton = box({ size: [x, y, z], bevel: 0.0015 });
    carton = panel(carton, [0, 0, 1], [1, 0, 0], [x * 0.62, y * 0.34], 2);
    for (const sign of [1, -1])
      carton = panel(carton, [0, sign, 0], [-sign, 0, 0], [x * 0.86, z * 0.4], 3, [0, -z * 0.1]);
    const fold = (half: number, thick: number, height: number, shift: number): Ring =>
      [
        [-1, 0],
        [-0.35, -1],
        [0.35, -0.8],
        [1, 0],
        [0.35, 1],
        [-0.35, 0.8],
      ].map(([a, b]): Vec3 => [shift + a * half, b * thick, z + height]);
    const tissue = loft(
      [
        fold(0.055, 0.006, 0, 0),
        fold(0.045, 0.008, 0.02, 0.004),
        fold(0.05, 0.014, 0.045, 0.01),
        fold(0.022, 0.006, 0.07, 0.026),
      ],
      { material: 1 },
    );
    const main = coloured(rng, COLOURS, LOOKS.print);
    return assemble({
      category: 'tissue-box',
      variant,
      bodies: [
        { cells: carton, density: 100 },
        { cells: tissue, density: 30, creaseDeg: 30 },
      ],
      materials: [
        main,
        fixed('tissue', '#f6f6f4', LOOKS.paper),
        fixed('slot', '#dfe6ea', LOOKS.gloss),
        toned(main, main.name === 'white' ? 0.8 : 1.5),
      ],
      symmetry: 1,
      friction: 0.5,
    });
  },
};
