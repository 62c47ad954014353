import type { Vec3 } from '../../geometry/vec3.js';
import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { clipCells } from '../build/cell.js';
import { coloured, DENSITY, LOOKS } from '../build/finish.js';
import { ellipse, loft } from '../build/loft.js';

const COLOURS = ['yellow'];

/** A lemon lying down, a nipple at each end, flattened a little where it lies. */
export const lemon: Category = {
  id: 'lemon',
  kind: 'tabletop',
  nouns: ['lemon'],
  hypernyms: ['fruit'],
  variants: 6,
  colours: COLOURS,
  material: 'fresh',
  build(variant, rng) {
    const radius = rng.range(0.026, 0.031);
    const half = radius * rng.range(1.3, 1.5);
    const ring = (x: number, r: number) => ellipse([x * half, 0, radius], [0, r * radius, 0], [0, 0, r * radius], 16);
    const belly = loft(
      [
        [-0.82, 0.42],
        [-0.6, 0.76],
        [-0.3, 0.96],
        [0, 1],
        [0.3, 0.96],
        [0.6, 0.76],
        [0.82, 0.42],
      ].map(([x, r]) => ring(x, r)),
      { convex: true },
    );
    const tip = (s: number) =>
      loft(
        (s > 0
          ? [
              [0.82, 0.42],
              [1, 0.2],
              [1.06, 0.1],
            ]
          : [
              [-1.06, 0.1],
              [-1, 0.2],
              [-0.82, 0.42],
            ]
        ).map(([x, r]) => ring(x, r)),
        { convex: true },
      );
    const flat: Vec3 = [0, 0, radius * 0.06];
    return assemble({
      category: 'lemon',
      variant,
      bodies: [
        {
          cells: [...tip(-1), ...clipCells(belly, flat, [0, 0, -1]), ...tip(1)],
          density: DENSITY.fruit,
          creaseDeg: 60,
        },
      ],
      materials: [coloured(rng, COLOURS, { ...LOOKS.skin, roughness: 0.55 })],
      symmetry: 2,
      friction: 0.55,
    });
  },
};
