import type { Vec3 } from '../../geometry/vec3.js';
import { scale } from '../../geometry/vec3.js';
import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { clipCells, joinAt, mapCells, mirrorY, type Cells } from '../build/cell.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { ellipsoid } from '../build/lathe.js';

const COLOURS = ['yellow', 'pink', 'blue', 'green'];

/** A rubber duck looking towards +X; its left is its own, as of any animal. */
export const rubberDuck: Category = {
  id: 'rubber-duck',
  kind: 'tabletop',
  nouns: ['rubber duck', 'duck'],
  hypernyms: ['toy'],
  variants: 5,
  colours: COLOURS,
  material: 'rubber',
  build(variant, rng) {
    const s = rng.range(0.85, 1.3);
    const plump = rng.range(0.94, 1.08);
    const at = (x: number, y: number, z: number): Vec3 => [x * s, y * s, z * s];
    const egg = (center: Vec3, radii: Vec3, material = 0, segments = 18, rings = 8) =>
      ellipsoid(center, scale(radii, s), segments, rings, material);
    let body: Cells = egg(at(0, 0, 0.028), [0.046, 0.034 * plump, 0.03], 0, 22, 9);
    let head: Cells = egg(at(0.022, 0, 0.07), [0.024, 0.023, 0.023], 0, 20, 9);
    [body, head] = joinAt(body, head, at(0.018, 0, 0.053), [0.25, 0, 1]);
    let beak: Cells = egg(at(0.047, 0, 0.066), [0.014, 0.014, 0.0052], 1, 14, 6);
    [head, beak] = joinAt(head, beak, at(0.0435, 0, 0.066), [1, 0, -0.1]);
    let tail: Cells = mapCells(egg(at(0, 0, 0), [0.018, 0.014, 0.009], 0, 12, 6), ([x, y, z]) => [
      x * 0.8 - z * 0.6 - 0.043 * s,
      y,
      z * 0.8 - x * 0.6 + 0.05 * s,
    ]);
    [body, tail] = joinAt(body, tail, at(-0.037, 0, 0.042), [-0.8, 0, 0.6]);
    const sides: Cells[] = [];
    const pair = (host: Cells, limb: Cells, point: Vec3, normal: Vec3): Cells => {
      const [cut, part] = joinAt(host, limb, point, normal);
      sides.push(part, mirrorY(part));
      return clipCells(cut, [point[0], -point[1], point[2]], [normal[0], -normal[1], normal[2]]);
    };
    body = pair(
      body,
      egg(at(-0.008, 0.027 * plump, 0.036), [0.024, 0.01, 0.014], 0, 14, 6),
      at(-0.008, 0.03 * plump, 0.036),
      [0, 1, 0.15],
    );
    head = pair(
      head,
      egg(at(0.036, 0.0145, 0.077), [0.0048, 0.0048, 0.0055], 2, 10, 5),
      at(0.0375, 0.0155, 0.0772),
      [0.66, 0.7, 0.28],
    );
    const floor = at(0, 0, 0.004);
    const cut = (cells: Cells) => clipCells(cells, floor, [0, 0, -1]);
    return assemble({
      category: 'rubber-duck',
      variant,
      bodies: [body, head, beak, tail, ...sides].map((cells) => ({ cells: cut(cells), density: 260, creaseDeg: 60 })),
      materials: [
        coloured(rng, COLOURS, LOOKS.gloss),
        fixed('beak', '#ee7d1e', LOOKS.gloss),
        fixed('eyes', '#1b1b1d', LOOKS.gloss),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'intrinsic',
      friction: 0.6,
    });
  },
};
