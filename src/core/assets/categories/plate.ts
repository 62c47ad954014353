import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { paint } from '../build/cell.js';
import { coloured, DENSITY, LOOKS, toned } from '../build/finish.js';
import { vessel } from '../build/lathe.js';

const COLOURS = ['white', 'blue', 'green', 'grey', 'yellow', 'red', 'beige'];

/** A dinner or side plate; its flat well is where things stand. */
export const plate: Category = {
  id: 'plate',
  kind: 'tabletop',
  nouns: ['plate'],
  hypernyms: ['dish'],
  variants: 8,
  colours: COLOURS,
  material: 'ceramic',
  build(variant, rng) {
    const radius = rng.range(0.09, 0.135);
    const height = rng.range(0.022, 0.03);
    const foot = radius * rng.range(0.58, 0.68);
    const t = 0.005;
    const lip = foot + (radius - foot) * 0.3;
    const body = vessel(
      [
        [foot, 0],
        [lip, height * 0.45],
        [radius, height],
      ],
      [
        [foot - 0.002, t],
        [lip - 0.001, height * 0.45 + t],
        [radius - 0.002, height + t * 0.8],
      ],
      32,
      [0, 1],
    );
    const main = coloured(rng, COLOURS, LOOKS.ceramic);
    return assemble({
      category: 'plate',
      variant,
      bodies: [
        {
          cells: paint(body.solid, 2, (n, [x, y]) => n[2] > 0.1 && Math.hypot(x, y) > radius * 0.75),
          density: DENSITY.ceramic,
        },
      ],
      materials: [main, toned(main, rng.pick([1, 1.3])), toned(main, rng.pick([0.6, 0.8]))],
      symmetry: 'infinite',
      surfaces: [{ outline: body.floor }],
      friction: 0.4,
    });
  },
};
