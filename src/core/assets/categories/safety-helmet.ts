import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { mapCells } from '../build/cell.js';
import { coloured, LOOKS, toned } from '../build/finish.js';
import { lathe, type ProfilePoint } from '../build/lathe.js';
import { prism } from '../build/prism.js';
import { box } from '../build/box.js';

const COLOURS = ['yellow', 'white', 'red', 'blue', 'orange'];

/** A hard hat standing on its brim, peak towards +X. Left is the wearer's. */
export const safetyHelmet: Category = {
  id: 'safety-helmet',
  kind: 'tabletop',
  nouns: ['hard hat', 'safety helmet', 'helmet'],
  hypernyms: ['hat'],
  variants: 5,
  colours: COLOURS,
  material: 'plastic',
  build(variant, rng) {
    const a = rng.range(0.118, 0.128);
    const b = a * 0.82;
    const height = rng.range(0.125, 0.14);
    const brim = 0.008;
    const dome: ProfilePoint[] = [0, 20, 40, 58, 74].map((deg) => {
      const angle = (deg * Math.PI) / 180;
      return [0.86 * Math.cos(angle) ** 0.8, brim + (height - brim) * Math.sin(angle)];
    });
    const shell = lathe([[[0, brim], ...dome, [0, dome[dome.length - 1][1]]]], 28);
    const oval = (cells: typeof shell) => mapCells(cells, ([x, y, z]) => [x * a, y * b, z]);
    // The brim: an oval drawn out to a peak in front.
    const outline: [number, number][] = Array.from({ length: 21 }, (_, i) => {
      const angle = ((55 + 12.5 * i) * Math.PI) / 180;
      return [a * Math.cos(angle), b * Math.sin(angle)];
    });
    const reach = a + 0.026;
    outline.push([reach - 0.008, -0.046], [reach, -0.024], [reach, 0.024], [reach - 0.008, 0.046]);
    const rim = prism([outline], 0, brim);
    const ridges = [-1, 0, 1].map((s) => {
      const z = dome[dome.length - 1][1];
      return box({
        y: s * 0.022,
        z,
        size: [a * (s === 0 ? 0.36 : 0.3), 0.012, s === 0 ? 0.008 : 0.005],
        bevel: 0.002,
        material: 1,
      });
    });
    const main = coloured(rng, COLOURS, LOOKS.gloss);
    return assemble({
      category: 'safety-helmet',
      variant,
      bodies: [
        { cells: oval(shell), density: 120, creaseDeg: 60 },
        { cells: rim, density: 500 },
        ...ridges.map((cells) => ({ cells, density: 500 })),
      ],
      materials: [main, toned(main, 0.94)],
      symmetry: 1,
      front: true,
      leftRight: 'intrinsic',
      friction: 0.5,
    });
  },
};
