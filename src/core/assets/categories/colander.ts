import type { Vec3 } from '../../geometry/vec3.js';
import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { mapCells, rotateAbout } from '../build/cell.js';
import { coloured, DENSITY, LOOKS, toned } from '../build/finish.js';
import { flatOf, lathe, vessel } from '../build/lathe.js';
import { tube } from '../build/loft.js';

const COLOURS = ['grey', 'red', 'green', 'white', 'blue', 'yellow'];
const SEGMENTS = 24;

/** A colander: a bowl with rows of holes on a foot ring, two handles at its rim. */
export const colander: Category = {
  id: 'colander',
  kind: 'tabletop',
  nouns: ['colander', 'strainer'],
  hypernyms: ['bowl', 'container'],
  variants: 6,
  colours: COLOURS,
  material: 'metal',
  build(variant, rng) {
    const top = rng.range(0.105, 0.125);
    const height = rng.range(0.085, 0.105);
    const floor = top * 0.5;
    const lift = 0.012;
    const t = 0.003;
    const outer: [number, number][] = [
      [floor, 0],
      [top * 0.84, height * 0.4],
      [top * 0.97, height * 0.78],
      [top, height],
    ];
    const inner: [number, number][] = [
      [floor - t, t],
      [top * 0.84 - t, height * 0.42],
      [top * 0.97 - t, height * 0.79],
      [top - t, height],
    ];
    const body = vessel(outer, inner, SEGMENTS, [1, 1]);
    const up = (cells: typeof body.solid) => mapCells(cells, ([x, y, z]) => [x, y, z + lift]);
    const foot = lathe(
      [
        [
          [floor - 0.004, 0, 0],
          [floor - 0.001, 0, 0],
          [floor - 0.001, lift, 0],
          [floor - 0.004, lift, 0],
        ],
      ],
      SEGMENTS,
    );
    const flat = flatOf(outer[2], outer[3], SEGMENTS);
    const z = height * 0.9;
    const out = flat.point[0] - ((z - flat.point[2]) * flat.normal[2]) / flat.normal[0];
    // A flat loop beside the rim, in the plane of the table.
    const half = top * Math.sin(Math.PI / SEGMENTS) * 0.7;
    const loop: Vec3[] = [
      [out, -half, z],
      [out + 0.02, -half - 0.012, z],
      [out + 0.03, -half * 0.5, z],
      [out + 0.03, half * 0.5, z],
      [out + 0.02, half + 0.012, z],
      [out, half, z],
    ];
    const handle = tube(loop, { radius: 0.0042, side: [0, 0, 1], sides: 8, start: flat, end: flat });
    const handles = [0, 180].map((turn) => up(rotateAbout(handle, 'z', turn)));
    const main = coloured(rng, COLOURS, { ...LOOKS.metal, metallic: 0.5 });
    return assemble({
      category: 'colander',
      variant,
      bodies: [
        { cells: up(body.solid), density: 4000 },
        { cells: foot, density: DENSITY.steel },
        ...handles.map((cells) => ({ cells, density: DENSITY.steel })),
      ],
      materials: [main, { ...toned(main, 1), texture: 'holes' }],
      symmetry: 2,
      cavity: up(body.cavity),
      friction: 0.45,
    });
  },
};
