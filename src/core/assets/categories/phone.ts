import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { box } from '../build/box.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { inlay, rowOfFields } from '../build/inlay.js';
import { slab } from '../build/loft.js';

const COLOURS = ['black', 'white', 'blue', 'red', 'purple', 'grey', 'pink'];

/** A smartphone lying on its back, icons lit. */
export const phone: Category = {
  id: 'phone',
  kind: 'tabletop',
  nouns: ['phone', 'smartphone', 'mobile phone', 'cell phone'],
  hypernyms: [],
  variants: 8,
  colours: COLOURS,
  material: 'plastic',
  build(variant, rng) {
    const length = rng.range(0.14, 0.162);
    const width = length * rng.range(0.47, 0.5);
    // Thick case: the case is what one sees of a phone's colour from the side.
    const thick = rng.range(0.009, 0.012);
    const body = slab({ size: [length, width, thick], corner: 0.011, edge: 0.0015 });
    const display = slab({ size: [length - 0.008, width - 0.008, 0.002], corner: 0.008, z: thick, material: 1 });
    const icons = rowOfFields(4, width * 0.72, width * 0.07);
    const rows = rowOfFields(6, length * 0.74, length * 0.045);
    const lit = inlay(display, {
      normal: [0, 0, 1],
      u: [0, 1, 0],
      us: icons,
      vs: rows,
      paint: (i, j) => (i % 2 === 0 && j % 2 === 0 ? 2 + ((i * 1.5 + j * 0.5 + (j >> 2) + variant) % 4) : 1),
    });
    const key = box({
      x: length * 0.16,
      y: width / 2 + 0.0005,
      z: thick * 0.35,
      size: [0.014, 0.001, thick * 0.3],
      material: 0,
    });
    return assemble({
      category: 'phone',
      variant,
      bodies: [
        { cells: body, density: 1500 },
        { cells: lit, density: 2400 },
        { cells: key, density: 1500 },
      ],
      materials: [
        coloured(rng, COLOURS, LOOKS.plastic),
        fixed('screen', rng.pick(['#12141a', '#1d2f52', '#2d1f3f']), LOOKS.screen),
        fixed('icon red', '#d2453c', LOOKS.screen),
        fixed('icon green', '#49a85a', LOOKS.screen),
        fixed('icon blue', '#3f86d8', LOOKS.screen),
        fixed('icon yellow', '#f0c53a', LOOKS.screen),
      ],
      symmetry: 1,
      friction: 0.5,
    });
  },
};
