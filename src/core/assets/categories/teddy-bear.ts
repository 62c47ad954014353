import { add, normalize, scale, sub, type Vec3 } from '../../geometry/vec3.js';
import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { clipCells, joinAt, mapCells, mirrorY, type Cells } from '../build/cell.js';
import { coloured, DENSITY, fixed, LOOKS } from '../build/finish.js';
import { ellipsoid } from '../build/lathe.js';

const COLOURS = ['brown', 'beige', 'white', 'pink'];

/** A sitting teddy bear. It has its own left and right, like a person. */
export const teddyBear: Category = {
  id: 'teddy-bear',
  kind: 'tabletop',
  nouns: ['teddy bear', 'teddy'],
  hypernyms: ['toy'],
  variants: 6,
  colours: COLOURS,
  material: 'plush',
  build(variant, rng) {
    const s = rng.range(0.9, 1.25);
    const plump = rng.range(0.95, 1.1);
    const at = (x: number, y: number, z: number): Vec3 => [x * s, y * s, z * s];
    const ball = (center: Vec3, radii: Vec3, material = 0, segments = 16, rings = 7) =>
      ellipsoid(center, scale(radii, s), segments, rings, material);

    const belly = at(0, 0, 0.062);
    let body: Cells = ball(belly, [0.05 * plump, 0.052 * plump, 0.064], 0, 20, 7);
    let head: Cells = ball(at(0.006, 0, 0.156), [0.046, 0.05, 0.044], 0, 20, 7);
    [body, head] = joinAt(body, head, at(0, 0, 0.118), [0, 0, 1]);

    let muzzle: Cells = ball(at(0.046, 0, 0.147), [0.02, 0.022, 0.017], 1);
    [head, muzzle] = joinAt(head, muzzle, at(0.043, 0, 0.147), [1, 0, -0.15]);
    let nose: Cells = ball(at(0.065, 0, 0.154), [0.006, 0.008, 0.006], 2, 8, 4);
    [muzzle, nose] = joinAt(muzzle, nose, at(0.0615, 0, 0.1535), [1, 0, 0.45]);

    // Left-hand members are made, right-hand ones mirrored.
    const members: Cells[] = [];
    const addPair = (host: Cells, limb: Cells, point: Vec3, normal: Vec3): Cells => {
      const [cut, part] = joinAt(host, limb, point, normal);
      const mirrored: Vec3 = [normal[0], -normal[1], normal[2]];
      members.push(part, mirrorY(part));
      return clipCells(cut, [point[0], -point[1], point[2]], mirrored);
    };
    head = addPair(
      head,
      ball(at(0.002, 0.039, 0.195), [0.01, 0.018, 0.018], 0, 12, 6),
      at(0.002, 0.03, 0.186),
      [0, 0.72, 0.7],
    );
    const eye = at(0.0445, 0.018, 0.166);
    const gaze = normalize(sub(eye, at(0.006, 0, 0.156)));
    head = addPair(head, ball(add(eye, scale(gaze, -0.001 * s)), [0.0055, 0.0055, 0.0055], 2, 8, 4), eye, gaze);
    const tilted = (center: Vec3, radii: Vec3, turn: number, yaw: number) => {
      const [c, n] = [Math.cos(turn), Math.sin(turn)];
      const [cy, sy] = [Math.cos(yaw), Math.sin(yaw)];
      return mapCells(ball([0, 0, 0], radii, 0, 12, 7), ([x, y, z]) => {
        const [a, b] = [c * x + n * z, c * z - n * x];
        return add(center, [cy * a - sy * y, sy * a + cy * y, b]);
      });
    };
    const arm = tilted(at(0.014, 0.058, 0.082), [0.019, 0.019, 0.04], -2.35, 0.5);
    body = addPair(body, arm, at(0.004, 0.046, 0.085), [0.15, 1, 0.1]);
    const leg = tilted(at(0.062, 0.04, 0.024), [0.023, 0.023, 0.046], Math.PI / 2, 0.3);
    body = addPair(body, leg, at(0.036, 0.026, 0.034), [0.85, 0.45, -0.3]);
    // Soles, and a flat seat to sit on.
    const ground = at(0, 0, 0.004);
    const seat = (cells: Cells) => clipCells(cells, ground, [0, 0, -1]);
    const solids = [body, head, muzzle, nose, ...members].map(seat);
    return assemble({
      category: 'teddy-bear',
      variant,
      bodies: solids.map((cells) => ({ cells, density: DENSITY.plush, creaseDeg: 55 })),
      materials: [
        coloured(rng, COLOURS, LOOKS.fabric),
        fixed('muzzle', '#e9dcc2', LOOKS.fabric),
        fixed('nose', '#1b1714', LOOKS.gloss),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'intrinsic',
      friction: 0.7,
    });
  },
};
