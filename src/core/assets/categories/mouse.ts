import type { Vec3 } from '../../geometry/vec3.js';
import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { clipCells, faceNormal, middleOf, paint } from '../build/cell.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { drum, loft, type Ring } from '../build/loft.js';

const COLOURS = ['black', 'white', 'grey', 'blue', 'red', 'pink'];

/** A computer mouse, buttons and wheel towards +X. */
export const mouse: Category = {
  id: 'mouse',
  kind: 'tabletop',
  nouns: ['computer mouse', 'mouse'],
  hypernyms: [],
  variants: 6,
  colours: COLOURS,
  material: 'plastic',
  build(variant, rng) {
    const length = rng.range(0.1, 0.12);
    const width = rng.range(0.056, 0.064);
    const height = rng.range(0.033, 0.039);
    const strip = 0.0035;
    /** Upright section facing +X: flat underneath, a flat strip along the crown. */
    const section = (x: number, w: number, h: number): Ring => {
      const half = (w * width) / 2;
      const top = h * height;
      const side: [number, number][] = [
        [0.86, 0],
        [1, 0.22],
        [0.94, 0.55],
        [0.7, 0.84],
      ].map(([a, b]) => [a * half, b * top]);
      const left = [...side].reverse().map(([y, z]): [number, number] => [-y, z]);
      return [...side, [strip, top] as const, [-strip, top] as const, ...left].map(([y, z]): Vec3 => [
        x * length,
        y,
        z,
      ]);
    };
    const shell = loft(
      [
        section(-0.5, 0.5, 0.34),
        section(-0.44, 0.8, 0.62),
        section(-0.28, 0.97, 0.9),
        section(-0.06, 1, 1),
        section(0.22, 0.97, 0.87),
        section(0.42, 0.88, 0.62),
        section(0.5, 0.68, 0.36),
      ],
      { convex: true },
    );
    const dark = 1;
    const parted = paint(
      shell,
      dark,
      (normal, middle) => Math.abs(middle[1]) < 1e-6 && normal[2] > 0.5 && middle[0] > 0,
    );
    // The wheel stands on the flat strip of its station.
    const seat = parted[0].faces.find((face) => {
      const m = middleOf(face.points);
      return Math.abs(m[1]) < 1e-6 && m[0] > 0.2 * length && m[0] < 0.45 * length && faceNormal(face.points)[2] > 0.5;
    });
    if (!seat) throw new RangeError('The mouse has no crown to seat its wheel on.');
    const at = middleOf(seat.points);
    const normal = faceNormal(seat.points);
    const wheel = drum({
      axis: 'y',
      center: [at[0], 0, at[2] - 0.004],
      radius: 0.01,
      length: 0.006,
      bevel: 0.001,
      segments: 20,
      material: 2,
    });
    return assemble({
      category: 'mouse',
      variant,
      bodies: [
        { cells: parted, density: 600, creaseDeg: 62 },
        { cells: clipCells(wheel, at, [-normal[0], -normal[1], -normal[2]], 2), density: 1000 },
      ],
      materials: [
        coloured(rng, COLOURS, LOOKS.plastic),
        fixed('seam', '#303236', LOOKS.plastic),
        fixed('wheel', '#8d9094', LOOKS.rubber),
      ],
      symmetry: 1,
      friction: 0.4,
    });
  },
};
