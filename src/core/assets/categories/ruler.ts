import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { box } from '../build/box.js';
import { coloured, LOOKS, fixed } from '../build/finish.js';
import { inlay } from '../build/inlay.js';

const COLOURS = ['yellow', 'beige', 'grey', 'white', 'red'];

/** A ruler lying, centimetre marks along one long side. No front. */
export const ruler: Category = {
  id: 'ruler',
  kind: 'tabletop',
  nouns: ['ruler'],
  hypernyms: [],
  variants: 5,
  colours: COLOURS,
  material: 'plastic',
  build(variant, rng) {
    const count = rng.pick([20, 30, 30]);
    const length = count * 0.01 + 0.01;
    const width = rng.range(0.026, 0.034);
    const half = 0.0007;
    const us = Array.from({ length: count + 1 }, (_, i) => (i - count / 2) * 0.01).flatMap((u) => [u - half, u + half]);
    const edge = width / 2 - 0.0012;
    const board = inlay(box({ size: [length, width, 0.0035], bevel: 0.0006 }), {
      normal: [0, 0, 1],
      u: [1, 0, 0],
      us,
      vs: [edge - width * 0.42, edge - width * 0.26, edge],
      paint: (i, j) => (i % 2 === 0 && (j === 1 || (i / 2) % 5 === 0) ? 1 : 0),
    });
    return assemble({
      category: 'ruler',
      variant,
      bodies: [{ cells: board, density: 1000 }],
      materials: [
        coloured(rng, COLOURS, rng.pick([LOOKS.plastic, LOOKS.gloss])),
        fixed('marks', '#1b1b1d', LOOKS.plastic),
      ],
      symmetry: 1,
      friction: 0.45,
    });
  },
};
