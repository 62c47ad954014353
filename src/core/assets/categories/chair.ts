import type { Vec3 } from '../../geometry/vec3.js';
import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { box } from '../build/box.js';
import { mapCells, type Cells } from '../build/cell.js';
import { coloured, DENSITY, LOOKS } from '../build/finish.js';
import { loft, slab } from '../build/loft.js';

const COLOURS = ['brown', 'beige', 'white', 'black', 'red', 'blue', 'green'];

/** A dining chair facing +X. Its left is the sitter's. */
export const chair: Category = {
  id: 'chair',
  kind: 'furniture',
  nouns: ['chair', 'dining chair'],
  hypernyms: ['seat'],
  variants: 8,
  colours: COLOURS,
  material: 'wooden',
  build(variant, rng) {
    const depth = rng.range(0.4, 0.44);
    const width = rng.range(0.41, 0.46);
    const seat = rng.range(0.44, 0.47);
    const thick = 0.03;
    const total = rng.range(0.84, 0.98);
    const lean = rng.range(0.1, 0.2);
    const leg = 0.034;
    const [x, y] = [depth / 2 - 0.025, width / 2 - 0.025];
    const square = (cx: number, cy: number, side: number, z: number): Vec3[] =>
      [
        [-1, -1],
        [1, -1],
        [1, 1],
        [-1, 1],
      ].map(([a, b]): Vec3 => [cx + (a * side) / 2, cy + (b * side) / 2, z]);
    const splay = rng.pick([0, 0.02, 0.035]);
    const legs = [-1, 1].flatMap((sx) =>
      [-1, 1].map((sy) =>
        loft([square(sx * (x + splay), sy * (y + splay), leg * 0.75, 0), square(sx * x, sy * y, leg, seat - thick)], {
          material: 1,
        }),
      ),
    );
    /** Upright parts of the back, leaned by shear from the seat upwards. */
    const leaned = (cells: Cells) => mapCells(cells, ([a, b, c]) => [a - lean * (c - seat), b, c]);
    const rise = total - seat;
    const back: Cells[] = [-1, 1].map((s) =>
      box({ x: -x, y: s * y, z: seat, size: [leg * 0.8, leg * 0.8, rise], bevel: 0.003, material: 1 }),
    );
    const span = 2 * y - leg * 0.8;
    switch (variant % 3) {
      case 0:
        for (const t of [0.28, 0.55, 0.8])
          back.push(box({ x: -x, z: seat + rise * t, size: [0.018, span, rise * 0.14], bevel: 0.002 }));
        break;
      case 1: {
        const bars = 5;
        back.push(box({ x: -x, z: total - 0.075, size: [0.02, span, 0.06], bevel: 0.002 }));
        for (let i = 0; i < bars; i++) {
          back.push(
            box({
              x: -x,
              y: -span / 2 + (span * (i + 0.5)) / bars,
              z: seat,
              size: [0.014, 0.02, rise - 0.075],
              material: 1,
            }),
          );
        }
        break;
      }
      default:
        back.push(box({ x: -x, z: seat + rise * 0.3, size: [0.022, span, rise * 0.62], bevel: 0.004 }));
    }
    const rails = [-1, 1].map((s) =>
      box({ y: s * y, z: seat - thick - 0.05, size: [2 * x - leg - 0.002, 0.018, 0.05], material: 1 }),
    );
    const main = coloured(rng, COLOURS, LOOKS.wood);
    const frame = rng.next() < 0.6 ? main : coloured(rng, ['brown', 'black', 'white'], LOOKS.wood);
    return assemble({
      category: 'chair',
      variant,
      bodies: [
        {
          cells: slab({ z: seat - thick, size: [depth, width, thick], corner: 0.03, cornerSteps: 3, edge: 0.006 }),
          density: DENSITY.wood,
        },
        ...[...legs, ...rails, ...back.map(leaned)].map((cells) => ({ cells, density: DENSITY.wood })),
      ],
      materials: [main, frame],
      symmetry: 1,
      front: true,
      leftRight: 'intrinsic',
      friction: 0.5,
    });
  },
};
