import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { box } from '../build/box.js';
import { coloured, DENSITY, fixed, LOOKS } from '../build/finish.js';
import { slab } from '../build/loft.js';

const COLOURS = ['blue', 'grey', 'green', 'red', 'pink', 'purple', 'yellow'];

/**
 * A made bed, named by its blanket's colour. Its front is the foot end (+X). Whose left it is, the sleeper's or that of
 * someone standing at the foot, people settle differently.
 */
export const bed: Category = {
  id: 'bed',
  kind: 'furniture',
  nouns: ['bed'],
  hypernyms: [],
  variants: 6,
  colours: COLOURS,
  material: 'fabric',
  build(variant, rng) {
    const width = rng.pick([0.9, 1.2, 1.4, 1.6]);
    const length = rng.range(2, 2.06);
    const frameTop = rng.range(0.26, 0.32);
    const board = 0.035;
    const head = rng.range(0.85, 1.05);
    const foot = rng.range(0.4, 0.52);
    const mattress = 0.2;
    const low = 0.12;
    const x = length / 2;
    const sleepers = width > 1.3 ? 2 : 1;
    const mattressTop = frameTop + mattress;
    const headboard = box({ x: -x - board / 2, size: [board, width + 0.06, head], bevel: 0.006, material: 1 });
    const footboard = box({ x: x + board / 2, size: [board, width + 0.06, foot], bevel: 0.006, material: 1 });
    const base = box({ z: low, size: [length, width + 0.04, frameTop - low], material: 1 });
    const bedding = slab({
      z: frameTop,
      size: [length - 0.02, width, mattress],
      corner: 0.06,
      edge: 0.03,
      edgeSteps: 2,
      material: 2,
    });
    const blanketLength = length * 0.64;
    const blanket = slab({
      x: x - blanketLength / 2 - 0.035,
      z: mattressTop,
      size: [blanketLength, width - 0.07, 0.05],
      corner: 0.05,
      edge: 0.025,
      edgeSteps: 2,
      bottomEdge: 0.005,
    });
    const pillows = Array.from({ length: sleepers }, (_, i) => {
      const y = sleepers === 1 ? 0 : (i - 0.5) * width * 0.47;
      return slab({
        x: -x + 0.3,
        y,
        z: mattressTop,
        size: [0.4, Math.min(0.62, (width / sleepers) * 0.78), 0.11],
        corner: 0.08,
        edge: 0.05,
        edgeSteps: 3,
        bottomEdge: 0.03,
        material: 3,
      });
    });
    return assemble({
      category: 'bed',
      variant,
      bodies: [
        { cells: blanket, density: 60 },
        { cells: bedding, density: DENSITY.foam },
        ...pillows.map((cells) => ({ cells, density: 40 })),
        ...[headboard, footboard].map((cells) => ({ cells, density: DENSITY.wood })),
        { cells: base, density: 90 },
      ],
      materials: [
        coloured(rng, COLOURS, LOOKS.fabric),
        coloured(rng, ['brown', 'white', 'black', 'beige'], LOOKS.wood),
        fixed('sheet', '#ecebe6', LOOKS.fabric),
        fixed('pillow', '#f6f6f4', LOOKS.fabric),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'unsettled',
      friction: 0.6,
    });
  },
};
