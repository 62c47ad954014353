import type { Vec3 } from '../../geometry/vec3.js';
import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { clipCells } from '../build/cell.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { inlay } from '../build/inlay.js';
import { ellipsoid } from '../build/lathe.js';
import { drum, tube } from '../build/loft.js';

const COLOURS = ['red', 'blue', 'green', 'black', 'yellow', 'pink', 'white'];

/** A twin-bell alarm clock. One reads it facing it, so left and right are the reader's. */
export const alarmClock: Category = {
  id: 'alarm-clock',
  kind: 'tabletop',
  nouns: ['alarm clock', 'clock'],
  hypernyms: [],
  variants: 8,
  colours: COLOURS,
  material: 'metal',
  build(variant, rng) {
    const r = rng.range(0.042, 0.055);
    const depth = r * rng.range(0.85, 1.05);
    const lift = r * 0.28;
    const z = lift + r;
    const segments = 32;
    const body = drum({ axis: 'x', center: [0, 0, z], radius: r, length: depth, bevel: r * 0.08, segments });
    const dial = drum({
      axis: 'x',
      center: [depth / 2 + 0.001, 0, z],
      radius: r * 0.86,
      length: 0.002,
      segments,
      material: 1,
    });
    // The hands make an L on a grid; four marks at the quarters.
    const grid = [-0.59, -0.48, -0.035, 0.035, 0.36, 0.48, 0.59].map((t) => t * r);
    const flip = rng.next() < 0.5;
    const face = inlay(dial, {
      normal: [1, 0, 0],
      u: [0, 1, 0],
      us: grid,
      vs: grid,
      paint: (i, j) => {
        if (i === 2 && j >= 2 && j <= 4) return 2;
        if (j === 2 && (flip ? i <= 2 && i >= 1 : i >= 2 && i <= 3)) return 2;
        const quarter = (i === 2 && (j === 0 || j === 5)) || (j === 2 && (i === 0 || i === 5));
        return quarter ? 2 : 1;
      },
    });
    // Bells sit on the drum, cut along the plane that touches its top there.
    const bells = [-1, 1].flatMap((side) => {
      const angle = side * 0.62;
      const out: Vec3 = [0, Math.sin(angle), Math.cos(angle)];
      const foot = r * Math.cos(Math.PI / segments) * 0.999;
      const at = (d: number): Vec3 => [0, out[1] * d, z + out[2] * d];
      return clipCells(
        ellipsoid(at(foot + r * 0.04), [r * 0.38, r * 0.38, r * 0.38], 16, 8, 3),
        at(foot + r * 0.05),
        [0, -out[1], -out[2]],
        3,
      );
    });
    const stalks = [-1, 1].map((side) => {
      const angle = side * 0.62;
      const foot = r * Math.cos(Math.PI / segments);
      const at = (d: number): Vec3 => [0, Math.sin(angle) * d, z + Math.cos(angle) * d];
      return tube([at(foot - 0.0005), at(foot + r * 0.05)], {
        radius: r * 0.08,
        side: [1, 0, 0],
        sides: 8,
        material: 3,
      });
    });
    const feet = [-1, 1].map((side) => {
      const angle = side * 0.62;
      const top: Vec3 = [0, Math.sin(angle) * (r - 0.001), z - Math.cos(angle) * (r - 0.001)];
      const low: Vec3 = [0, top[1] + side * lift * 0.7, 0];
      return tube([top, low], {
        radius: (t) => [depth * 0.3, r * (0.12 - 0.03 * t)],
        side: [1, 0, 0],
        sides: 8,
        material: 3,
        end: { point: [0, 0, 0], normal: [0, 0, 1] },
      });
    });
    return assemble({
      category: 'alarm-clock',
      variant,
      bodies: [
        { cells: body, density: 900 },
        { cells: face, density: 1500 },
        { cells: bells, density: 2500 },
        ...[...stalks, ...feet].map((cells) => ({ cells, density: 2700 })),
      ],
      materials: [
        coloured(rng, COLOURS, LOOKS.paintedMetal),
        fixed('dial', '#f6f3e8', LOOKS.paper),
        fixed('hands', '#17181a', LOOKS.plastic),
        fixed('bells', rng.pick(['#b9bcc0', '#b08d45']), LOOKS.metal),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'facing',
      friction: 0.5,
    });
  },
};
