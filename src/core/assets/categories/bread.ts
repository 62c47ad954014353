import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { box } from '../build/box.js';
import { loft, type Ring } from '../build/loft.js';
import { mapCells } from '../build/cell.js';

const COLOURS = ['brown', 'beige'];

/** A loaf of bread along X, domed crust with cuts across it. */
export const bread: Category = {
  id: 'bread',
  kind: 'tabletop',
  nouns: ['loaf of bread', 'bread', 'loaf'],
  hypernyms: ['food'],
  variants: 5,
  colours: COLOURS,
  material: 'fresh',
  build(variant, rng) {
    const length = rng.range(0.2, 0.28);
    const width = rng.range(0.1, 0.125);
    const height = width * rng.range(0.72, 0.86);
    /** Flat-bottomed dome, seen along +X, counter-clockwise from −y. */
    const section = (x: number, s: number): Ring => {
      const n = 10;
      const arch = Array.from({ length: n + 1 }, (_, i) => {
        const a = Math.PI * (i / n);
        return [(width / 2) * Math.cos(a), height * 0.3 + height * 0.7 * Math.sin(a)] as const;
      });
      const outline = [[-width * 0.42, 0], [width * 0.42, 0], ...arch] as const;
      return outline.map(([y, z]) => [x, y * s, z * (0.35 + 0.65 * s)]);
    };
    const ends = [0, 0.04, 0.12, 0.25, 0.5, 0.75, 0.88, 0.96, 1];
    const sizes = [0.45, 0.72, 0.9, 0.98, 1, 0.98, 0.9, 0.72, 0.45];
    const crust = loft(ends.map((t, i) => section(length * (t - 0.5), sizes[i])));
    const cuts = [-0.2, 0, 0.2].map((t) => {
      const cut = box({ z: height, size: [0.011, width * 0.42, 0.003], bevel: 0.001, material: 1 });
      return mapCells(cut, ([x, y, z]) => [x + 0.5 * y + length * t, y, z]);
    });
    const main = coloured(rng, COLOURS, { ...LOOKS.skin, roughness: 0.8, texture: 'crust' });
    return assemble({
      category: 'bread',
      variant,
      bodies: [{ cells: crust, density: 300, creaseDeg: 60 }, ...cuts.map((cells) => ({ cells, density: 300 }))],
      materials: [main, fixed('cuts', '#e3c68f', { ...LOOKS.skin, roughness: 0.9 })],
      symmetry: 1,
      friction: 0.6,
    });
  },
};
