import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { blocks, boxBetween, type Block } from '../build/box.js';
import { coloured, LOOKS, toned } from '../build/finish.js';

const COLOURS = ['blue', 'grey', 'red', 'green', 'yellow', 'white'];

/** A large open storage bin for the floor, rim and grips at its narrow ends. */
export const storageBin: Category = {
  id: 'storage-bin',
  kind: 'furniture',
  nouns: ['storage bin', 'storage box'],
  hypernyms: ['bin', 'box', 'container'],
  variants: 6,
  colours: COLOURS,
  material: 'plastic',
  build(variant, rng) {
    const x = rng.range(0.25, 0.32);
    const y = rng.range(0.19, 0.22);
    const height = rng.range(0.28, 0.38);
    const t = 0.0045;
    const lip = 0.016;
    const rim = height - 0.03;
    const [a, b] = [x - lip, y - lip];
    const list: Block[] = [
      { min: [-a, -b, 0], max: [a, b, t] },
      { min: [-a, -b, t], max: [t - a, b, height] },
      { min: [a - t, -b, t], max: [a, b, height] },
      { min: [t - a, -b, t], max: [a - t, t - b, height] },
      { min: [t - a, b - t, t], max: [a - t, b, height] },
    ];
    for (const s of [-1, 1]) {
      list.push(
        { min: [Math.min(s * x, s * a), -y, rim], max: [Math.max(s * x, s * a), y, height], material: 1 },
        { min: [-a, Math.min(s * y, s * b), rim], max: [a, Math.max(s * y, s * b), height], material: 1 },
        {
          min: [Math.min(s * (a + 0.012), s * a), -0.07, rim - 0.07],
          max: [Math.max(s * (a + 0.012), s * a), 0.07, rim],
          material: 1,
        },
      );
    }
    const main = coloured(rng, COLOURS, LOOKS.plastic);
    return assemble({
      category: 'storage-bin',
      variant,
      bodies: [{ cells: blocks(list), density: 900 }],
      materials: [main, toned(main, 0.82)],
      symmetry: 2,
      cavity: boxBetween([t - a, t - b, t], [a - t, b - t, height]),
      surfaces: [{ outline: rectangleAt([t - a, t - b], [a - t, b - t], t) }],
      friction: 0.45,
    });
  },
};
