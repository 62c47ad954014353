import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { box } from '../build/box.js';
import { mapCells } from '../build/cell.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { cylinder } from '../build/lathe.js';
import { translate } from '../build/cell.js';
import { drum } from '../build/loft.js';

const COLOURS = ['red', 'blue', 'green', 'yellow', 'black'];

/** A toy steam engine, boiler towards +X; its left is the driver's. */
export const toyTrain: Category = {
  id: 'toy-train',
  kind: 'tabletop',
  nouns: ['toy train', 'toy locomotive'],
  hypernyms: ['train', 'toy'],
  variants: 5,
  colours: COLOURS,
  material: 'wooden',
  build(variant, rng) {
    const s = rng.range(0.8, 1.15);
    const deck = 0.034;
    const frame = box({ z: 0.024, size: [0.15, 0.05, 0.012], bevel: 0.002, material: 1 });
    const top = deck + 0.002;
    const r = 0.023;
    const boiler = drum({
      axis: 'x',
      center: [0.02, 0, top + r * Math.cos(Math.PI / 20)],
      radius: r,
      length: 0.09,
      bevel: 0.003,
      segments: 20,
    });
    const face = drum({
      axis: 'x',
      center: [0.067, 0, top + r],
      radius: 0.015,
      length: 0.004,
      segments: 20,
      material: 2,
    });
    const cab = box({ x: -0.048, z: top, size: [0.046, 0.052, 0.05], bevel: 0.002 });
    const windows = [-1, 1].map((side) =>
      box({ x: -0.048, y: side * 0.0265, z: top + 0.026, size: [0.024, 0.001, 0.016], material: 3 }),
    );
    const roof = box({ x: -0.047, z: top + 0.05, size: [0.06, 0.062, 0.006], bevel: 0.0025, material: 1 });
    const crown = top + r * 2 * Math.cos(Math.PI / 20) - 0.001;
    const chimney = translate(
      cylinder({ radius: 0.007, top: 0.0105, height: 0.034, bevel: 0.001, segments: 16, material: 2 }),
      [0.048, 0, crown],
    );
    const dome = translate(
      cylinder({ radius: 0.009, top: 0.006, height: 0.014, bevel: 0.003, segments: 16, material: 4 }),
      [0.012, 0, crown],
    );
    // Wheels stand on a flat of their rim.
    const flat = Math.cos(Math.PI / 20);
    const wheels = [-1, 1].flatMap((side) => [
      ...[0.05, 0.008].map((x) =>
        drum({
          axis: 'y',
          center: [x, side * 0.0295, 0.0165 * flat],
          radius: 0.0165,
          length: 0.009,
          bevel: 0.0015,
          segments: 20,
          material: 2,
        }),
      ),
      drum({
        axis: 'y',
        center: [-0.046, side * 0.0295, 0.0215 * flat],
        radius: 0.0215,
        length: 0.009,
        bevel: 0.0015,
        segments: 20,
        material: 2,
      }),
      ...[
        [0.05, 0.0165],
        [0.008, 0.0165],
        [-0.046, 0.0215],
      ].map(([x, z]) =>
        drum({ axis: 'y', center: [x, side * 0.0345, z], radius: 0.006, length: 0.001, segments: 12, material: 4 }),
      ),
    ]);
    const bumper = box({ x: 0.079, z: 0.02, size: [0.008, 0.058, 0.012], bevel: 0.001, material: 4 });
    const all = [frame, boiler, face, cab, ...windows, roof, chimney, dome, ...wheels, bumper];
    return assemble({
      category: 'toy-train',
      variant,
      bodies: all.map((cells) => ({
        cells: mapCells(cells, ([x, y, z]) => [x * s, y * s, z * s]),
        density: 650,
      })),
      materials: [
        coloured(rng, COLOURS, LOOKS.lacquer),
        fixed('frame', rng.pick(['#b01e28', '#234a94', '#26272a']), LOOKS.lacquer),
        fixed('black', '#232428', LOOKS.lacquer),
        fixed('windows', '#cfe3ee', LOOKS.screen),
        fixed('brass', rng.pick(['#d9b14a', '#f2d024']), LOOKS.gloss),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'intrinsic',
      friction: 0.5,
    });
  },
};
