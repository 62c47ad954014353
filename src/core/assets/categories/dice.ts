import type { Vec3 } from '../../geometry/vec3.js';
import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { box } from '../build/box.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { inlay } from '../build/inlay.js';

const COLOURS = ['red', 'blue', 'green', 'white', 'black', 'yellow', 'purple'];

/** Fields of a 3 × 3 grid that carry a pip, for one to six. */
const PIPS: readonly (readonly number[])[] = [
  [4],
  [0, 8],
  [0, 4, 8],
  [0, 2, 6, 8],
  [0, 2, 4, 6, 8],
  [0, 2, 3, 5, 6, 8],
];

/** A playing die; opposite faces sum to seven. The pips tell its sides apart, but none is a front. */
export const dice: Category = {
  id: 'dice',
  kind: 'tabletop',
  nouns: ['die', 'dice'],
  hypernyms: ['toy', 'cube'],
  variants: 6,
  colours: COLOURS,
  material: 'plastic',
  build(variant, rng) {
    const side = rng.pick([0.028, 0.034, 0.04, 0.048]) * rng.range(0.95, 1.05);
    const faces: readonly [Vec3, Vec3, number][] = [
      [[0, 0, 1], [1, 0, 0], 1],
      [[0, 0, -1], [1, 0, 0], 6],
      [[1, 0, 0], [0, 1, 0], 2],
      [[-1, 0, 0], [0, 1, 0], 5],
      [[0, 1, 0], [0, 0, 1], 3],
      [[0, -1, 0], [0, 0, 1], 4],
    ];
    const pitch = side * 0.25;
    const pip = side * 0.085;
    const cuts = [-1, 0, 1].flatMap((i) => [i * pitch - pip, i * pitch + pip]);
    let cells = box({ size: [side, side, side], bevel: side * 0.07 });
    for (const [normal, u, count] of faces) {
      cells = inlay(cells, {
        normal,
        u,
        us: cuts,
        vs: cuts,
        paint: (i, j) => (i % 2 === 0 && j % 2 === 0 && PIPS[count - 1].includes((j / 2) * 3 + i / 2) ? 1 : 0),
      });
    }
    const main = coloured(rng, COLOURS, LOOKS.gloss);
    const dark = main.name === 'white' || main.name === 'yellow';
    return assemble({
      category: 'dice',
      variant,
      bodies: [{ cells, density: 1150 }],
      materials: [main, fixed('pips', dark ? '#1b1b1d' : '#f6f6f4', LOOKS.gloss)],
      symmetry: 1,
      friction: 0.5,
    });
  },
};
