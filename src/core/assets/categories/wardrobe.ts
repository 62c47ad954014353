import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { box } from '../build/box.js';
import { fronts } from '../build/carcass.js';
import { coloured, DENSITY, fixed, LOOKS, toned } from '../build/finish.js';

const COLOURS = ['white', 'brown', 'beige', 'grey', 'green'];

/** A wardrobe with two or three doors to the front (+X). One faces it, so left and right are the onlooker's. */
export const wardrobe: Category = {
  id: 'wardrobe',
  kind: 'furniture',
  nouns: ['wardrobe', 'closet'],
  hypernyms: ['cabinet', 'cupboard'],
  variants: 6,
  colours: COLOURS,
  material: 'wooden',
  build(variant, rng) {
    const doors = rng.pick([2, 2, 3]);
    const width = doors * rng.range(0.45, 0.55);
    const depth = rng.range(0.55, 0.6);
    const height = rng.range(1.8, 2.05);
    const plinth = 0.07;
    const crown = 0.04;
    const each = (width - 0.02) / doors;
    const drawer = rng.next() < 0.5 ? 0.28 : 0;
    const fields = Array.from({ length: doors }, (_, i) => {
      const y = [-width / 2 + 0.01 + each * i, -width / 2 + 0.01 + each * (i + 1)] as const;
      return { y, z: [plinth + 0.01 + drawer, height - crown - 0.006] as const };
    });
    if (drawer > 0)
      fields.push({ y: [-width / 2 + 0.01, width / 2 - 0.01], z: [plinth + 0.01, plinth + 0.01 + drawer] });
    const leaves = fronts(depth / 2, fields, (i) => (i === doors ? [0, 0] : [i % 2 === 0 ? 0.84 : -0.84, -0.05]));
    const main = coloured(rng, COLOURS, LOOKS.wood);
    return assemble({
      category: 'wardrobe',
      variant,
      bodies: [
        { cells: box({ z: plinth, size: [depth, width, height - crown - plinth] }), density: 70 },
        { cells: box({ size: [depth - 0.05, width - 0.04, plinth], material: 1 }), density: DENSITY.board },
        {
          cells: box({ x: 0.012, z: height - crown, size: [depth + 0.04, width + 0.03, crown], bevel: 0.006 }),
          density: DENSITY.wood,
        },
        ...leaves.map((cells) => ({ cells, density: DENSITY.board })),
      ],
      materials: [
        main,
        toned(main, 0.6),
        fixed('knobs', rng.pick(['#b08d45', '#2a2b2e', '#b9bcc0']), LOOKS.metal),
        toned(main, 0.92),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'facing',
      friction: 0.5,
    });
  },
};
