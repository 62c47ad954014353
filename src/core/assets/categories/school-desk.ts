import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { box } from '../build/box.js';
import { coloured, DENSITY, fixed, LOOKS } from '../build/finish.js';
import { slab } from '../build/loft.js';

const COLOURS = ['beige', 'brown', 'white', 'grey'];

/**
 * A pupil's desk on steel sledges, open book tray under its top towards +X, where the pupil sits: its front by the tray.
 * Desks are sat at and looked at from that one side; left as seen from it, facing the desk.
 */
export const schoolDesk: Category = {
  id: 'school-desk',
  kind: 'furniture',
  nouns: ['school desk', 'student desk'],
  hypernyms: ['desk', 'table'],
  variants: 5,
  colours: COLOURS,
  material: 'wooden',
  build(variant, rng) {
    const width = rng.range(0.66, 0.75);
    const depth = rng.range(0.48, 0.55);
    const height = rng.range(0.68, 0.76);
    const top = 0.022;
    const tray = 0.11;
    const bar = 0.028;
    const under = height - top;
    const y = width / 2 - 0.05;
    const x = depth / 2 - 0.05;
    const floor = under - tray;
    const sides = [-1, 1].flatMap((s) => [
      box({ y: s * y, size: [depth - 0.02, bar, bar], material: 1 }),
      box({ x: -x * 0.35, y: s * y, z: bar, size: [bar, bar, floor - 0.006 - bar], material: 1 }),
      box({ y: s * y, z: floor, size: [depth - 0.06, 0.012, tray], material: 2 }),
    ]);
    const foot = box({ x: -x * 0.35, z: bar + 0.14, size: [bar, 2 * y - bar, bar], material: 1 });
    const base = box({ z: floor - 0.006, size: [depth - 0.06, 2 * y + 0.028, 0.006], material: 2 });
    const back = box({ x: -depth / 2 + 0.04, z: floor, size: [0.012, 2 * y - 0.012, tray], material: 2 });
    return assemble({
      category: 'school-desk',
      variant,
      bodies: [
        { cells: slab({ z: under, size: [depth, width, top], corner: 0.03, edge: 0.003 }), density: DENSITY.wood },
        ...[...sides, foot].map((cells) => ({ cells, density: 2200 })),
        { cells: base, density: 2700 },
        { cells: back, density: 1500 },
      ],
      materials: [
        coloured(rng, COLOURS, LOOKS.wood),
        fixed('frame', rng.pick(['#3f4348', '#2457b0', '#8d9094', '#2f9144']), LOOKS.paintedMetal),
        fixed('tray', '#75787b', LOOKS.paintedMetal),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'facing',
      surfaces: [
        {
          outline: rectangleAt([0.012 - depth / 2, 0.012 - width / 2], [depth / 2 - 0.012, width / 2 - 0.012], height),
        },
      ],
      friction: 0.5,
    });
  },
};
