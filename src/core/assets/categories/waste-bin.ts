import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, LOOKS, toned } from '../build/finish.js';
import { vessel } from '../build/lathe.js';

const COLOURS = ['black', 'grey', 'white', 'blue', 'green', 'red'];

/** An open waste-paper bin. */
export const wasteBin: Category = {
  id: 'waste-bin',
  kind: 'furniture',
  nouns: ['waste bin', 'trash can', 'bin', 'wastebasket'],
  hypernyms: ['container'],
  variants: 6,
  colours: COLOURS,
  material: 'plastic',
  build(variant, rng) {
    const top = rng.range(0.13, 0.16);
    const foot = top * rng.range(0.72, 0.9);
    const height = rng.range(0.27, 0.36);
    const t = 0.004;
    const collar = height - 0.02;
    const at = (z: number) => foot + ((top - foot) * z) / height;
    const body = vessel(
      [
        [foot, 0],
        [at(collar), collar],
        [top + 0.006, collar + 0.004],
        [top + 0.006, height],
      ],
      [
        [at(0.008) - t, 0.008],
        [at(collar) - t, collar],
        [at(collar + 0.004) - t, collar + 0.004],
        [top - t, height],
      ],
      24,
      [0, 1],
    );
    const main = coloured(rng, COLOURS, LOOKS.plastic);
    return assemble({
      category: 'waste-bin',
      variant,
      bodies: [{ cells: body.solid, density: 1000 }],
      materials: [main, toned(main, 0.7)],
      symmetry: 'infinite',
      cavity: body.cavity,
      friction: 0.5,
    });
  },
};
