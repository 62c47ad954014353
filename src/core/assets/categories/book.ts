import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { blocks } from '../build/box.js';
import { coloured, DENSITY, fixed, LOOKS } from '../build/finish.js';

const COLOURS = ['red', 'blue', 'green', 'yellow', 'brown', 'purple', 'orange', 'black', 'grey'];

/**
 * A hardback lying on its back cover, spine to −X. People would disagree which side of a lying book is its front, so
 * it has none.
 */
export const book: Category = {
  id: 'book',
  kind: 'tabletop',
  nouns: ['book'],
  hypernyms: [],
  variants: 10,
  colours: COLOURS,
  material: 'hardback',
  build(variant, rng) {
    const width = rng.range(0.12, 0.19);
    const length = width * rng.range(1.35, 1.5);
    const thickness = rng.range(0.018, 0.045);
    const board = 0.003;
    const [x, y] = [width / 2, length / 2];
    const edge = 0.004;
    const cells = blocks([
      { min: [-x + board, -y + edge, board], max: [x - edge, y - edge, thickness - board], material: 1 },
      { min: [-x, -y, 0], max: [x, y, board] },
      { min: [-x, -y, thickness - board], max: [x, y, thickness] },
      { min: [-x, -y, board], max: [-x + board, y, thickness - board] },
    ]);
    const main = coloured(rng, COLOURS, LOOKS.print);
    return assemble({
      category: 'book',
      variant,
      bodies: [{ cells, density: DENSITY.paper }],
      materials: [main, fixed('pages', '#efe9da', LOOKS.paper)],
      symmetry: 1,
      surfaces: [{ outline: rectangleAt([-x, -y], [x, y], thickness) }],
      friction: 0.5,
    });
  },
};
