import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { box } from '../build/box.js';
import { coloured, DENSITY, fixed, LOOKS } from '../build/finish.js';
import { sideways } from '../build/prism.js';

const COLOURS = ['beige', 'brown', 'white', 'black', 'grey'];

/** A board on two brackets for a wall, open towards +X: things stand on it. Left as seen when facing it. */
export const wallShelf: Category = {
  id: 'wall-shelf',
  kind: 'structure',
  nouns: ['wall shelf'],
  hypernyms: ['shelf'],
  variants: 5,
  colours: COLOURS,
  material: 'wooden',
  build(variant, rng, size) {
    const [depth, width] = size ?? [rng.range(0.2, 0.28), rng.range(0.6, 1.2)];
    const height = 0.18;
    const thick = 0.024;
    const y = width / 2;
    const board = box({ x: depth / 2, z: height - thick, size: [depth, width, thick], bevel: 0.002 });
    const brackets = [-1, 1].map((s) =>
      sideways(
        [
          [
            [0, 0],
            [0.012, 0],
            [depth * 0.85, height - thick - 0.012],
            [depth * 0.85, height - thick],
            [0, height - thick],
          ],
        ],
        s * y * 0.7 - 0.011,
        s * y * 0.7 + 0.011,
        1,
      ),
    );
    return assemble({
      category: 'wall-shelf',
      variant,
      bodies: [{ cells: board, density: DENSITY.wood }, ...brackets.map((cells) => ({ cells, density: 2000 }))],
      materials: [
        coloured(rng, COLOURS, LOOKS.wood),
        fixed('brackets', rng.pick(['#26272a', '#b9bcc0', '#f1f1ee']), LOOKS.paintedMetal),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'facing',
      surfaces: [{ outline: rectangleAt([0.004, 0.004 - y], [depth - 0.004, y - 0.004], height) }],
      friction: 0.5,
    });
  },
};
