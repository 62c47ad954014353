import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, fixed, LOOKS, toned } from '../build/finish.js';
import { inlay, rowOfFields } from '../build/inlay.js';
import { box } from '../build/box.js';
import { slab } from '../build/loft.js';

const COLOURS = ['black', 'grey', 'white', 'pink', 'blue'];

/** A desk calculator lying on its back, its display away from the user (−X). */
export const calculator: Category = {
  id: 'calculator',
  kind: 'tabletop',
  nouns: ['calculator', 'pocket calculator'],
  hypernyms: [],
  variants: 6,
  colours: COLOURS,
  material: 'plastic',
  build(variant, rng) {
    const length = rng.range(0.13, 0.17);
    const width = length * rng.range(0.58, 0.72);
    const thick = rng.range(0.013, 0.019);
    const body = slab({ size: [length, width, thick], corner: 0.01, edge: 0.002 });
    const head = box({
      x: -length * 0.33,
      z: thick,
      size: [length * 0.2, width * 0.88, 0.004],
      bevel: 0.001,
      material: 3,
    });
    const display = inlay(head, {
      normal: [0, 0, 1],
      u: [1, 0, 0],
      us: [-length * 0.07, length * 0.07],
      vs: [-width * 0.39, width * 0.39],
      paint: () => 1,
    });
    const rows = 5;
    const columns = 4;
    const keypad = Array.from({ length: rows }, (_, i) => {
      const pitch = (length * 0.58) / rows;
      const x = -length * 0.15 + pitch * (i + 0.5);
      const bar = box({ x, z: thick, size: [pitch * 0.72, width * 0.86, 0.004], bevel: 0.0008, material: 0 });
      return inlay(bar, {
        normal: [0, 0, 1],
        u: [0, 1, 0],
        us: rowOfFields(columns, width * 0.82, width * 0.045),
        vs: [-pitch * 0.3, pitch * 0.3],
        paint: (k) => (k % 2 === 1 ? 0 : k === 6 || i === 0 ? 4 : 2),
      });
    });
    const main = coloured(rng, COLOURS, LOOKS.plastic);
    return assemble({
      category: 'calculator',
      variant,
      bodies: [body, display, ...keypad].map((cells) => ({ cells, density: 800 })),
      materials: [
        main,
        fixed('display', '#9fb39a', LOOKS.screen),
        fixed('keys', main.name === 'black' ? '#8d9094' : '#2a2b2f', LOOKS.rubber),
        toned(main, 0.55),
        fixed('operator', '#e0762a', LOOKS.rubber),
      ],
      symmetry: 1,
      friction: 0.6,
    });
  },
};
