import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, DENSITY, LOOKS, toned } from '../build/finish.js';
import { prism } from '../build/prism.js';
import { ringShapes, stripShapes } from '../build/ribbon.js';

const COLOURS = ['grey', 'black'];

/** A combination spanner lying flat: open jaw at +X, ring at the other end. No front. */
export const wrench: Category = {
  id: 'wrench',
  kind: 'tabletop',
  nouns: ['wrench', 'spanner'],
  hypernyms: ['tool'],
  variants: 5,
  colours: COLOURS,
  material: 'steel',
  build(variant, rng) {
    const length = rng.range(0.16, 0.24);
    const wide = length * 0.075;
    const head = length * 0.115;
    const thick = length * 0.035 + 0.002;
    const x = length / 2 - head;
    const eye = head * 0.86;
    // The jaw: most of a ring, and two square lips.
    const jaw = ringShapes([x, 0], [head, head], [head * 0.5, head * 0.5], 14, 42, 318);
    const at = (deg: number, r: number): [number, number] => [
      x + r * Math.cos((deg * Math.PI) / 180),
      r * Math.sin((deg * Math.PI) / 180),
    ];
    const lipUp = [
      at(42, head * 0.5),
      [x + head * 0.95, head * 0.36],
      [x + head * 1.02, head * 0.62],
      at(42, head),
    ] as [number, number][];
    const lipDown = lipUp.map(([a, b]): [number, number] => [a, -b]).reverse();
    const ring = ringShapes([-length / 2 + eye, 0], [eye, eye], [eye * 0.6, eye * 0.6], 20);
    const shaft = stripShapes(
      [
        [-length / 2 + eye * 1.94, 0],
        [0, 0],
        [x - head * 0.94, 0],
      ],
      [wide * 1.1, wide, wide * 1.2],
    );
    const main = coloured(rng, COLOURS, { ...LOOKS.metal, roughness: 0.25 });
    return assemble({
      category: 'wrench',
      variant,
      bodies: [
        { cells: prism([...jaw, lipUp, lipDown], 0, thick), density: DENSITY.steel },
        { cells: prism(ring, 0, thick), density: DENSITY.steel },
        { cells: prism(shaft, 0.0008, thick - 0.0008, 1), density: DENSITY.steel },
      ],
      materials: [main, toned(main, 0.9)],
      symmetry: 1,
      friction: 0.45,
    });
  },
};
