import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { box } from '../build/box.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { inlay } from '../build/inlay.js';

const COLOURS = ['yellow', 'red', 'blue', 'green', 'orange', 'purple'];

/** A standing box of breakfast cereal, printed alike on both broad sides, which is why it has no front. */
export const cerealBox: Category = {
  id: 'cereal-box',
  kind: 'tabletop',
  nouns: ['cereal box', 'box of cereal'],
  hypernyms: ['box', 'carton', 'container'],
  variants: 8,
  colours: COLOURS,
  material: 'cardboard',
  build(variant, rng) {
    const depth = rng.range(0.05, 0.07);
    const width = rng.range(0.17, 0.2);
    const height = rng.range(0.25, 0.3);
    let cells = box({ size: [depth, width, height], bevel: 0.001 });
    const mirrored = rng.next() < 0.5;
    for (const sign of [1, -1]) {
      // A title band, a bowl of something round-ish in steps, a strip at the foot.
      cells = inlay(cells, {
        normal: [sign, 0, 0],
        u: [0, sign, 0],
        us: [-0.44, -0.3, -0.18, 0.18, 0.3, 0.44].map((x) => x * width),
        vs: [-0.45, -0.4, -0.3, -0.24, -0.08, -0.02, 0.14, 0.36, 0.44].map((z) => z * height),
        paint: (i, j) => {
          if (j === 0) return 1;
          if (j === 6) return 1;
          const inner = i >= 1 && i <= 3;
          if (j === 2) return i === 2 ? 2 : 0;
          if (j === 3) return inner ? 2 : 0;
          if (j === 4) return mirrored ? 3 : inner ? 3 : 0;
          return 0;
        },
      });
    }
    const main = coloured(rng, COLOURS, LOOKS.print);
    return assemble({
      category: 'cereal-box',
      variant,
      bodies: [{ cells, density: 160 }],
      materials: [
        main,
        fixed('title', main.name === 'yellow' ? '#b01e28' : '#f6f6f4', LOOKS.print),
        fixed('bowl', '#e9e3d4', LOOKS.print),
        fixed('flakes', '#c98a3a', LOOKS.print),
      ],
      symmetry: 2,
      surfaces: [
        {
          outline: rectangleAt(
            [-depth / 2 + 0.001, -width / 2 + 0.001],
            [depth / 2 - 0.001, width / 2 - 0.001],
            height,
          ),
        },
      ],
      friction: 0.5,
    });
  },
};
