import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { box } from '../build/box.js';
import { caseLegs, fronts } from '../build/carcass.js';
import { coloured, DENSITY, fixed, LOOKS } from '../build/finish.js';

const COLOURS = ['brown', 'white', 'beige', 'grey', 'blue', 'green'];

/** A chest of drawers, drawers towards +X. Left as seen when facing it. */
export const dresser: Category = {
  id: 'dresser',
  kind: 'furniture',
  nouns: ['chest of drawers', 'dresser'],
  hypernyms: ['cabinet'],
  variants: 6,
  colours: COLOURS,
  material: 'wooden',
  build(variant, rng) {
    const width = rng.range(0.75, 1.2);
    const depth = rng.range(0.42, 0.5);
    const rows = rng.pick([3, 4]);
    const each = rng.range(0.19, 0.22);
    const legs = rng.range(0.06, 0.12);
    const top = 0.022;
    const height = legs + rows * each + top + 0.01;
    const body = depth - 0.02;
    const two = width > 0.95;
    const half = width / 2 - 0.01;
    const fields = Array.from(
      { length: rows },
      (_, i) => [legs + 0.006 + i * each, legs + 0.006 + (i + 1) * each] as const,
    ).flatMap((z, i) =>
      two || i === rows - 1
        ? [
            { y: [-half, 0] as const, z },
            { y: [0, half] as const, z },
          ]
        : [{ y: [-half, half] as const, z }],
    );
    const leaves = fronts(body / 2 - 0.01, fields, () => [0, 0]);
    const main = coloured(rng, COLOURS, LOOKS.wood);
    return assemble({
      category: 'dresser',
      variant,
      bodies: [
        { cells: box({ x: -0.01, z: legs, size: [body, width - 0.01, height - top - legs] }), density: 150 },
        { cells: box({ z: height - top, size: [depth + 0.02, width, top] }), density: DENSITY.wood },
        ...leaves.map((cells) => ({ cells, density: DENSITY.board })),
        ...caseLegs(body, width, legs, 0.045, 0.06, 1).map((cells) => ({ cells, density: DENSITY.wood })),
      ],
      materials: [
        main,
        fixed('legs', rng.pick(['#5a3820', '#242527', '#b98d5a']), LOOKS.wood),
        fixed('knobs', rng.pick(['#b08d45', '#2a2b2e', '#b9bcc0']), LOOKS.metal),
        { ...main },
      ],
      symmetry: 1,
      front: true,
      leftRight: 'facing',
      surfaces: [{ outline: rectangleAt([-depth / 2 - 0.01, -width / 2], [depth / 2 + 0.01, width / 2], height) }],
      friction: 0.5,
    });
  },
};
