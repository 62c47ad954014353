import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, fixed, LOOKS, toned } from '../build/finish.js';
import { inlay, rowOfFields } from '../build/inlay.js';
import { box } from '../build/box.js';
import { slab } from '../build/loft.js';

const COLOURS = ['black', 'grey', 'white'];

/** A computer keyboard: a plate with rows of keys, the space bar on the user's side (+X). */
export const keyboard: Category = {
  id: 'keyboard',
  kind: 'tabletop',
  nouns: ['keyboard', 'computer keyboard'],
  hypernyms: [],
  variants: 6,
  colours: COLOURS,
  material: 'plastic',
  build(variant, rng) {
    const full = rng.next() < 0.6;
    const width = full ? rng.range(0.42, 0.45) : rng.range(0.29, 0.32);
    const depth = rng.range(0.125, 0.15);
    const plate = 0.012;
    const body = slab({ size: [depth, width, plate], corner: 0.01, edge: 0.002 });
    const rows = 5;
    const keysPerRow = full ? 19 : 14;
    const pitch = (depth - 0.03) / rows;
    const bodies = Array.from({ length: rows }, (_, row) => {
      const x = depth / 2 - 0.015 - pitch * (row + 0.5);
      const length = width - 0.024;
      const ridge = box({ x, z: plate, size: [pitch - 0.004, length, 0.005], bevel: 0.001, material: 2 });
      const fields =
        row === 0
          ? [-0.47, -0.34, -0.33, -0.24, -0.23, 0.16, 0.17, 0.28, 0.29, 0.47].map((y) => y * length)
          : rowOfFields(keysPerRow, length * 0.97, 0.003);
      return inlay(ridge, {
        normal: [0, 0, 1],
        u: [0, 1, 0],
        us: fields,
        vs: [-pitch / 2 + 0.004, pitch / 2 - 0.004],
        paint: (i) => (i % 2 === 0 ? 1 : 2),
      });
    });
    const main = coloured(rng, COLOURS, LOOKS.plastic);
    const dark = main.name === 'black';
    return assemble({
      category: 'keyboard',
      variant,
      bodies: [body, ...bodies].map((cells) => ({ cells, density: 900 })),
      materials: [
        main,
        fixed('keys', dark ? '#5c6066' : main.name === 'white' ? '#a4a8ad' : '#26272a', LOOKS.plastic),
        toned(main, 0.6),
      ],
      symmetry: 1,
      friction: 0.6,
    });
  },
};
