import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { box } from '../build/box.js';
import { mapCells } from '../build/cell.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { loft, type Ring } from '../build/loft.js';

const COLOURS = ['white', 'black', 'red', 'blue', 'grey', 'green'];

/** A single sports shoe, toe towards +X: its front, and its left the wearer's. */
export const shoe: Category = {
  id: 'shoe',
  kind: 'tabletop',
  nouns: ['shoe', 'sneaker', 'trainer'],
  hypernyms: ['footwear'],
  variants: 5,
  colours: COLOURS,
  material: 'fabric',
  build(variant, rng) {
    const length = rng.range(0.25, 0.3);
    const sole = 0.024;
    const ankle = rng.range(0.088, 0.105);
    /** Half width along the shoe, from heel to toe. */
    const stations: readonly [t: number, half: number, top: number][] = [
      [0, 0.026, 0.82],
      [0.06, 0.034, 0.95],
      [0.2, 0.037, 1],
      [0.38, 0.036, 0.92],
      [0.5, 0.039, 0.74],
      [0.66, 0.046, 0.54],
      [0.82, 0.046, 0.36],
      [0.94, 0.034, 0.24],
      [1, 0.018, 0.14],
    ];
    const x = (t: number) => length * (t - 0.5);
    const slice = (t: number, half: number, low: number, high: number, waist: number): Ring => [
      [x(t), -half, low],
      [x(t), half, low],
      [x(t), half * waist, low + (high - low) * 0.55],
      [x(t), half * waist * 0.66, high],
      [x(t), -half * waist * 0.66, high],
      [x(t), -half * waist, low + (high - low) * 0.55],
    ];
    const upper = loft(
      stations.map(([t, half, top]) => slice(t, half * 0.94, sole, sole + (ankle - sole) * top, 0.96)),
      { material: 0 },
    );
    const outsole = loft(
      stations.map(([t, half]): Ring => [
        [x(t), -half * 0.96, t > 0.9 ? (t - 0.9) * 0.04 : 0],
        [x(t), half * 0.96, t > 0.9 ? (t - 0.9) * 0.04 : 0],
        [x(t), half, sole],
        [x(t), -half, sole],
      ]),
      { material: 1 },
    );
    // The opening is a dark pad a little below the collar; collar and tongue stand about it.
    const top = ankle;
    const opening = box({ x: x(0.21), z: top - 0.0005, size: [length * 0.2, 0.04, 0.001], material: 2 });
    const collar = [-1, 1].map((side) =>
      box({ x: x(0.22), y: side * 0.0235, z: top - 0.001, size: [length * 0.26, 0.007, 0.012], bevel: 0.003 }),
    );
    const heel = box({ x: x(0.08), z: top - 0.005, size: [0.012, 0.04, 0.02], bevel: 0.003 });
    const slope = Math.atan2((ankle - sole) * 0.38, length * 0.28);
    const along = (u: number, dz: number): [number, number] => [
      x(0.38) + length * 0.28 * u,
      sole + (ankle - sole) * (0.92 - 0.38 * u) + dz,
    ];
    const tongue = mapCells(box({ size: [0.05, 0.036, 0.007], bevel: 0.002, material: 3 }), ([a, b, c]) => [
      x(0.37) - 0.012 + a * 0.5,
      b,
      top - 0.008 + c + 0.02 - a * 0.35,
    ]);
    const laces = [0.1, 0.32, 0.54, 0.76].map((u) => {
      const [lx, lz] = along(u, 0.0005);
      const wide = 0.046 + 0.006 * u;
      return mapCells(box({ size: [0.008, wide, 0.004], bevel: 0.001, material: 3 }), ([a, b, c]) => [
        lx + a,
        b,
        lz + c - a * Math.tan(slope) - 0.0005,
      ]);
    });
    return assemble({
      category: 'shoe',
      variant,
      bodies: [
        { cells: upper, density: 220, creaseDeg: 50 },
        { cells: outsole, density: 500 },
        ...[opening, ...collar, heel, tongue, ...laces].map((cells) => ({ cells, density: 200 })),
      ],
      materials: [
        coloured(rng, COLOURS, LOOKS.fabric),
        fixed('sole', rng.pick(['#f1f1ee', '#f1f1ee', '#2a2b2e', '#c9a36b']), LOOKS.rubber),
        fixed('lining', '#3f4348', LOOKS.fabric),
        fixed('laces', rng.pick(['#f6f6f4', '#26272a', '#ee7d1e']), LOOKS.fabric),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'intrinsic',
      friction: 0.7,
    });
  },
};
