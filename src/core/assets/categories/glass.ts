import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, DENSITY, LOOKS, toned } from '../build/finish.js';
import { vessel } from '../build/lathe.js';

const COLOURS = ['white', 'blue', 'green', 'purple', 'orange'];

/** A drinking glass with a heavy foot, of tinted or frosted glass (drawn opaque). */
export const glass: Category = {
  id: 'glass',
  kind: 'tabletop',
  nouns: ['tumbler', 'drinking glass', 'glass'],
  hypernyms: ['cup', 'container'],
  variants: 8,
  colours: COLOURS,
  material: 'glass',
  build(variant, rng) {
    const height = rng.range(0.095, 0.15);
    const top = rng.range(0.034, 0.041);
    const foot = top * rng.range(0.68, 0.85);
    const t = 0.003;
    const floor = 0.012;
    const at = (z: number) => foot + ((top - foot) * z) / height;
    const body = vessel(
      [
        [foot, 0],
        [top, height],
      ],
      [
        [at(floor) - t, floor],
        [top - t, height],
      ],
      24,
      [0, 1],
    );
    const main = coloured(rng, COLOURS, LOOKS.glass);
    return assemble({
      category: 'glass',
      variant,
      bodies: [{ cells: body.solid, density: DENSITY.glass }],
      materials: [main, toned(main, 1.25)],
      symmetry: 'infinite',
      cavity: body.cavity,
      friction: 0.4,
    });
  },
};
