import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { openCase } from '../build/carcass.js';
import { coloured, DENSITY, LOOKS, toned } from '../build/finish.js';

const COLOURS = ['brown', 'white', 'beige', 'black', 'grey'];
const TOP_IN_REACH = 1.3;

/** A bookcase without drawers, open to the front (+X). One faces it, so left and right are the onlooker's. */
export const bookshelf: Category = {
  id: 'bookshelf',
  kind: 'furniture',
  nouns: ['bookshelf', 'bookcase'],
  hypernyms: ['shelf'],
  variants: 8,
  colours: COLOURS,
  material: 'wooden',
  build(variant, rng) {
    const width = rng.range(0.7, 1);
    const depth = rng.range(0.28, 0.34);
    const rows = 2 + rng.int(4);
    const pitch = rng.range(0.32, 0.38);
    const board = 0.02;
    const height = rows * pitch + board;
    const shelves = Array.from({ length: rows - 1 }, (_, i) => (i + 1) * pitch);
    const uprights = width > 0.9 ? [rng.range(-0.15, 0.15)] : [];
    const { cells, cavity, surfaces } = openCase(depth, [-width / 2, width / 2], [0, height], board, shelves, uprights);
    const main = coloured(rng, COLOURS, LOOKS.wood);
    return assemble({
      category: 'bookshelf',
      variant,
      bodies: [{ cells, density: DENSITY.board }],
      materials: [main, toned(main, 0.85)],
      symmetry: 1,
      front: true,
      leftRight: 'facing',
      surfaces:
        height <= TOP_IN_REACH
          ? [{ outline: rectangleAt([-depth / 2, -width / 2], [depth / 2, width / 2], height) }, ...surfaces]
          : surfaces,
      cavity,
      opening: [1, 0, 0],
      friction: 0.5,
    });
  },
};
