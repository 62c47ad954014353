import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { blocks, boxBetween, type Block } from '../build/box.js';
import { coloured, DENSITY, LOOKS, toned } from '../build/finish.js';

const COLOURS = ['blue', 'green', 'red', 'white', 'orange', 'yellow', 'purple'];

/** An open plastic food box with a rim and grips at its narrow ends. */
export const foodContainer: Category = {
  id: 'food-container',
  kind: 'tabletop',
  nouns: ['food container', 'lunch box', 'plastic container'],
  hypernyms: ['box', 'container'],
  variants: 6,
  colours: COLOURS,
  material: 'plastic',
  build(variant, rng) {
    const x = rng.range(0.08, 0.11);
    const y = x * rng.range(0.66, 0.8);
    const height = rng.range(0.055, 0.08);
    const t = 0.0025;
    const lip = 0.006;
    const rim = height - 0.007;
    const list: Block[] = [
      { min: [-x, -y, 0], max: [x, y, t] },
      { min: [-x, -y, t], max: [t - x, y, height] },
      { min: [x - t, -y, t], max: [x, y, height] },
      { min: [t - x, -y, t], max: [x - t, t - y, height] },
      { min: [t - x, y - t, t], max: [x - t, y, height] },
      { min: [-x - lip, -y - lip, rim], max: [-x, y + lip, height], material: 1 },
      { min: [x, -y - lip, rim], max: [x + lip, y + lip, height], material: 1 },
      { min: [-x, -y - lip, rim], max: [x, -y, height], material: 1 },
      { min: [-x, y, rim], max: [x, y + lip, height], material: 1 },
      { min: [x + lip, -0.02, rim], max: [x + lip + 0.008, 0.02, height], material: 1 },
      { min: [-x - lip - 0.008, -0.02, rim], max: [-x - lip, 0.02, height], material: 1 },
    ];
    const main = coloured(rng, COLOURS, LOOKS.plastic);
    return assemble({
      category: 'food-container',
      variant,
      bodies: [{ cells: blocks(list), density: DENSITY.plastic }],
      materials: [main, toned(main, 0.85)],
      symmetry: 2,
      cavity: boxBetween([t - x, t - y, t], [x - t, y - t, height]),
      surfaces: [{ outline: rectangleAt([t - x, t - y], [x - t, y - t], t) }],
      friction: 0.45,
    });
  },
};
