import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { box } from '../build/box.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { panel } from '../build/inlay.js';
import { drum } from '../build/loft.js';

const COLOURS = ['white', 'grey', 'red', 'black', 'green'];

/** A fridge with a freezer, doors towards +X, handles on one side. Left as seen when facing it. */
export const fridge: Category = {
  id: 'fridge',
  kind: 'furniture',
  nouns: ['fridge', 'refrigerator'],
  hypernyms: ['appliance'],
  variants: 6,
  colours: COLOURS,
  material: 'metal',
  build(variant, rng) {
    const width = rng.range(0.55, 0.68);
    const depth = rng.range(0.56, 0.64);
    const tall = rng.next() < 0.75;
    const height = tall ? rng.range(1.6, 1.9) : rng.range(0.84, 0.9);
    const door = 0.05;
    const x = depth / 2;
    const foot = 0.04;
    const split = tall ? foot + (height - foot) * rng.pick([0.36, 0.68]) : height;
    const hinge = rng.pick([-1, 1]);
    const body = box({ z: foot, size: [depth - door, width, height - foot], bevel: 0.004 });
    const ranges: [number, number][] = tall
      ? [
          [foot + 0.004, split - 0.004],
          [split + 0.004, height - 0.002],
        ]
      : [[foot + 0.004, height - 0.002]];
    const doors = ranges.flatMap(([low, high], i) => {
      let leaf = box({ x: x, z: low, size: [door, width - 0.004, high - low], bevel: 0.006 });
      if (i === ranges.length - 1)
        leaf = panel(leaf, [1, 0, 0], [0, 1, 0], [0.09, 0.022], 2, [0, (high - low) / 2 - 0.05]);
      const long = Math.min(0.42, (high - low) * 0.55);
      const near = ranges.length === 1 ? (low + high) / 2 : i === 0 ? high - long / 2 - 0.06 : low + long / 2 + 0.06;
      const hy = hinge * (width / 2 - 0.05);
      const bar = drum({
        axis: 'z',
        center: [x + door / 2 + 0.034, hy, near],
        radius: 0.009,
        length: long,
        segments: 12,
        material: 1,
      });
      const posts = [-1, 1].map((s) =>
        box({
          x: x + door / 2 + 0.0135,
          y: hy,
          z: near + s * (long / 2 - 0.03) - 0.006,
          size: [0.027, 0.012, 0.012],
          material: 1,
        }),
      );
      return [leaf, bar, ...posts];
    });
    const base = box({ x: -0.02, size: [depth - door - 0.06, width - 0.04, foot], material: 3 });
    return assemble({
      category: 'fridge',
      variant,
      bodies: [
        { cells: body, density: 90 },
        { cells: base, density: 400 },
        ...doors.map((cells) => ({ cells, density: 300 })),
      ],
      materials: [
        coloured(rng, COLOURS, rng.pick([LOOKS.gloss, { ...LOOKS.metal, metallic: 0.55, roughness: 0.35 }])),
        fixed('handles', '#aeb2b6', LOOKS.metal),
        fixed('badge', '#3a3b3e', LOOKS.metal),
        fixed('base', '#232428', LOOKS.plastic),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'facing',
      surfaces: [
        {
          outline: rectangleAt(
            [0.01 - (depth - door) / 2, 0.01 - width / 2],
            [(depth - door) / 2 - 0.01, width / 2 - 0.01],
            height,
          ),
        },
      ],
      friction: 0.5,
    });
  },
};
