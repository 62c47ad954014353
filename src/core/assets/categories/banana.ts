import type { Vec3 } from '../../geometry/vec3.js';
import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, DENSITY, fixed, LOOKS } from '../build/finish.js';
import { loft, type Ring } from '../build/loft.js';

const COLOURS = ['yellow'];
const SIDES = 8;

/** A banana lying on its side, bent in the plane of the table: convex slices along the bend. */
export const banana: Category = {
  id: 'banana',
  kind: 'tabletop',
  nouns: ['banana'],
  hypernyms: ['fruit'],
  variants: 8,
  colours: COLOURS,
  material: 'fresh',
  build(variant, rng) {
    const length = rng.range(0.16, 0.2);
    const thick = rng.range(0.016, 0.0195);
    const turn = rng.range(1.5, 2.1);
    const bend = length / turn;
    /** Position along the fruit and thickness there: stem, shoulder, belly, tip. */
    const stations: [number, number][] = [
      [0, 0.3],
      [0.1, 0.32],
      [0.17, 0.62],
      [0.26, 0.86],
      [0.38, 0.98],
      [0.5, 1],
      [0.62, 0.98],
      [0.74, 0.88],
      [0.85, 0.68],
      [0.94, 0.42],
      [1, 0.26],
    ];
    const rings = stations.map(([s, r]): Ring => {
      const angle = (s - 0.5) * turn;
      const radius = thick * r;
      // All sections rest on the table with a flat side.
      const rise = radius * Math.cos(Math.PI / SIDES);
      return Array.from({ length: SIDES }, (_, i): Vec3 => {
        const a = ((2 * Math.PI) / SIDES) * (i + 0.5);
        const out = bend + radius * Math.cos(a);
        return [out * Math.cos(angle), out * Math.sin(angle), rise + radius * Math.sin(a)];
      }).reverse();
    });
    const cells = loft(rings).map((cell, i, all) => ({
      ...cell,
      faces: cell.faces.map((face) => ({ ...face, material: i === 0 || i === all.length - 1 ? 1 : 0 })),
    }));
    return assemble({
      category: 'banana',
      variant,
      bodies: [{ cells, density: DENSITY.fruit, creaseDeg: 60 }],
      materials: [coloured(rng, COLOURS, LOOKS.skin), fixed('tips', '#5b4a22', LOOKS.skin)],
      symmetry: 1,
      friction: 0.6,
    });
  },
};
