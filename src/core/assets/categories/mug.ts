import type { Vec3 } from '../../geometry/vec3.js';
import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, DENSITY, LOOKS, toned } from '../build/finish.js';
import { flatOf, vessel } from '../build/lathe.js';
import { tube } from '../build/loft.js';

const SEGMENTS = 20;
const COLOURS = ['red', 'blue', 'green', 'yellow', 'white', 'black', 'orange', 'purple', 'pink', 'grey'];

/** A drinking mug, 250–400 ml. The handle sits flat on the wall's +X facet; it shows no front, so it has none. */
export const mug: Category = {
  id: 'mug',
  kind: 'tabletop',
  nouns: ['mug', 'coffee mug'],
  hypernyms: ['cup', 'container'],
  variants: 10,
  colours: COLOURS,
  material: 'ceramic',
  build(variant, rng) {
    const height = rng.range(0.082, 0.112);
    const top = rng.range(0.038, 0.045);
    const foot = top * rng.pick([1, 1, 0.9, 0.8]);
    const wall = 0.004;
    const floor = 0.006;
    const radiusAt = (z: number) => foot + ((top - foot) * z) / height;
    const body = vessel(
      [
        [foot - 0.003, 0],
        [radiusAt(0.003), 0.003],
        [top, height],
      ],
      [
        [radiusAt(floor) - wall - 0.004, floor],
        [radiusAt(floor + 0.004) - wall, floor + 0.004],
        [top - wall, height],
      ],
      SEGMENTS,
      [0, 1],
    );
    const flat = flatOf([foot, 0], [top, height], SEGMENTS);
    const wallX = (z: number) => flat.point[0] - (flat.normal[2] / flat.normal[0]) * z;
    const middle = height * 0.52;
    const reach = rng.range(0.024, 0.032);
    const half = height * rng.range(0.27, 0.33);
    const steps = 9;
    const path = Array.from({ length: steps + 1 }, (_, i): Vec3 => {
      const t = Math.sin(Math.PI * (i / steps - 0.5));
      return [wallX(middle) + reach * Math.sqrt(Math.max(0, 1 - t ** 4)), 0, middle + half * t];
    });
    const handle = tube(path, { radius: [0.0053, 0.0045], side: [0, -1, 0], start: flat, end: flat });
    const main = coloured(rng, COLOURS, LOOKS.ceramic);
    return assemble({
      category: 'mug',
      variant,
      bodies: [
        { cells: body.solid, density: DENSITY.ceramic },
        { cells: handle, density: DENSITY.ceramic },
      ],
      materials: [main, toned(main, rng.pick([1, 1.85]))],
      symmetry: 1,
      cavity: body.cavity,
      friction: 0.45,
    });
  },
};
