import type { Vec3 } from '../../geometry/vec3.js';
import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { box } from '../build/box.js';
import { coloured, DENSITY, fixed, LOOKS } from '../build/finish.js';
import { inlay, panel } from '../build/inlay.js';

const COLOURS = ['red', 'blue', 'green', 'yellow', 'orange', 'purple'];

/** A letter, 3 by 5: rows from the top. */
const LETTERS = ['010101111101101', '110101110101110', '111100110100111', '101101111101101'];

/** A wooden letter block: the same letter on its four sides, so a quarter turn changes nothing. */
export const toyBlock: Category = {
  id: 'toy-block',
  kind: 'tabletop',
  nouns: ['toy block', 'building block', 'letter block'],
  hypernyms: ['toy', 'block', 'cube'],
  variants: 8,
  colours: COLOURS,
  material: 'wooden',
  build(variant, rng) {
    const a = rng.range(0.057, 0.072);
    let cube = box({ size: [a, a, a], bevel: a * 0.05 });
    const letter = rng.pick(LETTERS);
    const sides: [Vec3, Vec3][] = [
      [
        [1, 0, 0],
        [0, 1, 0],
      ],
      [
        [0, 1, 0],
        [-1, 0, 0],
      ],
      [
        [-1, 0, 0],
        [0, -1, 0],
      ],
      [
        [0, -1, 0],
        [1, 0, 0],
      ],
    ];
    for (const [normal, u] of sides) {
      cube = inlay(cube, {
        normal,
        u,
        us: [-0.36, -0.21, -0.07, 0.07, 0.21, 0.36].map((t) => t * a),
        vs: [-0.36, -0.28, -0.168, -0.056, 0.056, 0.168, 0.28, 0.36].map((t) => t * a),
        paint: (i, j) => (i >= 1 && i <= 3 && j >= 1 && j <= 5 && letter[(5 - j) * 3 + (i - 1)] === '1' ? 0 : 1),
      });
    }
    cube = panel(cube, [0, 0, 1], [1, 0, 0], [a * 0.66, a * 0.66], 1);
    const h = a / 2 - a * 0.05;
    return assemble({
      category: 'toy-block',
      variant,
      bodies: [{ cells: cube, density: DENSITY.wood }],
      materials: [coloured(rng, COLOURS, LOOKS.lacquer), fixed('panel', '#ecd9b4', LOOKS.wood)],
      symmetry: 4,
      surfaces: [{ outline: rectangleAt([-h, -h], [h, h], a) }],
      friction: 0.55,
    });
  },
};
