import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { box } from '../build/box.js';
import { mapCells, rotateAbout, translate, type Cells } from '../build/cell.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { cylinder } from '../build/lathe.js';
import { drum } from '../build/loft.js';
import { prism } from '../build/prism.js';
import { ringShapes } from '../build/ribbon.js';

const COLOURS = ['white', 'black', 'grey', 'blue', 'green'];

/** A table fan blowing towards +X: its front. Left is as seen when facing it, as of a clock or a screen. */
export const deskFan: Category = {
  id: 'desk-fan',
  kind: 'tabletop',
  nouns: ['fan', 'desk fan', 'table fan'],
  hypernyms: ['appliance'],
  variants: 5,
  colours: COLOURS,
  material: 'plastic',
  build(variant, rng) {
    const r = rng.range(0.105, 0.135);
    const foot = rng.range(0.085, 0.1);
    const stem = r + rng.range(0.01, 0.03);
    const base = cylinder({ radius: foot, top: foot * 0.86, height: 0.026, bevel: 0.006, segments: 28 });
    const post = cylinder({ radius: 0.014, top: 0.011, height: stem, z: 0.026, segments: 16 });
    const middle = 0.026 + stem + 0.034;
    const motor = drum({
      axis: 'x',
      center: [-0.02, 0, middle],
      radius: 0.036,
      farRadius: 0.04,
      length: 0.085,
      bevel: 0.01,
      segments: 20,
    });
    /** Plates drawn in the upright plane, seen from +X with y to the right. */
    const upright = (shapes: Parameters<typeof prism>[0], x0: number, x1: number, material: number): Cells =>
      mapCells(prism(shapes, x0, x1, material), ([a, b, c]) => [c, a, b + middle]);
    const guard = (x0: number) => [
      upright(ringShapes([0, 0], [r, r], [r - 0.006, r - 0.006], 20), x0, x0 + 0.006, 1),
      upright(
        ringShapes([0, 0], [r * 0.66, r * 0.66], [r * 0.66 - 0.003, r * 0.66 - 0.003], 12),
        x0 + 0.001,
        x0 + 0.004,
        1,
      ),
    ];
    const spoke = (x0: number) =>
      Array.from({ length: 8 }, (_, i) =>
        translate(
          rotateAbout(box({ z: 0.026, x: x0 + 0.005, size: [0.0018, 0.002, r - 0.032], material: 1 }), 'x', 45 * i),
          [0, 0, middle],
        ),
      );
    const count = rng.pick([3, 4, 5]);
    const blades = Array.from({ length: count }, (_, i) => (360 / count) * i).map((turn) => {
      const shape: [number, number][] = [
        [-0.012, 0.024],
        [0.012, 0.024],
        [r * 0.36, r * 0.62],
        [r * 0.24, r * 0.84],
        [-r * 0.06, r * 0.86],
        [-r * 0.2, r * 0.6],
      ];
      return translate(
        rotateAbout(
          mapCells(prism([shape], 0, 0.002, 2), ([a, b, c]) => [c + 0.052 + 0.22 * a * 0.4, a, b]),
          'x',
          turn,
        ),
        [0, 0, middle],
      );
    });
    const hub = drum({
      axis: 'x',
      center: [0.053, 0, middle],
      radius: 0.024,
      farRadius: 0.02,
      length: 0.06,
      bevel: 0.004,
      segments: 20,
      material: 2,
    });
    const [back, front] = [0.027, 0.079];
    // Bars that carry the front guard, round the rim.
    const rim = Array.from({ length: 8 }, (_, i) =>
      translate(
        rotateAbout(
          box({
            x: (back + 0.006 + front) / 2,
            z: r - 0.0045,
            size: [front - back - 0.006, 0.003, 0.003],
            material: 1,
          }),
          'x',
          45 * i,
        ),
        [0, 0, middle],
      ),
    );
    const badge = drum({ axis: 'x', center: [front + 0.0085, 0, middle], radius: 0.026, length: 0.005, segments: 20 });
    return assemble({
      category: 'desk-fan',
      variant,
      bodies: [
        { cells: base, density: 2600 },
        ...[post, motor].map((cells) => ({ cells, density: 1100 })),
        ...[...guard(back), ...guard(front), ...spoke(front), ...spoke(back), ...rim].map((cells) => ({
          cells,
          density: 1500,
        })),
        ...[...blades, hub, badge].map((cells) => ({ cells, density: 1000 })),
      ],
      materials: [
        coloured(rng, COLOURS, LOOKS.gloss),
        fixed('guard', rng.pick(['#b9bcc0', '#2a2b2e', '#e8e8e6']), LOOKS.metal),
        fixed('blades', rng.pick(['#8fb9d6', '#c9ccd0', '#3f4348']), LOOKS.plastic),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'facing',
      friction: 0.6,
    });
  },
};
