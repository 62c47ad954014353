import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { box } from '../build/box.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { panel } from '../build/inlay.js';
import { drum, loft, roundedRectangle, slab } from '../build/loft.js';

const COLOURS = ['black', 'grey', 'brown', 'red'];

/**
 * A photo camera looking along +X. Its front is plain; whether its left is the photographer's or the sitter's is not,
 * so left and right are not asked.
 */
export const camera: Category = {
  id: 'camera',
  kind: 'tabletop',
  nouns: ['photo camera', 'compact camera'],
  // Bare "camera" is the one that looks: its questions would name both.
  hypernyms: ['camera'],
  variants: 6,
  colours: COLOURS,
  material: 'leather',
  build(variant, rng) {
    const width = rng.range(0.12, 0.14);
    const height = rng.range(0.07, 0.082);
    const depth = rng.range(0.034, 0.042);
    const trim = 0.016;
    const body = slab({ size: [depth, width, height - trim], corner: 0.012 });
    const top = slab({
      size: [depth, width, trim],
      corner: 0.012,
      edge: 0.002,
      bottomEdge: 0,
      z: height - trim,
      material: 1,
    });
    const hump = height + rng.range(0.012, 0.018);
    const ring = (w: number, z: number) => roundedRectangle([depth * 0.8, w], 0.004, 2, z);
    let finder = loft([ring(width * 0.36, height), ring(width * 0.24, hump)], { convex: true, material: 1 });
    finder = panel(finder, [0, 0, 1], [1, 0, 0], [depth * 0.4, width * 0.1], 3);
    const axisZ = height * 0.46;
    const radius = height * 0.38;
    const front = depth / 2;
    const barrel = drum({
      axis: 'x',
      center: [front + 0.008, 0, axisZ],
      radius,
      length: 0.016,
      bevel: 0.001,
      segments: 28,
      material: 3,
    });
    const tip = drum({
      axis: 'x',
      center: [front + 0.016 + 0.011, 0, axisZ],
      radius: radius * 0.9,
      length: 0.022,
      bevel: 0.002,
      segments: 28,
      material: 1,
    });
    const glass = drum({
      axis: 'x',
      center: [front + 0.039, 0, axisZ],
      radius: radius * 0.68,
      farRadius: radius * 0.55,
      length: 0.002,
      segments: 28,
      material: 2,
    });
    const shutter = drum({
      axis: 'z',
      center: [0, width * 0.36, height + 0.003],
      radius: 0.007,
      length: 0.006,
      bevel: 0.001,
      segments: 16,
      material: 3,
    });
    const dial = drum({
      axis: 'z',
      center: [0, -width * 0.36, height + 0.003],
      radius: 0.01,
      length: 0.006,
      bevel: 0.001,
      segments: 20,
      material: 3,
    });
    const grip = box({
      x: front + 0.004,
      y: width / 2 - 0.016,
      z: 0.004,
      size: [0.008, 0.022, height - trim - 0.008],
      bevel: 0.002,
      material: 0,
    });
    return assemble({
      category: 'camera',
      variant,
      bodies: [
        { cells: [...body, ...top], density: 1050 },
        { cells: finder, density: 900 },
        { cells: barrel, density: 1100 },
        { cells: tip, density: 900 },
        { cells: glass, density: 2000 },
        ...[shutter, dial, grip].map((cells) => ({ cells, density: 1200 })),
      ],
      materials: [
        coloured(rng, COLOURS, { ...LOOKS.plastic, roughness: 0.8 }),
        fixed('chrome', rng.pick(['#b9bcc0', '#2b2c30']), LOOKS.metal),
        fixed('lens', '#1a2340', LOOKS.screen),
        fixed('ring', '#1b1b1e', LOOKS.plastic),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'unsettled',
      friction: 0.6,
    });
  },
};
