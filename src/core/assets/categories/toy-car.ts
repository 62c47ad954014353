import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { paint } from '../build/cell.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { panel } from '../build/inlay.js';
import { drum } from '../build/loft.js';
import { sideways } from '../build/prism.js';

const COLOURS = ['red', 'blue', 'yellow', 'green', 'orange', 'purple', 'white'];

/** A chunky toy car. It has a driver's own left and right, like any car. */
export const toyCar: Category = {
  id: 'toy-car',
  kind: 'tabletop',
  nouns: ['toy car', 'car'],
  hypernyms: ['toy'],
  variants: 8,
  colours: COLOURS,
  material: 'plastic',
  build(variant, rng) {
    const l = rng.range(0.065, 0.085);
    const w = l * rng.range(0.4, 0.46);
    const wheel = l * rng.range(0.22, 0.26);
    const under = wheel * 0.75;
    const belt = under + l * rng.range(0.3, 0.36);
    const roof = belt + l * rng.range(0.3, 0.38);
    const bonnet = l * rng.range(0.1, 0.25);
    let lower = sideways(
      [
        [
          [-l, under + 0.004],
          [-l + 0.004, under],
          [l - 0.004, under],
          [l, under + 0.006],
          [l, belt - l * 0.1],
          [l - 0.008, belt - 0.002],
          [l - 0.014, belt],
          [-l + 0.008, belt],
          [-l, belt - 0.008],
        ],
      ],
      -w,
      w,
    );
    lower = panel(lower, [1, 0, 0], [0, 1, 0], [2 * w * 0.86, (belt - under) * 0.22], 3);
    lower = panel(lower, [-1, 0, 0], [0, -1, 0], [2 * w * 0.8, (belt - under) * 0.2], 4);
    const cabin = [
      [-l * 0.82, belt],
      [l * 0.5 - bonnet, belt],
      [l * 0.16 - bonnet, roof],
      [-l * 0.66, roof],
    ] as const;
    let cab = sideways([cabin], -w * 0.86, w * 0.86);
    // Windows: the sloping ends and a pane on each side.
    cab = paint(cab, 2, (n) => Math.abs(n[0]) > 0.5);
    const glass: [number, number] = [l * 0.7 - bonnet * 0.9, (roof - belt) * 0.6];
    cab = panel(cab, [0, 1, 0], [-1, 0, 0], glass, 2, [l * 0.04, 0]);
    cab = panel(cab, [0, -1, 0], [1, 0, 0], glass, 2, [-l * 0.04, 0]);
    const tread = l * 0.16;
    const wheels = [-1, 1].flatMap((x) =>
      [-1, 1].map((y) => {
        const center = [x * l * 0.58, y * (w + tread / 2), wheel] as const;
        const tyre = drum({
          axis: 'y',
          center,
          radius: wheel,
          length: tread,
          bevel: wheel * 0.12,
          segments: 24,
          material: 1,
        });
        const cap = drum({
          axis: 'y',
          center: [center[0], center[1] + y * (tread / 2 + 0.001), center[2]],
          radius: wheel * 0.5,
          length: 0.002,
          segments: 16,
          material: 5,
        });
        return [tyre, cap];
      }),
    );
    return assemble({
      category: 'toy-car',
      variant,
      bodies: [
        { cells: lower, density: 700 },
        { cells: cab, density: 400 },
        ...wheels.flat().map((cells) => ({ cells, density: 1100 })),
      ],
      materials: [
        coloured(rng, COLOURS, LOOKS.gloss),
        fixed('tyre', '#1c1c1e', LOOKS.rubber),
        fixed('window', '#2d3b4a', LOOKS.screen),
        fixed('headlights', '#f5efc8', LOOKS.screen),
        fixed('tail lights', '#8d1a1a', LOOKS.screen),
        fixed('hub', '#c3c6c9', LOOKS.metal),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'intrinsic',
      friction: 0.6,
    });
  },
};
