import type { Vec3 } from '../../geometry/vec3.js';
import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, DENSITY, LOOKS } from '../build/finish.js';
import { cylinder, lathe } from '../build/lathe.js';

const COLOURS = ['brown', 'white', 'black', 'beige', 'green', 'blue'];

/** A small round table on a pedestal. */
export const sideTable: Category = {
  id: 'side-table',
  kind: 'furniture',
  nouns: ['side table', 'end table'],
  hypernyms: ['table'],
  variants: 6,
  colours: COLOURS,
  material: 'wooden',
  build(variant, rng) {
    const radius = rng.range(0.22, 0.28);
    const height = rng.range(0.5, 0.6);
    const top = rng.range(0.022, 0.032);
    const foot = radius * rng.range(0.68, 0.8);
    const post = rng.range(0.022, 0.032);
    const under = height - top;
    const segments = 32;
    const stand = lathe(
      [
        [
          [0, 0, 1],
          [foot, 0, 1],
          [foot, 0.012, 1],
          [post * 1.6, 0.035, 1],
          [0, 0.035],
        ],
        [
          [0, 0.035, 1],
          [post * 1.6, 0.035, 1],
          [post, 0.06, 1],
          [0, 0.06],
        ],
        [
          [0, 0.06, 1],
          [post, 0.06, 1],
          [post, under - 0.03, 1],
          [0, under - 0.03],
        ],
        [
          [0, under - 0.03, 1],
          [post, under - 0.03, 1],
          [post * 2.6, under, 1],
          [0, under],
        ],
      ],
      segments,
    );
    const main = coloured(rng, COLOURS, LOOKS.wood);
    const rim = radius - 0.004;
    const outline = Array.from({ length: segments }, (_, i): Vec3 => {
      const angle = ((2 * Math.PI) / segments) * (i + 0.5);
      return [rim * Math.cos(angle), rim * Math.sin(angle), height];
    });
    return assemble({
      category: 'side-table',
      variant,
      bodies: [
        { cells: cylinder({ radius, height: top, z: under, bevel: 0.004, segments }), density: DENSITY.wood },
        { cells: stand, density: 1400 },
      ],
      materials: [main, rng.next() < 0.5 ? main : coloured(rng, ['black', 'grey', 'white'], LOOKS.paintedMetal)],
      symmetry: 'infinite',
      surfaces: [{ outline }],
      friction: 0.5,
    });
  },
};
