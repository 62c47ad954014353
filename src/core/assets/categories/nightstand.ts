import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { box } from '../build/box.js';
import { fronts, openCase } from '../build/carcass.js';
import { coloured, DENSITY, fixed, LOOKS, toned } from '../build/finish.js';

const COLOURS = ['brown', 'white', 'beige', 'black', 'blue'];

/** A bedside cabinet: an open compartment with a drawer above, to the front (+X). */
export const nightstand: Category = {
  id: 'nightstand',
  kind: 'furniture',
  nouns: ['nightstand', 'bedside table'],
  hypernyms: ['cabinet', 'table'],
  variants: 6,
  colours: COLOURS,
  material: 'wooden',
  build(variant, rng) {
    const width = rng.range(0.4, 0.5);
    const depth = rng.range(0.36, 0.42);
    const height = rng.range(0.48, 0.58);
    const legs = rng.range(0.08, 0.16);
    const drawer = 0.15;
    const board = 0.02;
    const top = height - drawer;
    const { cells, cavity, surfaces } = openCase(depth, [-width / 2, width / 2], [legs, top], board, [], []);
    const chest = box({ z: top, size: [depth, width - 0.002, drawer] });
    const leaf = fronts(
      depth / 2,
      [{ y: [-width / 2 + 0.004, width / 2 - 0.004], z: [top + 0.004, height - 0.006] }],
      () => [0, 0],
    );
    const feet = [-1, 1].flatMap((a) =>
      [-1, 1].map((b) =>
        box({ x: a * (depth / 2 - 0.04), y: b * (width / 2 - 0.04), size: [0.035, 0.035, legs], material: 4 }),
      ),
    );
    const main = coloured(rng, COLOURS, LOOKS.wood);
    return assemble({
      category: 'nightstand',
      variant,
      bodies: [
        { cells, density: DENSITY.board },
        { cells: chest, density: 300 },
        ...[...leaf, ...feet].map((part) => ({ cells: part, density: DENSITY.wood })),
      ],
      materials: [
        main,
        toned(main, 0.8),
        fixed('knob', rng.pick(['#b08d45', '#2a2b2e', '#b9bcc0']), LOOKS.metal),
        toned(main, 0.9),
        fixed('feet', rng.pick(['#5a3820', '#242527']), LOOKS.wood),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'facing',
      surfaces: [
        { outline: rectangleAt([-depth / 2, -width / 2 + 0.001], [depth / 2, width / 2 - 0.001], height) },
        ...surfaces,
      ],
      cavity,
      opening: [1, 0, 0],
      friction: 0.5,
    });
  },
};
