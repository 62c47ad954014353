import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { box } from '../build/box.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { panel } from '../build/inlay.js';

const COLOURS = ['grey', 'black', 'white', 'beige', 'blue', 'red'];

/** A steel filing cabinet, drawers towards +X. Left as seen when facing it, as of a cupboard. */
export const filingCabinet: Category = {
  id: 'filing-cabinet',
  kind: 'furniture',
  nouns: ['filing cabinet', 'file cabinet'],
  hypernyms: ['cabinet'],
  variants: 6,
  colours: COLOURS,
  material: 'metal',
  build(variant, rng) {
    const drawers = rng.pick([2, 3, 4]);
    const each = rng.range(0.29, 0.32);
    const width = rng.range(0.4, 0.47);
    const depth = rng.range(0.52, 0.62);
    const plinth = 0.05;
    const height = plinth + drawers * each + 0.02;
    const x = depth / 2;
    const fronts = Array.from({ length: drawers }, (_, i) => {
      const z = plinth + i * each + 0.003;
      let leaf = box({ x: x + 0.01, z, size: [0.02, width - 0.012, each - 0.006], bevel: 0.002 });
      leaf = panel(leaf, [1, 0, 0], [0, 1, 0], [0.085, 0.045], 2, [0, each * 0.27]);
      const handle = box({ x: x + 0.032, z: z + each * 0.48, size: [0.024, 0.13, 0.018], bevel: 0.003, material: 1 });
      const lock = box({
        x: x + 0.022,
        y: width / 2 - 0.05,
        z: z + each * 0.75,
        size: [0.004, 0.018, 0.018],
        material: 1,
      });
      return i === drawers - 1 ? [leaf, handle, lock] : [leaf, handle];
    }).flat();
    return assemble({
      category: 'filing-cabinet',
      variant,
      bodies: [
        { cells: box({ z: plinth, size: [depth, width, height - plinth], bevel: 0.004 }), density: 210 },
        { cells: box({ x: -0.01, size: [depth - 0.06, width - 0.03, plinth], material: 3 }), density: 210 },
        ...fronts.map((cells) => ({ cells, density: 1500 })),
      ],
      materials: [
        coloured(rng, COLOURS, LOOKS.paintedMetal),
        fixed('handles', '#b9bcc0', LOOKS.metal),
        fixed('cards', '#f4f2ec', LOOKS.print),
        fixed('plinth', '#26272a', LOOKS.plastic),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'facing',
      surfaces: [{ outline: rectangleAt([0.005 - x, 0.005 - width / 2], [x - 0.005, width / 2 - 0.005], height) }],
      friction: 0.5,
    });
  },
};
