import type { Vec3 } from '../../geometry/vec3.js';
import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { box } from '../build/box.js';
import { rotateAbout, translate, type Cells } from '../build/cell.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { panel } from '../build/inlay.js';
import { cylinder } from '../build/lathe.js';
import { loft, roundedRectangle, slab } from '../build/loft.js';

const COLOURS = ['white', 'orange', 'grey', 'blue', 'yellow'];

/** A drum lying along Y. */
const drum = (center: Vec3, radius: number, width: number, material: number): Cells =>
  translate(rotateAbout(cylinder({ radius, height: width, bevel: 0.004, segments: 24, material }), 'x', 90), [
    center[0],
    center[1] + width / 2,
    center[2],
  ]);

/** The beam between two points of the plane y = const, square-cut clear of the drums at its ends. */
function beam(
  from: Vec3,
  to: Vec3,
  clear: readonly [number, number],
  size: readonly [number, number],
  material: number,
): Cells {
  const [dx, dz] = [to[0] - from[0], to[2] - from[2]];
  const length = Math.hypot(dx, dz);
  const ring = (z: number) => roundedRectangle(size, 0.012, 3, z);
  const upright = loft([ring(clear[0]), ring(length - clear[1])], { convex: true, material });
  return translate(rotateAbout(upright, 'y', (Math.atan2(dx, dz) * 180) / Math.PI), from);
}

/**
 * The base of a small robot arm with its arm folded forward: the world frame's anchor. It points along +X, as the
 * arrow on its plate and the gripper show; its left is its own.
 */
export const robotBase: Category = {
  id: 'robot-base',
  kind: 'tabletop',
  nouns: ['robot arm', 'robot', 'robot base'],
  hypernyms: ['machine'],
  variants: 4,
  colours: COLOURS,
  material: 'metal',
  build(variant, rng) {
    const side = rng.range(0.16, 0.19);
    const plate = panel(
      slab({ size: [side, side, 0.015], corner: 0.02, edge: 0.002, material: 1 }),
      [0, 0, 1],
      [1, 0, 0],
      [0.02, 0.05],
      2,
      [side / 2 - 0.018, 0],
    );
    const column = cylinder({ radius: 0.058, top: 0.05, height: 0.08, bevel: 0.004, z: 0.015, segments: 24 });
    const shoulder: Vec3 = [0, 0, 0.145];
    const upper = rng.range(0.17, 0.2);
    const lean = rng.range(-0.25, -0.1);
    const elbow: Vec3 = [upper * Math.sin(lean), 0, shoulder[2] + upper * Math.cos(lean)];
    const fore = rng.range(0.13, 0.15);
    const dip = rng.range(0.05, 0.35);
    const wrist: Vec3 = [elbow[0] + fore * Math.cos(dip), 0, elbow[2] - fore * Math.sin(dip)];
    const radius = 0.036;
    const pivot = box({ z: 0.095, size: [0.06, 0.034, 0.05 - radius], material: 0 });
    const gripper = [-1, 1].map((s) =>
      box({
        x: wrist[0] + 0.052,
        y: s * 0.016,
        z: wrist[2] - 0.009,
        size: [0.05, 0.009, 0.018],
        bevel: 0.001,
        material: 1,
      }),
    );
    const main = coloured(rng, COLOURS, LOOKS.paintedMetal);
    const bodies: Cells[] = [
      plate,
      column,
      pivot,
      drum(shoulder, radius, 0.1, 1),
      beam(shoulder, elbow, [radius - 0.001, 0.028], [0.045, 0.05], 0),
      drum(elbow, 0.029, 0.08, 1),
      beam(elbow, wrist, [0.028, 0.021], [0.036, 0.04], 0),
      drum(wrist, 0.022, 0.05, 1),
      box({ x: wrist[0] + 0.024, z: wrist[2] - 0.013, size: [0.006, 0.05, 0.026], material: 1 }),
      ...gripper,
    ];
    return assemble({
      category: 'robot-base',
      variant,
      // The plate is a steel casting, which is what keeps the arm standing.
      bodies: bodies.map((cells, i) => ({ cells, density: i === 0 ? 7000 : i === 1 ? 2500 : 1200 })),
      materials: [main, fixed('joint', '#2a2c30', LOOKS.plastic), fixed('mark', '#e8c31c', LOOKS.gloss)],
      symmetry: 1,
      front: true,
      leftRight: 'intrinsic',
      friction: 0.7,
    });
  },
};
