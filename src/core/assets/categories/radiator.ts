import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { blocks, box, type Block } from '../build/box.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { drum } from '../build/loft.js';

const COLOURS = ['white', 'grey', 'black'];

/** A panel radiator for a wall: upright ribs, grille on top, valve at one end. Faces +X; left as seen facing it. */
export const radiator: Category = {
  id: 'radiator',
  kind: 'structure',
  nouns: ['radiator', 'heater'],
  hypernyms: [],
  variants: 5,
  colours: COLOURS,
  material: 'metal',
  build(variant, rng, size) {
    const [, width, height] = size ?? [0, rng.range(0.7, 1.4), rng.range(0.5, 0.62)];
    const y = width / 2;
    const ribs = Math.round(width / 0.06);
    const list: Block[] = [
      { min: [0.03, -y, 0], max: [0.09, y, height] },
      ...Array.from({ length: ribs }, (_, i): Block => {
        const at = -y + (width * (i + 0.5)) / ribs;
        return { min: [0.09, at - 0.02, 0.03], max: [0.098, at + 0.02, height - 0.03] };
      }),
    ];
    const bars = Math.round(width / 0.05);
    const grille = Array.from({ length: bars }, (_, i) =>
      box({ x: 0.06, y: -y + (width * (i + 0.5)) / bars, z: height, size: [0.05, 0.018, 0.003], material: 1 }),
    );
    const brackets = [-1, 1].map((s) =>
      box({ x: 0.015, y: s * y * 0.7, z: height * 0.2, size: [0.03, 0.03, height * 0.6], material: 1 }),
    );
    const valve = [
      drum({
        axis: 'y',
        center: [0.06, y + 0.025, height - 0.05],
        radius: 0.017,
        length: 0.05,
        segments: 14,
        material: 2,
      }),
      drum({
        axis: 'y',
        center: [0.06, y + 0.08, height - 0.05],
        radius: 0.024,
        farRadius: 0.021,
        length: 0.06,
        bevel: 0.004,
        segments: 18,
        material: 3,
      }),
    ];
    const main = coloured(rng, COLOURS, LOOKS.gloss);
    return assemble({
      category: 'radiator',
      variant,
      bodies: [
        { cells: blocks(list), density: 700 },
        ...[...grille, ...brackets, ...valve].map((cells) => ({ cells, density: 1500 })),
      ],
      materials: [
        main,
        fixed('grille', '#4a4d52', LOOKS.metal),
        fixed('valve', '#b9bcc0', LOOKS.metal),
        fixed('knob', '#f4f2ec', LOOKS.plastic),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'facing',
      friction: 0.5,
    });
  },
};
