import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { box } from '../build/box.js';
import { caseLegs, fronts } from '../build/carcass.js';
import { coloured, DENSITY, fixed, LOOKS, toned } from '../build/finish.js';

const COLOURS = ['brown', 'white', 'beige', 'grey', 'green', 'blue'];

/** A closed sideboard: doors and drawers to the front (+X). One faces it, so left and right are the onlooker's. */
export const sideboard: Category = {
  id: 'sideboard',
  kind: 'furniture',
  nouns: ['sideboard'],
  hypernyms: ['cabinet', 'cupboard'],
  variants: 8,
  colours: COLOURS,
  material: 'wooden',
  build(variant, rng) {
    const width = rng.range(1, 1.5);
    const depth = rng.range(0.4, 0.46);
    const legs = rng.range(0.08, 0.16);
    const height = rng.range(0.74, 0.86);
    const top = 0.024;
    const body = depth - 0.02;
    const doors = width > 1.25 ? 3 : 2;
    const split = height - top - 0.16;
    const each = (width - 0.02) / doors;
    const columns = Array.from(
      { length: doors },
      (_, i) => [-width / 2 + 0.01 + each * i, -width / 2 + 0.01 + each * (i + 1)] as const,
    );
    const drawers = rng.next() < 0.6;
    const fields = columns.flatMap((y) =>
      drawers
        ? [
            { y, z: [legs + 0.01, split] as const },
            { y, z: [split, height - top - 0.004] as const },
          ]
        : [{ y, z: [legs + 0.01, height - top - 0.004] as const }],
    );
    const leaves = fronts(body / 2 - 0.01, fields, (i) => {
      if (drawers && i % 2 === 1) return [0, 0];
      const column = drawers ? i >> 1 : i;
      return [column % 2 === 0 ? 0.86 : -0.86, 0.55];
    });
    const main = coloured(rng, COLOURS, LOOKS.wood);
    return assemble({
      category: 'sideboard',
      variant,
      bodies: [
        { cells: box({ x: -0.01, z: legs, size: [body, width - 0.01, height - top - legs] }), density: 130 },
        { cells: box({ z: height - top, size: [depth + 0.02, width, top] }), density: DENSITY.wood },
        ...leaves.map((cells) => ({ cells, density: DENSITY.board })),
        ...caseLegs(body, width, legs, 0.045, 0.07, 1).map((cells) => ({ cells, density: DENSITY.wood })),
      ],
      materials: [
        main,
        fixed('legs', rng.pick(['#5a3820', '#242527', '#b98d5a']), LOOKS.wood),
        fixed('knobs', rng.pick(['#b08d45', '#2a2b2e', '#b9bcc0']), LOOKS.metal),
        toned(main, 0.9),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'facing',
      surfaces: [{ outline: rectangleAt([-depth / 2 - 0.01, -width / 2], [depth / 2 + 0.01, width / 2], height) }],
      friction: 0.5,
    });
  },
};
