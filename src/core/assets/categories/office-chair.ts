import type { Vec3 } from '../../geometry/vec3.js';
import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { box } from '../build/box.js';
import { mapCells, rotateAbout, type Cells } from '../build/cell.js';
import { coloured, DENSITY, fixed, LOOKS } from '../build/finish.js';
import { cylinder } from '../build/lathe.js';
import { drum, loft, slab } from '../build/loft.js';

const COLOURS = ['black', 'grey', 'blue', 'red', 'green'];

/** A swivel chair on five castors, facing +X. Its left is the sitter's. */
export const officeChair: Category = {
  id: 'office-chair',
  kind: 'furniture',
  nouns: ['office chair', 'swivel chair', 'desk chair'],
  hypernyms: ['chair', 'seat'],
  variants: 6,
  colours: COLOURS,
  material: 'fabric',
  build(variant, rng) {
    const reach = rng.range(0.27, 0.31);
    const seat = rng.range(0.44, 0.5);
    const cushion = 0.075;
    const wheel = 0.028;
    const hub = 0.042;
    const star: Cells[] = Array.from({ length: 5 }, (_, i) => {
      const section = (x: number, w: number, low: number, high: number): Vec3[] =>
        [
          [-w, low],
          [w, low],
          [w * 0.7, high],
          [-w * 0.7, high],
        ].map(([y, z]): Vec3 => [x, y, z]);
      const flat = hub * Math.cos(Math.PI / 5);
      const spoke = loft([section(flat, 0.022, 0.075, 0.115), section(reach, 0.016, 2 * wheel, 2 * wheel + 0.026)], {
        material: 1,
      });
      const castor = drum({
        axis: 'y',
        center: [reach - 0.012, 0, wheel],
        radius: wheel / Math.cos(Math.PI / 16),
        length: 0.03,
        bevel: 0.004,
        segments: 16,
        material: 1,
      });
      // The loft's underside is flat at the tip only; the castor stands under it.
      return [...rotateAbout([...spoke], 'z', 72 * i), ...rotateAbout(castor, 'z', 72 * i)];
    });
    const core = cylinder({ radius: hub, height: 0.055, z: 0.068, segments: 5, material: 1 });
    const column = cylinder({
      radius: 0.024,
      height: seat - cushion - 0.03 - 0.123,
      z: 0.123,
      segments: 16,
      material: 2,
    });
    const plate = box({ z: seat - cushion - 0.03, size: [0.2, 0.2, 0.03], bevel: 0.004, material: 1 });
    const wide = rng.range(0.46, 0.5);
    const sitting = slab({
      z: seat - cushion,
      size: [0.47, wide, cushion],
      corner: 0.09,
      cornerSteps: 4,
      edge: 0.03,
      edgeSteps: 2,
      bottomEdge: 0.015,
    });
    const tall = rng.range(0.46, 0.6);
    const lean = 0.12;
    const backX = -0.235;
    const backrest = mapCells(
      mapCells(
        slab({ size: [tall, wide * 0.92, 0.07], corner: 0.09, cornerSteps: 4, edge: 0.025, edgeSteps: 2 }),
        ([a, b, c]) => [c, b, -a],
      ),
      ([a, b, c]) => [backX + a - lean * (c + tall / 2), b, seat + 0.07 + tall / 2 + c],
    );
    const stem = mapCells(
      box({ x: 0, z: seat - cushion + 0.02, size: [0.018, 0.06, 0.3], bevel: 0.002, material: 1 }),
      ([a, b, c]): Vec3 => [backX - 0.009 + a - lean * (c - seat - 0.07), b, c],
    );
    const arm = wide / 2 + 0.02;
    const arms =
      variant % 2 === 0
        ? []
        : [-1, 1].flatMap((s) => [
            slab({
              x: 0.02,
              y: s * arm,
              z: seat + 0.17,
              size: [0.26, 0.06, 0.03],
              corner: 0.02,
              cornerSteps: 3,
              edge: 0.006,
              material: 1,
            }),
            box({
              x: 0.02,
              y: s * (arm + 0.005),
              z: seat - cushion - 0.02,
              size: [0.05, 0.018, cushion + 0.19],
              material: 1,
            }),
            box({
              x: 0.02,
              y: s * (0.1 + (arm - 0.004 - 0.1) / 2),
              z: seat - cushion - 0.02,
              size: [0.048, arm - 0.004 - 0.1, 0.018],
              material: 1,
            }),
          ]);
    return assemble({
      category: 'office-chair',
      variant,
      bodies: [
        { cells: sitting, density: 180 },
        { cells: backrest, density: 150 },
        ...star.map((cells) => ({ cells, density: 2400 })),
        { cells: core, density: 5000 },
        { cells: column, density: 5000 },
        { cells: plate, density: 2500 },
        { cells: stem, density: 2000 },
        ...arms.map((cells) => ({ cells, density: DENSITY.plastic })),
      ],
      materials: [
        coloured(rng, COLOURS, LOOKS.fabric),
        fixed('frame', '#232428', LOOKS.plastic),
        fixed('column', '#9ea1a5', LOOKS.metal),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'intrinsic',
      friction: 0.5,
    });
  },
};
