import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { box } from '../build/box.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { cylinder, lathe, type Profile } from '../build/lathe.js';
import { loft, slab } from '../build/loft.js';
import { mapCells } from '../build/cell.js';

const COLOURS = ['blue', 'green', 'white', 'yellow', 'pink', 'orange'];

/** A spray bottle, nozzle towards +X. Bottles have no agreed front, and whose side the nozzle is on varies: none. */
export const sprayBottle: Category = {
  id: 'spray-bottle',
  kind: 'tabletop',
  nouns: ['spray bottle', 'spray cleaner'],
  hypernyms: ['bottle', 'container'],
  variants: 6,
  colours: COLOURS,
  material: 'plastic',
  build(variant, rng) {
    const height = rng.range(0.15, 0.18);
    const r = rng.range(0.035, 0.04);
    const flatness = rng.range(0.62, 0.75);
    const body: Profile = [
      [0, 0],
      [r - 0.004, 0],
      [r, 0.005],
      [r, height * 0.2, 1],
      [r * 0.96, height * 0.62],
      [r * 0.9, height * 0.72],
      [0.014, height],
      [0, height],
    ];
    const bottle = mapCells(lathe([body], 24), ([x, y, z]) => [x, y * flatness, z]);
    const collar = cylinder({ radius: 0.0145, height: 0.02, z: height, bevel: 0.001, segments: 20, material: 2 });
    const neck = box({ x: 0.004, z: height + 0.02, size: [0.028, 0.018, 0.022], material: 2 });
    const head = slab({
      x: 0.008,
      z: height + 0.042,
      size: [0.085, 0.024, 0.026],
      corner: 0.006,
      cornerSteps: 2,
      edge: 0.004,
      material: 2,
    });
    const nozzle = box({ x: 0.055, z: height + 0.048, size: [0.009, 0.015, 0.015], bevel: 0.001, material: 3 });
    const lever = loft(
      [
        [
          [0.019, -0.006, height + 0.042],
          [0.019, 0.006, height + 0.042],
          [0.029, 0.006, height + 0.042],
          [0.029, -0.006, height + 0.042],
        ],
        [
          [0.031, -0.005, height + 0.002],
          [0.031, 0.005, height + 0.002],
          [0.037, 0.005, height + 0.002],
          [0.037, -0.005, height + 0.002],
        ],
      ],
      { material: 3 },
    );
    return assemble({
      category: 'spray-bottle',
      variant,
      bodies: [
        { cells: bottle, density: 950 },
        ...[collar, neck, head, nozzle].map((cells) => ({ cells, density: 900 })),
        { cells: lever, density: 900 },
      ],
      materials: [
        coloured(rng, COLOURS, LOOKS.gloss),
        fixed('label', rng.pick(['#f6f6f4', '#f7da4a', '#9fd0ee']), { ...LOOKS.print, texture: 'label' }),
        fixed('head', rng.pick(['#f1f1ee', '#2a2b2e']), LOOKS.plastic),
        fixed('trigger', rng.pick(['#d4262f', '#2457b0', '#2f9144']), LOOKS.plastic),
      ],
      symmetry: 1,
      friction: 0.5,
    });
  },
};
