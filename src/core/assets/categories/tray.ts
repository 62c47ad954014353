import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { blocks, boxBetween, type Block } from '../build/box.js';
import { coloured, DENSITY, LOOKS } from '../build/finish.js';

const COLOURS = ['brown', 'black', 'white', 'beige', 'red', 'green'];

/** A serving tray with a grip hole in each short end. */
export const tray: Category = {
  id: 'tray',
  kind: 'tabletop',
  nouns: ['tray', 'serving tray'],
  hypernyms: [],
  variants: 8,
  colours: COLOURS,
  material: 'wooden',
  build(variant, rng) {
    const x = rng.range(0.16, 0.21);
    const y = x * rng.range(0.62, 0.74);
    const floor = 0.008;
    const wall = 0.01;
    const low = rng.range(0.035, 0.045);
    const high = low + 0.022;
    const grip = y * 0.38;
    const list: Block[] = [
      { min: [wall - x, wall - y, 0], max: [x - wall, y - wall, floor] },
      { min: [wall - x, -y, 0], max: [x - wall, wall - y, low] },
      { min: [wall - x, y - wall, 0], max: [x - wall, y, low] },
    ];
    for (const s of [-1, 1]) {
      const [a, b] = s < 0 ? [-x, wall - x] : [x - wall, x];
      list.push(
        { min: [a, -y, 0], max: [b, y, low * 0.7] },
        { min: [a, -y, low * 0.7], max: [b, -grip, high - 0.014] },
        { min: [a, grip, low * 0.7], max: [b, y, high - 0.014] },
        { min: [a, -y, high - 0.014], max: [b, y, high] },
      );
    }
    return assemble({
      category: 'tray',
      variant,
      bodies: [{ cells: blocks(list), density: DENSITY.wood }],
      materials: [coloured(rng, COLOURS, LOOKS.wood)],
      symmetry: 2,
      cavity: boxBetween([wall - x, wall - y, floor], [x - wall, y - wall, low]),
      surfaces: [{ outline: rectangleAt([wall - x, wall - y], [x - wall, y - wall], floor) }],
      friction: 0.5,
    });
  },
};
