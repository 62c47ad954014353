import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { blocks, boxBetween, type Block } from '../build/box.js';
import { coloured, LOOKS, toned } from '../build/finish.js';

const COLOURS = ['blue', 'grey', 'red', 'green', 'yellow', 'black'];

/** A stackable plastic bin of the Euro sizes, ribs outside, grip holes in its narrow walls. Alike from both sides. */
export const crate: Category = {
  id: 'crate',
  kind: 'tabletop',
  nouns: ['crate', 'plastic bin', 'tote'],
  hypernyms: ['bin', 'box', 'container'],
  variants: 6,
  colours: COLOURS,
  material: 'plastic',
  build(variant, rng) {
    const [x, y] = rng.pick([
      [0.15, 0.1],
      [0.2, 0.15],
      [0.2, 0.15],
    ]);
    const height = rng.pick([0.12, 0.15, 0.17]) * rng.range(0.96, 1.04);
    const t = 0.004;
    const rib = 0.007;
    const [a, b] = [x - rib, y - rib];
    const hole = { low: height * 0.62, high: height * 0.62 + 0.024, half: y * 0.38 };
    const list: Block[] = [
      { min: [-a, -b, 0], max: [a, b, t] },
      { min: [t - a, -b, t], max: [a - t, t - b, height] },
      { min: [t - a, b - t, t], max: [a - t, b, height] },
    ];
    for (const s of [-1, 1]) {
      const [near, far] = [Math.min(s * a, s * (a - t)), Math.max(s * a, s * (a - t))];
      list.push(
        { min: [near, -b, t], max: [far, b, hole.low] },
        { min: [near, -b, hole.low], max: [far, -hole.half, hole.high] },
        { min: [near, hole.half, hole.low], max: [far, b, hole.high] },
        { min: [near, -b, hole.high], max: [far, b, height] },
      );
      // Rim and ribs.
      const [rimNear, rimFar] = [Math.min(s * x, s * a), Math.max(s * x, s * a)];
      list.push({ min: [rimNear, -y, height - 0.014], max: [rimFar, y, height], material: 1 });
      list.push({
        min: [-a, Math.min(s * y, s * b), height - 0.014],
        max: [a, Math.max(s * y, s * b), height],
        material: 1,
      });
      for (const u of [-0.6, -0.2, 0.2, 0.6]) {
        list.push({
          min: [u * a - 0.005, Math.min(s * (y - 0.002), s * b), 0.012],
          max: [u * a + 0.005, Math.max(s * (y - 0.002), s * b), height - 0.014],
          material: 1,
        });
      }
      for (const u of [-0.75, 0.75]) {
        list.push({
          min: [Math.min(s * (x - 0.002), s * a), u * b - 0.005, 0.012],
          max: [Math.max(s * (x - 0.002), s * a), u * b + 0.005, height - 0.014],
          material: 1,
        });
      }
    }
    const main = coloured(rng, COLOURS, LOOKS.plastic);
    return assemble({
      category: 'crate',
      variant,
      bodies: [{ cells: blocks(list), density: 950 }],
      materials: [main, toned(main, 0.86)],
      symmetry: 2,
      cavity: boxBetween([t - a, t - b, t], [a - t, b - t, height]),
      surfaces: [{ outline: rectangleAt([t - a, t - b], [a - t, b - t], t) }],
      friction: 0.45,
    });
  },
};
