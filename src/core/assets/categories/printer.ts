import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { box } from '../build/box.js';
import { mapCells } from '../build/cell.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { inlay } from '../build/inlay.js';
import { slab } from '../build/loft.js';

const COLOURS = ['white', 'black', 'grey'];

/** A desktop printer facing +X: paper comes out in front, sheets stand in the tray behind. Left as seen when facing it. */
export const printer: Category = {
  id: 'printer',
  kind: 'tabletop',
  nouns: ['printer'],
  hypernyms: ['machine'],
  variants: 5,
  colours: COLOURS,
  material: 'plastic',
  build(variant, rng) {
    const depth = rng.range(0.27, 0.31);
    const width = rng.range(0.4, 0.45);
    const height = rng.range(0.14, 0.17);
    const x = depth / 2;
    let body = slab({ size: [depth, width, height], corner: 0.03, cornerSteps: 4, edge: 0.008, edgeSteps: 2 });
    const slot = width * 0.3;
    body = inlay(body, {
      normal: [1, 0, 0],
      u: [0, 1, 0],
      us: [-slot, slot],
      vs: [-height * 0.28, -height * 0.08, height * 0.1, height * 0.14],
      paint: (_, j) => (j === 0 ? 1 : j === 1 ? 0 : 1),
    });
    const tray = box({ x: x + 0.05, z: height * 0.18, size: [0.1, 2 * slot - 0.01, 0.006], material: 1 });
    const paper = box({ x: x + 0.045, z: height * 0.18 + 0.006, size: [0.09, 0.21, 0.003], material: 2 });
    const lid = slab({
      x: -0.02,
      z: height,
      size: [depth - 0.07, width - 0.05, 0.012],
      corner: 0.02,
      cornerSteps: 3,
      edge: 0.004,
    });
    let desk = box({ x: x - 0.025, y: -width * 0.28, z: height, size: [0.035, 0.11, 0.006], material: 1 });
    desk = inlay(desk, {
      normal: [0, 0, 1],
      u: [0, 1, 0],
      us: [-0.045, -0.005, 0.01, 0.02, 0.03, 0.04],
      vs: [-0.01, 0.01],
      paint: (i) => (i === 0 ? 3 : i === 2 ? 4 : i === 4 ? 5 : 1),
    });
    const feed = mapCells(box({ size: [0.004, 0.23, 0.13], material: 1 }), ([a, b, c]) => [
      a - x + 0.014 - 0.3 * c,
      b,
      c + height,
    ]);
    const sheets = mapCells(box({ size: [0.006, 0.21, 0.16], material: 2 }), ([a, b, c]) => [
      a - x + 0.019 - 0.3 * c,
      b,
      c + height,
    ]);
    const top = height + 0.012;
    const [a, b] = [(depth - 0.07) / 2 - 0.01, (width - 0.05) / 2 - 0.01];
    return assemble({
      category: 'printer',
      variant,
      bodies: [
        { cells: body, density: 300 },
        { cells: lid, density: 500 },
        ...[tray, desk, feed].map((cells) => ({ cells, density: 900 })),
        ...[paper, sheets].map((cells) => ({ cells, density: 750 })),
      ],
      materials: [
        coloured(rng, COLOURS, LOOKS.plastic),
        fixed('trim', '#2d2f33', LOOKS.plastic),
        fixed('paper', '#f6f6f4', LOOKS.paper),
        fixed('display', '#7fb6d8', LOOKS.screen),
        fixed('button', '#2f9144', LOOKS.plastic),
        fixed('stop', '#d4262f', LOOKS.plastic),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'facing',
      surfaces: [{ outline: rectangleAt([-a - 0.02 + 0.012, -b], [a - 0.02, b], top) }],
      friction: 0.6,
    });
  },
};
