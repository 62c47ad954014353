import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { translate } from '../build/cell.js';
import { coloured, fixed, LOOKS, toned } from '../build/finish.js';
import { lathe, vessel } from '../build/lathe.js';

const COLOURS = ['black', 'blue', 'red', 'white', 'green', 'grey', 'purple'];

/**
 * A cup with pencils standing in it, all one object. What room is left between the pencils holds nothing worth asking
 * for, so it has no cavity.
 */
export const pencilCup: Category = {
  id: 'pencil-cup',
  kind: 'tabletop',
  nouns: ['pencil cup', 'pencil holder', 'pen holder'],
  hypernyms: ['cup', 'container'],
  variants: 8,
  colours: COLOURS,
  material: 'metal',
  build(variant, rng) {
    const radius = rng.range(0.036, 0.043);
    const height = rng.range(0.09, 0.105);
    const t = 0.0025;
    const cup = vessel(
      [
        [radius, 0],
        [radius, height],
      ],
      [
        [radius - t, 0.004],
        [radius - t, height],
      ],
      24,
      [0, 1],
    );
    const count = 4 + rng.int(3);
    const pencils = Array.from({ length: count }, (_, i) => {
      const angle = ((2 * Math.PI) / count) * (i + rng.range(-0.2, 0.2));
      const away = (radius - t) * rng.range(0.45, 0.72);
      const length = rng.range(0.12, 0.18);
      const r = 0.0038;
      const ink = 2 + (i % 4);
      const shaft = lathe(
        [
          [
            [0, 0, ink],
            [r, 0, ink],
            [r, length - 0.018, 6],
            [r * 0.35, length - 0.005, ink],
            [0.0005, length, ink],
            [0, length],
          ],
        ],
        6 + 2,
      );
      return translate(shaft, [away * Math.cos(angle), away * Math.sin(angle), 0.004]);
    });
    const main = coloured(rng, COLOURS, LOOKS.paintedMetal);
    return assemble({
      category: 'pencil-cup',
      variant,
      bodies: [{ cells: cup.solid, density: 2700 }, ...pencils.map((cells) => ({ cells, density: 700 }))],
      materials: [
        main,
        toned(main, 0.6),
        ...['#e8b81c', '#c1272d', '#2457b0', '#2f9144'].map((hex, i) => fixed(`pencil ${i + 1}`, hex, LOOKS.lacquer)),
        fixed('wood', '#dcb98a', LOOKS.wood),
      ],
      symmetry: 1,
      friction: 0.5,
    });
  },
};
