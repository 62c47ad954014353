import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { box } from '../build/box.js';
import { mapCells } from '../build/cell.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { drum, loft, type Ring } from '../build/loft.js';
import { prism, sideways } from '../build/prism.js';

const COLOURS = ['red', 'blue', 'yellow', 'green', 'white', 'orange'];

/** A toy propeller plane on its wheels, nose towards +X; its left is the pilot's. */
export const toyPlane: Category = {
  id: 'toy-plane',
  kind: 'tabletop',
  nouns: ['toy plane', 'toy airplane'],
  hypernyms: ['plane', 'airplane', 'toy'],
  variants: 5,
  colours: COLOURS,
  material: 'plastic',
  build(variant, rng) {
    const s = rng.range(0.85, 1.15);
    const axis = 0.046;
    const ring = (x: number, r: number, dz = 0): Ring =>
      Array.from({ length: 12 }, (_, i) => {
        const a = (2 * Math.PI * (i + 0.5)) / 12;
        return [x, r * Math.cos(a), axis + dz + r * Math.sin(a)];
      });
    const hull = loft([ring(-0.1, 0.007, 0.012), ring(-0.03, 0.018, 0.003), ring(0.03, 0.023), ring(0.075, 0.021)]);
    const nose = loft([ring(0.075, 0.021), ring(0.092, 0.014)], { material: 1 });
    const spinner = drum({
      axis: 'x',
      center: [0.0975, 0, axis],
      radius: 0.006,
      farRadius: 0.003,
      length: 0.011,
      segments: 12,
      material: 2,
    });
    const propeller = [-1, 1].map((side) =>
      box({
        x: 0.0965,
        y: 0,
        z: axis + (side === 1 ? 0.006 : -0.045),
        size: [0.003, 0.011, 0.039],
        bevel: 0.0008,
        material: 2,
      }),
    );
    const span = rng.range(0.095, 0.115);
    const wing = [-1, 1].map((side) => {
      const shape: [number, number][] = [
        [0.0, 0.021],
        [0.05, 0.021],
        [0.046, span],
        [0.012, span],
      ];
      const plate = side === 1 ? shape : shape.map(([x, y]): [number, number] => [x, -y]).reverse();
      return prism([plate], axis - 0.01, axis - 0.004, 1);
    });
    const tail = [-1, 1].map((side) => {
      const shape: [number, number][] = [
        [-0.1, 0.0055],
        [-0.07, 0.0115],
        [-0.078, 0.042],
        [-0.098, 0.042],
      ];
      return prism(
        [side === 1 ? shape : shape.map(([x, y]): [number, number] => [x, -y]).reverse()],
        axis + 0.012,
        axis + 0.016,
        1,
      );
    });
    const fin = sideways(
      [
        [
          [-0.1, axis + 0.0185],
          [-0.068, axis + 0.023],
          [-0.085, axis + 0.056],
          [-0.1, axis + 0.056],
        ],
      ],
      -0.002,
      0.002,
      1,
    );
    const canopy = loft(
      [
        [
          [-0.018, -0.013, axis + 0.018],
          [0.036, -0.013, axis + 0.0205],
          [0.036, 0.013, axis + 0.0205],
          [-0.018, 0.013, axis + 0.018],
        ],
        [
          [-0.01, -0.008, axis + 0.034],
          [0.018, -0.008, axis + 0.034],
          [0.018, 0.008, axis + 0.034],
          [-0.01, 0.008, axis + 0.034],
        ],
      ],
      { material: 3 },
    );
    const wheels = [-1, 1].flatMap((side) => [
      drum({
        axis: 'y',
        center: [0.045, side * 0.03, 0.012 * Math.cos(Math.PI / 20)],
        radius: 0.012,
        length: 0.008,
        bevel: 0.002,
        segments: 20,
        material: 2,
      }),
      box({ x: 0.045, y: side * 0.0245, z: 0.008, size: [0.006, 0.003, axis - 0.018], material: 4 }),
    ]);
    const skid = drum({
      axis: 'y',
      center: [-0.088, 0, 0.006 * Math.cos(Math.PI / 16)],
      radius: 0.006,
      length: 0.006,
      segments: 16,
      material: 2,
    });
    const strut = box({ x: -0.088, z: 0.0115, size: [0.004, 0.004, axis - 0.0105], material: 4 });
    const all = [[...hull, ...nose], spinner, ...propeller, ...wing, ...tail, fin, canopy, ...wheels, skid, strut];
    return assemble({
      category: 'toy-plane',
      variant,
      bodies: all.map((cells) => ({ cells: mapCells(cells, ([x, y, z]) => [x * s, y * s, z * s]), density: 700 })),
      materials: [
        coloured(rng, COLOURS, LOOKS.gloss),
        rng.pick([
          fixed('wings', '#f4f2ec', LOOKS.gloss),
          fixed('wings', '#f2d024', LOOKS.gloss),
          fixed('wings', '#2457b0', LOOKS.gloss),
        ]),
        fixed('tyres', '#242527', LOOKS.rubber),
        fixed('canopy', '#8fbfe0', LOOKS.screen),
        fixed('struts', '#8d9094', LOOKS.metal),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'intrinsic',
      friction: 0.5,
    });
  },
};
