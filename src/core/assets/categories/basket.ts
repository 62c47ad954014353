import type { Vec3 } from '../../geometry/vec3.js';
import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { mapCells } from '../build/cell.js';
import { coloured, LOOKS, toned } from '../build/finish.js';
import { lathe, vessel } from '../build/lathe.js';
import { tube } from '../build/loft.js';

const COLOURS = ['beige', 'brown', 'white', 'grey'];
const SEGMENTS = 24;

/** An oval wicker basket, woven wall and braided rim, with an arched handle over its middle. */
export const basket: Category = {
  id: 'basket',
  kind: 'tabletop',
  nouns: ['basket', 'wicker basket'],
  hypernyms: ['container'],
  variants: 6,
  colours: COLOURS,
  material: 'wicker',
  build(variant, rng) {
    const x = rng.range(0.13, 0.165);
    const stretch = x / (x * rng.range(0.7, 0.8));
    const r = x / stretch;
    const height = rng.range(0.085, 0.115);
    const foot = r * rng.range(0.8, 0.88);
    const t = 0.007;
    const wall = vessel(
      [
        [foot, 0],
        [r * 0.97, height * 0.55],
        [r, height - 0.012],
      ],
      [
        [foot - t, t],
        [r * 0.97 - t, height * 0.56],
        [r - t, height - 0.012],
      ],
      SEGMENTS,
    );
    const rimLow = height - 0.012;
    // Above the cut corners of the wall's own edge.
    const braid = lathe(
      [
        [
          [r - t - 0.001, rimLow, 1],
          [r + 0.003, rimLow, 1],
          [r + 0.005, rimLow + 0.006, 1],
          [r + 0.002, height, 1],
          [r - t + 0.001, height, 1],
          [r - t - 0.003, rimLow + 0.006, 1],
        ],
      ],
      SEGMENTS,
    );
    const oval = (cells: typeof braid) => mapCells(cells, ([a, b, c]) => [a * stretch, b, c]);
    const rise = height * rng.range(1.2, 1.6);
    const out = (r + 0.005) * Math.cos(Math.PI / SEGMENTS) + 0.005;
    const path: Vec3[] = [[0, -out, height * 0.7]];
    const steps = 14;
    for (let i = 0; i <= steps; i++) {
      const a = Math.PI * (1 - i / steps);
      path.push([0, out * Math.cos(a), height + rise * Math.sin(a)]);
    }
    path.push([0, out, height * 0.7]);
    const handle = tube(path, { radius: [0.009, 0.005], side: [-1, 0, 0], sides: 8, material: 1 });
    const main = coloured(rng, COLOURS, { ...LOOKS.fabric, roughness: 0.85, texture: 'wicker' });
    return assemble({
      category: 'basket',
      variant,
      bodies: [
        { cells: oval(wall.solid), density: 350 },
        { cells: oval(braid), density: 350 },
        { cells: handle, density: 400 },
      ],
      materials: [main, toned(main, 0.82)],
      symmetry: 2,
      cavity: oval(wall.cavity),
      surfaces: [{ outline: wall.floor.map(([a, b, c]) => [a * stretch, b, c]) }],
      friction: 0.6,
    });
  },
};
