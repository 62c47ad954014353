import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { blocks, boxBetween, type Block } from '../build/box.js';
import { coloured, DENSITY, LOOKS, toned } from '../build/finish.js';

const COLOURS = ['brown', 'white', 'black', 'beige', 'grey'];

/** A low shelf that stands on a desk: two compartments open to the front (+X), room on top. */
export const deskShelf: Category = {
  id: 'desk-shelf',
  kind: 'tabletop',
  nouns: ['desk shelf', 'shelf'],
  hypernyms: [],
  variants: 6,
  colours: COLOURS,
  material: 'wooden',
  build(variant, rng) {
    const x = rng.range(0.1, 0.13);
    const y = rng.range(0.24, 0.32);
    const height = rng.range(0.15, 0.21);
    const t = 0.014;
    const split = rng.range(-0.3, 0.3) * y;
    const list: Block[] = [
      { min: [-x, -y, 0], max: [x, y, t] },
      { min: [-x, -y, height - t], max: [x, y, height] },
      { min: [-x, -y, t], max: [x, t - y, height - t] },
      { min: [-x, y - t, t], max: [x, y, height - t] },
      { min: [-x, t - y, t], max: [0.006 - x, y - t, height - t], material: 1 },
      { min: [0.006 - x, split - t / 2, t], max: [x, split + t / 2, height - t] },
    ];
    const rooms = [
      [t - y, split - t / 2],
      [split + t / 2, y - t],
    ] as const;
    const back = 0.006 - x;
    const main = coloured(rng, COLOURS, LOOKS.wood);
    return assemble({
      category: 'desk-shelf',
      variant,
      bodies: [{ cells: blocks(list), density: DENSITY.board }],
      materials: [main, toned(main, 0.85)],
      symmetry: 1,
      front: true,
      leftRight: 'facing',
      surfaces: [
        { outline: rectangleAt([-x, -y], [x, y], height) },
        ...rooms.map(([right, left]) => ({
          outline: rectangleAt([back, right], [x, left], t),
          clearance: height - 2 * t,
        })),
      ],
      cavity: rooms.flatMap(([right, left]) => boxBetween([back, right, t], [x, left, height - t])),
      opening: [1, 0, 0],
      friction: 0.5,
    });
  },
};
