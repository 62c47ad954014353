import type { Vec3 } from '../../geometry/vec3.js';
import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { blocks, box, boxBetween, type Block } from '../build/box.js';
import { fronts } from '../build/carcass.js';
import { coloured, DENSITY, fixed, LOOKS } from '../build/finish.js';
import { cylinder } from '../build/lathe.js';
import { translate } from '../build/cell.js';
import { tube } from '../build/loft.js';

const COLOURS = ['white', 'grey', 'beige', 'blue', 'green', 'brown'];

/** A kitchen base unit with worktop, sink and tap, doors towards +X. Left as seen when facing it. */
export const kitchenCounter: Category = {
  id: 'kitchen-counter',
  kind: 'furniture',
  nouns: ['kitchen counter', 'kitchen unit', 'counter'],
  hypernyms: ['cabinet'],
  variants: 6,
  colours: COLOURS,
  material: 'wooden',
  build(variant, rng, size) {
    const [depth, width, height] = size ?? [0.62, rng.range(1.2, 2), rng.range(0.88, 0.92)];
    const top = 0.038;
    const plinth = 0.1;
    const x = depth / 2;
    const y = width / 2;
    const under = height - top;
    const doors = Math.max(2, Math.round(width / 0.5));
    const each = (width - 0.02) / doors;
    const sinkDoor = rng.int(doors);
    const columns = Array.from({ length: doors }, (_, i) => [0.01 - y + each * i, 0.01 - y + each * (i + 1)] as const);
    const fields = columns.flatMap((range, i) =>
      i === sinkDoor
        ? [{ y: range, z: [plinth, under - 0.006] as const }]
        : [
            { y: range, z: [plinth, under - 0.17] as const },
            { y: range, z: [under - 0.17, under - 0.006] as const },
          ],
    );
    const leaves = fronts(x - 0.04, fields, () => [0, 0.78]);
    // The worktop: a frame about the basin, which hangs below it.
    const middle = (columns[sinkDoor][0] + columns[sinkDoor][1]) / 2;
    const [sx, sy] = [0.19, Math.min(0.21, each / 2 - 0.02)];
    const center = Math.min(y - sy - 0.05, Math.max(sy + 0.05 - y, middle));
    const deep = 0.16;
    const rim = 0.012;
    const frontEdge = 0.02;
    const hole: readonly [Vec3, Vec3] = [
      [-sx + 0.02, center - sy, height - deep],
      [sx + 0.02, center + sy, height],
    ];
    const worktop: Block[] = [
      { min: [-x, -y - 0.004, under], max: [x, hole[0][1] - rim, height], material: 6 },
      { min: [-x, hole[1][1] + rim, under], max: [x, y + 0.004, height], material: 6 },
      { min: [-x, hole[0][1] - rim, under], max: [hole[0][0] - rim, hole[1][1] + rim, height], material: 6 },
      { min: [hole[1][0] + rim, hole[0][1] - rim, under], max: [x, hole[1][1] + rim, height], material: 6 },
    ];
    // Its rim stands a little proud of the worktop.
    const lip = height + 0.003;
    const basin: Block[] = [
      {
        min: [hole[0][0] - rim, hole[0][1] - rim, height - deep - 0.004],
        max: [hole[1][0] + rim, hole[1][1] + rim, height - deep],
        material: 4,
      },
      {
        min: [hole[0][0] - rim, hole[0][1] - rim, height - deep],
        max: [hole[0][0], hole[1][1] + rim, lip],
        material: 4,
      },
      {
        min: [hole[1][0], hole[0][1] - rim, height - deep],
        max: [hole[1][0] + rim, hole[1][1] + rim, lip],
        material: 4,
      },
      { min: [hole[0][0], hole[0][1] - rim, height - deep], max: [hole[1][0], hole[0][1], lip], material: 4 },
      { min: [hole[0][0], hole[1][1], height - deep], max: [hole[1][0], hole[1][1] + rim, lip], material: 4 },
    ];
    const drain = cylinder({ radius: 0.028, height: 0.002, segments: 20, material: 5 });
    const tapBase = cylinder({ radius: 0.024, height: 0.05, bevel: 0.004, segments: 20, material: 4 });
    const neck: Vec3[] = [
      [0, 0, 0.05],
      [0, 0, 0.2],
      [0.03, 0, 0.255],
      [0.09, 0, 0.265],
      [0.15, 0, 0.24],
      [0.165, 0, 0.2],
    ];
    const tap = tube(neck, { radius: 0.011, side: [0, -1, 0], sides: 12, material: 4 });
    const lever = box({ y: 0.045, z: 0.028, size: [0.012, 0.045, 0.01], bevel: 0.002, material: 4 });
    const tapAt: Vec3 = [hole[0][0] - rim - 0.04, center, height];
    const low = height - deep - 0.008;
    // Behind the doors the unit is one closed block up to the basin; beside it, up to the worktop.
    const room = rim + 0.004;
    const back = 0.004 - x;
    const carcass: Block[] = [
      { min: [back, -y, plinth], max: [x - 0.04, y, low] },
      { min: [back, -y, low], max: [x - 0.04, hole[0][1] - room, under] },
      { min: [back, hole[1][1] + room, low], max: [x - 0.04, y, under] },
      { min: [back, hole[0][1] - room, low], max: [hole[0][0] - room, hole[1][1] + room, under] },
      { min: [hole[1][0] + room, hole[0][1] - room, low], max: [x - 0.04, hole[1][1] + room, under] },
    ];
    const larger = center > 0 ? [-y, hole[0][1] - rim] : [hole[1][1] + rim, y];
    const main = coloured(rng, COLOURS, rng.pick([LOOKS.lacquer, LOOKS.lacquer, LOOKS.wood]));
    return assemble({
      category: 'kitchen-counter',
      variant,
      bodies: [
        { cells: blocks(carcass), density: 140 },
        { cells: box({ x: -0.03, size: [depth - 0.06 - 0.04, width - 0.01, plinth], material: 1 }), density: 140 },
        ...leaves.map((cells) => ({ cells, density: DENSITY.board })),
        { cells: blocks(worktop), density: DENSITY.wood },
        { cells: blocks(basin), density: 2400 },
        { cells: translate(drain, [0.02, center, height - deep]), density: 4000 },
        ...[tapBase, tap, lever].map((cells) => ({ cells: translate(cells, tapAt), density: 3000 })),
      ],
      materials: [
        main,
        fixed('plinth', '#3a3b3e', LOOKS.plastic),
        fixed('handles', '#b9bcc0', LOOKS.metal),
        { ...main },
        fixed('steel', '#bcc0c4', { ...LOOKS.metal, roughness: 0.3 }),
        fixed('drain', '#55595d', LOOKS.metal),
        rng.pick([
          fixed('worktop', '#b98d5a', LOOKS.wood),
          fixed('worktop', '#d8d4cc', { ...LOOKS.gloss, texture: 'marble' }),
          fixed('worktop', '#4a4b4f', { ...LOOKS.gloss, texture: 'stone' }),
        ]),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'facing',
      cavity: boxBetween(hole[0], [hole[1][0], hole[1][1], lip]),
      surfaces: [{ outline: rectangleAt([0.01 - x, larger[0] + 0.01], [x - frontEdge, larger[1] - 0.01], height) }],
      friction: 0.5,
    });
  },
};
