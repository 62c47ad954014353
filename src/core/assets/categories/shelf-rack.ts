import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { box } from '../build/box.js';
import { coloured, DENSITY, fixed, LOOKS } from '../build/finish.js';
import { blocks, type Block } from '../build/box.js';

const COLOURS = ['grey', 'black', 'blue', 'white', 'red'];

/** A storage rack: four steel posts, shelf boards open all round. Alike from both sides, so it has no front. */
export const shelfRack: Category = {
  id: 'shelf-rack',
  kind: 'furniture',
  nouns: ['storage rack', 'shelving unit', 'metal shelf'],
  hypernyms: ['shelf'],
  variants: 6,
  colours: COLOURS,
  material: 'metal',
  build(variant, rng) {
    const width = rng.range(0.9, 1.3);
    const depth = rng.range(0.4, 0.5);
    const height = rng.range(1.5, 1.95);
    const levels = rng.pick([4, 5]);
    const post = 0.035;
    const board = 0.024;
    const low = 0.1;
    const [x, y] = [depth / 2, width / 2];
    const heights = Array.from({ length: levels }, (_, i) => low + ((height - 0.04 - low) * i) / (levels - 1));
    const frame: Block[] = [-1, 1].flatMap((sx) =>
      [-1, 1].map((sy) => ({
        min: [Math.min(sx * x, sx * (x - post)), Math.min(sy * y, sy * (y - post)), 0] as const,
        max: [Math.max(sx * x, sx * (x - post)), Math.max(sy * y, sy * (y - post)), height] as const,
      })),
    );
    for (const z of heights) {
      for (const s of [-1, 1]) {
        frame.push(
          {
            min: [Math.min(s * x, s * (x - 0.02)), post - y, z - 0.045],
            max: [Math.max(s * x, s * (x - 0.02)), y - post, z],
          },
          {
            min: [post - x, Math.min(s * y, s * (y - 0.02)), z - 0.045],
            max: [x - post, Math.max(s * y, s * (y - 0.02)), z],
          },
        );
      }
    }
    const gap = post + 0.001;
    const boards = heights.map((z) =>
      blocks([
        { min: [gap - x, 0.002 - y, z], max: [x - gap, y - 0.002, z + board], material: 1 },
        { min: [0.002 - x, gap - y, z], max: [gap - x, y - gap, z + board], material: 1 },
        { min: [x - gap, gap - y, z], max: [x - 0.002, y - gap, z + board], material: 1 },
      ]),
    );
    const feet = [-1, 1].flatMap((sx) =>
      [-1, 1].map((sy) =>
        box({
          x: sx * (x - post / 2),
          y: sy * (y - post / 2),
          z: height,
          size: [post - 0.002, post - 0.002, 0.004],
          material: 2,
        }),
      ),
    );
    return assemble({
      category: 'shelf-rack',
      variant,
      bodies: [
        { cells: blocks(frame), density: 1100 },
        ...boards.map((cells) => ({ cells, density: DENSITY.board })),
        ...feet.map((cells) => ({ cells, density: 900 })),
      ],
      materials: [
        coloured(rng, COLOURS, LOOKS.paintedMetal),
        rng.pick([
          fixed('boards', '#c2a272', LOOKS.wood),
          fixed('boards', '#a7abb0', LOOKS.metal),
          fixed('boards', '#d9c6a0', LOOKS.cardboard),
        ]),
        fixed('caps', '#26272a', LOOKS.plastic),
      ],
      symmetry: 2,
      surfaces: heights.map((z, i) => ({
        outline: rectangleAt([gap - x, 0.01 - y], [x - gap, y - 0.01], z + board),
        ...(i < levels - 1 && { clearance: heights[i + 1] - z - board }),
      })),
      friction: 0.5,
    });
  },
};
