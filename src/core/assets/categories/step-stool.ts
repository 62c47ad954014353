import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { blocks, type Block } from '../build/box.js';
import { coloured, DENSITY, LOOKS, fixed } from '../build/finish.js';

const COLOURS = ['beige', 'brown', 'white', 'red', 'blue', 'green'];

/**
 * A step stool of two steps, the low one towards +X. One climbs it from there: its front; whose left is meant people
 * settle differently (the climber looks the other way), so it is not asked.
 */
export const stepStool: Category = {
  id: 'step-stool',
  kind: 'furniture',
  nouns: ['step stool'],
  hypernyms: ['stool', 'steps'],
  variants: 5,
  colours: COLOURS,
  material: 'wooden',
  build(variant, rng) {
    const width = rng.range(0.36, 0.44);
    const rise = rng.range(0.19, 0.23);
    const tread = rng.range(0.19, 0.22);
    const t = 0.022;
    const y = width / 2;
    const list: Block[] = [];
    for (const s of [-1, 1]) {
      const [near, far] = [Math.min(s * (y - 0.02), s * (y - 0.02 - t)), Math.max(s * (y - 0.02), s * (y - 0.02 - t))];
      list.push(
        { min: [-tread, near, 0], max: [0, far, 2 * rise - t] },
        { min: [0, near, 0], max: [tread - 0.01, far, rise - t] },
      );
    }
    list.push(
      { min: [-tread, -y, 2 * rise - t], max: [0.02, y, 2 * rise], material: 1 },
      { min: [0, -y, rise - t], max: [tread, y, rise], material: 1 },
      { min: [-tread, 0.02 + t - y, 2 * rise - t - 0.07], max: [t - tread, y - 0.02 - t, 2 * rise - t] },
      { min: [-tread, 0.02 + t - y, 0.06], max: [t - tread, y - 0.02 - t, 0.13] },
    );
    const main = coloured(rng, COLOURS, LOOKS.wood);
    return assemble({
      category: 'step-stool',
      variant,
      bodies: [{ cells: blocks(list), density: DENSITY.wood }],
      materials: [main, rng.next() < 0.6 ? { ...main } : fixed('treads', '#c2a272', LOOKS.wood)],
      symmetry: 1,
      front: true,
      leftRight: 'unsettled',
      surfaces: [
        { outline: rectangleAt([-tread, -y], [0.02, y], 2 * rise) },
        { outline: rectangleAt([0.021, -y], [tread, y], rise) },
      ],
      friction: 0.55,
    });
  },
};
