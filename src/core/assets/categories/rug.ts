import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { box } from '../build/box.js';
import { coloured, LOOKS, fixed } from '../build/finish.js';
import { inlay } from '../build/inlay.js';

const COLOURS = ['red', 'blue', 'green', 'grey', 'beige', 'brown', 'yellow'];

/** Thickness of a rug, metres. */
const PILE = 0.008;

/** A rug on the floor, woven border and fields; lies with its long side along X. Furniture may stand on it. */
export const rug: Category = {
  id: 'rug',
  kind: 'structure',
  nouns: ['rug', 'carpet'],
  hypernyms: [],
  variants: 6,
  colours: COLOURS,
  material: 'woollen',
  build(variant, rng, size) {
    const [length, width] = size ?? [rng.range(1.6, 2.4), rng.range(1.1, 1.6)];
    const [x, y] = [length / 2, width / 2];
    let cells = box({ size: [length, width, size?.[2] ?? PILE] });
    const b = 0.07;
    const g = 0.05;
    const style = rng.int(3);
    const stripes = Array.from({ length: 11 }, (_, i) => -x + b + ((length - 2 * b) * i) / 10);
    cells =
      style === 0
        ? inlay(cells, {
            normal: [0, 0, 1],
            u: [1, 0, 0],
            us: stripes,
            vs: [b - y, y - b],
            paint: (i) => (i % 2 === 0 ? 1 : 0),
          })
        : inlay(cells, {
            normal: [0, 0, 1],
            u: [1, 0, 0],
            us: [b - x, b + g - x, 2 * b + g - x, ...(style === 1 ? [-0.3, 0.3] : []), x - 2 * b - g, x - b - g, x - b],
            vs: [b - y, b + g - y, 2 * b + g - y, ...(style === 1 ? [-0.2, 0.2] : []), y - 2 * b - g, y - b - g, y - b],
            paint: (i, j) => {
              const n = style === 1 ? 7 : 5;
              const ring = Math.min(i, j, n - 1 - i, n - 1 - j);
              if (ring === 0) return 1;
              if (ring === 1) return 0;
              return ring === 2 && style === 1 ? 0 : 1;
            },
          });
    return assemble({
      category: 'rug',
      variant,
      bodies: [{ cells, density: 250 }],
      materials: [
        coloured(rng, COLOURS, { ...LOOKS.fabric, texture: 'carpet' }),
        rng.pick([
          fixed('pattern', '#e9e1cf', { ...LOOKS.fabric, texture: 'carpet' }),
          fixed('pattern', '#2a2f3d', { ...LOOKS.fabric, texture: 'carpet' }),
          fixed('pattern', '#c9a35c', { ...LOOKS.fabric, texture: 'carpet' }),
        ]),
      ],
      symmetry: 2,
      surfaces: [{ outline: rectangleAt([-x, -y], [x, y], size?.[2] ?? PILE) }],
      friction: 0.7,
    });
  },
};
