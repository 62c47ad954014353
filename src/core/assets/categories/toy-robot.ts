import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { box } from '../build/box.js';
import { mapCells } from '../build/cell.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { inlay, panel } from '../build/inlay.js';
import { drum } from '../build/loft.js';

const COLOURS = ['grey', 'red', 'blue', 'green', 'orange', 'yellow'];

/** A tin toy robot standing, face towards +X; its left is its own, as a person's. */
export const toyRobot: Category = {
  id: 'toy-robot',
  kind: 'tabletop',
  nouns: ['toy robot'],
  hypernyms: ['robot', 'toy'],
  variants: 5,
  colours: COLOURS,
  material: 'metal',
  build(variant, rng) {
    const s = rng.range(0.85, 1.2);
    const legs = [-1, 1].flatMap((side) => [
      box({ x: 0.006, y: side * 0.022, size: [0.055, 0.03, 0.016], bevel: 0.003, material: 1 }),
      box({ y: side * 0.022, z: 0.016, size: [0.026, 0.024, 0.044], bevel: 0.002, material: 1 }),
    ]);
    let trunk = box({ z: 0.06, size: [0.052, 0.078, 0.072], bevel: 0.004 });
    trunk = inlay(trunk, {
      normal: [1, 0, 0],
      u: [0, 1, 0],
      us: [-0.024, -0.012, -0.006, 0.006, 0.012, 0.024],
      vs: [-0.022, -0.008, 0.002, 0.024],
      paint: (i, j) => (j === 2 ? 3 : j === 0 && i % 2 === 0 ? 4 : 0),
    });
    const neck = drum({ axis: 'z', center: [0, 0, 0.136], radius: 0.011, length: 0.008, segments: 16, material: 1 });
    let head = box({ z: 0.14, size: [0.044, 0.054, 0.042], bevel: 0.004 });
    head = panel(head, [1, 0, 0], [0, 1, 0], [0.028, 0.005], 3, [0, -0.012]);
    const eyes = [-1, 1].map((side) =>
      drum({
        axis: 'x',
        center: [0.0235, side * 0.012, 0.167],
        radius: 0.0065,
        length: 0.003,
        segments: 14,
        material: 2,
      }),
    );
    const ears = [-1, 1].map((side) =>
      drum({ axis: 'y', center: [0, side * 0.0295, 0.161], radius: 0.009, length: 0.005, segments: 14, material: 4 }),
    );
    const antenna = [
      drum({ axis: 'z', center: [0, 0, 0.19], radius: 0.002, length: 0.016, segments: 8, material: 1 }),
      drum({ axis: 'z', center: [0, 0, 0.202], radius: 0.005, length: 0.008, bevel: 0.002, segments: 12, material: 2 }),
    ];
    const arms = [-1, 1].flatMap((side) => [
      drum({ axis: 'y', center: [0, side * 0.0435, 0.116], radius: 0.011, length: 0.009, segments: 14, material: 1 }),
      box({ y: side * 0.0555, z: 0.068, size: [0.018, 0.015, 0.058], bevel: 0.002 }),
      box({ x: 0.004, y: side * 0.0555, z: 0.05, size: [0.026, 0.017, 0.018], bevel: 0.003, material: 1 }),
    ]);
    const all = [...legs, trunk, neck, head, ...eyes, ...ears, ...antenna, ...arms];
    return assemble({
      category: 'toy-robot',
      variant,
      bodies: all.map((cells, i) => ({
        cells: mapCells(cells, ([x, y, z]) => [x * s, y * s, z * s]),
        density: i < 4 ? 1200 : 500,
      })),
      materials: [
        coloured(rng, COLOURS, rng.pick([LOOKS.gloss, { ...LOOKS.metal, metallic: 0.4 }])),
        fixed('limbs', rng.pick(['#8d9094', '#2a2b2e', '#b01e28']), LOOKS.paintedMetal),
        fixed('lights', '#f2d024', LOOKS.gloss),
        fixed('dark', '#1d1e20', LOOKS.plastic),
        fixed('buttons', rng.pick(['#c1272d', '#2457b0']), LOOKS.gloss),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'intrinsic',
      friction: 0.5,
    });
  },
};
