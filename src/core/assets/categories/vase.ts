import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, DENSITY, LOOKS, toned } from '../build/finish.js';
import { vessel } from '../build/lathe.js';

const COLOURS = ['blue', 'white', 'green', 'red', 'purple', 'brown', 'black', 'yellow'];

/** Outlines as (share of radius, share of height), foot to rim. */
const SHAPES: readonly (readonly [number, number])[][] = [
  [
    [0.55, 0],
    [0.92, 0.22],
    [1, 0.45],
    [0.62, 0.78],
    [0.5, 0.88],
    [0.66, 1],
  ],
  [
    [0.62, 0],
    [1, 0.28],
    [0.86, 0.55],
    [0.42, 0.76],
    [0.36, 0.88],
    [0.5, 1],
  ],
  [
    [0.5, 0],
    [0.62, 0.3],
    [0.8, 0.62],
    [1, 0.86],
    [0.84, 1],
  ],
  [
    [0.7, 0],
    [0.95, 0.3],
    [1, 0.55],
    [0.8, 0.82],
    [0.72, 1],
  ],
];

/** An empty flower vase. */
export const vase: Category = {
  id: 'vase',
  kind: 'tabletop',
  nouns: ['vase', 'flower vase'],
  hypernyms: ['container'],
  variants: 8,
  colours: COLOURS,
  material: 'ceramic',
  build(variant, rng) {
    const radius = rng.range(0.05, 0.072);
    const height = radius * rng.range(3, 3.7);
    const wall = 0.005;
    const shape = SHAPES[variant % SHAPES.length];
    const outer = shape.map(([r, z]): [number, number] => [r * radius, z * height]);
    const inner = outer.map(([r, z], i): [number, number] => [r - wall, i === 0 ? 0.008 : z]);
    const body = vessel(outer, inner, 24, [0, 1]);
    const main = coloured(rng, COLOURS, LOOKS.ceramic);
    return assemble({
      category: 'vase',
      variant,
      bodies: [{ cells: body.solid, density: DENSITY.ceramic, creaseDeg: 60 }],
      materials: [main, toned(main, 0.75)],
      symmetry: 'infinite',
      cavity: body.cavity,
      friction: 0.45,
    });
  },
};
