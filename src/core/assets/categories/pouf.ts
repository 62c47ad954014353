import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, LOOKS, toned } from '../build/finish.js';
import { lathe, type ProfilePoint } from '../build/lathe.js';

const COLOURS = ['beige', 'grey', 'red', 'blue', 'green', 'yellow', 'pink'];

/** A round knitted pouf, bulging, with a seam. */
export const pouf: Category = {
  id: 'pouf',
  kind: 'furniture',
  nouns: ['ottoman', 'pouffe'],
  hypernyms: ['seat'],
  variants: 5,
  colours: COLOURS,
  material: 'fabric',
  build(variant, rng) {
    const r = rng.range(0.24, 0.32);
    const h = rng.range(0.32, 0.42);
    const half: ProfilePoint[] = [
      [r * 0.82, 0],
      [r * 0.95, h * 0.1],
      [r, h * 0.32],
      [r, h * 0.47],
    ];
    const upper = half.map(([a, z]): ProfilePoint => [a, h - z]).reverse();
    const main = coloured(rng, COLOURS, { ...LOOKS.fabric, texture: 'knit' });
    return assemble({
      category: 'pouf',
      variant,
      bodies: [
        {
          cells: lathe(
            [
              [[0, 0], ...half, [0, h * 0.47]],
              [
                [0, h * 0.47],
                [r, h * 0.47, 1],
                [r, h * 0.53],
                [0, h * 0.53],
              ],
              [[0, h * 0.53], ...upper, [0, h]],
            ],
            28,
          ),
          density: 60,
        },
      ],
      materials: [main, toned(main, 0.75)],
      symmetry: 'infinite',
      surfaces: [
        {
          outline: Array.from({ length: 12 }, (_, i) => {
            const a = (Math.PI / 6) * i;
            return [r * 0.78 * Math.cos(a), r * 0.78 * Math.sin(a), h] as const;
          }),
        },
      ],
      friction: 0.6,
    });
  },
};
