import type { Vec3 } from '../../geometry/vec3.js';
import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { translate, type Cells } from '../build/cell.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { ellipsoid } from '../build/lathe.js';
import { loft, roundedRectangle, slab } from '../build/loft.js';

const COLOURS = ['grey', 'beige', 'green', 'yellow', 'pink'];

/** An egg carton: a tray of pulp cups with eggs showing, or closed under its lid of bumps. */
export const eggCarton: Category = {
  id: 'egg-carton',
  kind: 'tabletop',
  nouns: ['egg carton', 'egg box'],
  hypernyms: ['carton', 'container'],
  variants: 6,
  colours: COLOURS,
  material: 'pulp',
  build(variant, rng) {
    const columns = rng.pick([3, 5, 5]);
    const pitch = rng.range(0.047, 0.051);
    const [length, width] = [columns * pitch, 2 * pitch];
    const tray = 0.034;
    const open = rng.next() < 0.5;
    const spots = Array.from({ length: columns }, (_, i) => i).flatMap((i) =>
      [-0.5, 0.5].map((j): [number, number] => [(i - (columns - 1) / 2) * pitch, j * pitch]),
    );
    const frustum = (z: number, low: number, high: number, tall: number): Cells =>
      loft([roundedRectangle([low, low], low * 0.35, 2, z), roundedRectangle([high, high], high * 0.3, 2, z + tall)], {
        convex: true,
      });
    const at = (cells: Cells, [x, y]: [number, number], z = 0): Cells => translate(cells, [x, y, z] as Vec3);
    const cups = spots.map((spot) => at(frustum(0, 0.03, pitch - 0.001, tray), spot));
    const flange = slab({ z: tray, size: [length + 0.012, width + 0.012, 0.005], corner: 0.01, cornerSteps: 2 });
    const bodies = [...cups.map((cells) => ({ cells, density: 180 })), { cells: flange, density: 180 }];
    const top = tray + 0.005;
    if (open) {
      const r = 0.021;
      const low = 0.026 * Math.sin(Math.PI * (0.5 / 7 - 0.5));
      const missing = rng.int(spots.length);
      spots.forEach((spot, i) => {
        if (i === missing) return;
        bodies.push({
          cells: at(ellipsoid([0, 0, 0], [r, r, 0.026], 16, 7, 1), spot, top - low),
          density: 1030 * 0.6,
        });
      });
    } else {
      const lid = loft(
        [
          roundedRectangle([length + 0.01, width + 0.01], 0.012, 2, top),
          roundedRectangle([length - 0.004, width - 0.004], 0.012, 2, top + 0.02),
        ],
        { convex: true },
      );
      bodies.push({ cells: lid, density: 60 });
      for (const spot of spots)
        bodies.push({ cells: at(frustum(top + 0.02, pitch - 0.008, 0.03, 0.011), spot), density: 60 });
    }
    return assemble({
      category: 'egg-carton',
      variant,
      bodies,
      materials: open
        ? [coloured(rng, COLOURS, LOOKS.cardboard), fixed('eggs', rng.pick(['#c99a6b', '#efe6d6']), LOOKS.skin)]
        : [coloured(rng, COLOURS, LOOKS.cardboard)],
      symmetry: 1,
      friction: 0.6,
    });
  },
};
