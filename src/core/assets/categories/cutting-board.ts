import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { blocks } from '../build/box.js';
import { coloured, DENSITY, LOOKS, toned } from '../build/finish.js';
import { inlay } from '../build/inlay.js';
import { slab } from '../build/loft.js';

const COLOURS = ['beige', 'brown', 'white', 'green', 'red'];

/** A board to cut on, lying, with a juice groove; some have a handle with a hole towards +X. */
export const cuttingBoard: Category = {
  id: 'cutting-board',
  kind: 'tabletop',
  nouns: ['cutting board', 'chopping board'],
  hypernyms: ['board'],
  variants: 6,
  colours: COLOURS,
  material: 'wooden',
  build(variant, rng) {
    const length = rng.range(0.28, 0.4);
    const width = length * rng.range(0.6, 0.72);
    const thick = rng.range(0.014, 0.022);
    const [x, y] = [length / 2, width / 2];
    let board = slab({ size: [length, width, thick], corner: 0.015, cornerSteps: 3, edge: 0.003 });
    const [a, b] = [x - 0.022, y - 0.022];
    const groove = 0.007;
    board = inlay(board, {
      normal: [0, 0, 1],
      u: [1, 0, 0],
      us: [-a, groove - a, a - groove, a],
      vs: [-b, groove - b, b - groove, b],
      paint: (i, j) => (i === 1 && j === 1 ? 0 : 1),
    });
    const handled = rng.next() < 0.6;
    const h = 0.035;
    const handle = blocks([
      { min: [x, -h, 0], max: [x + 0.03, h, thick] },
      { min: [x + 0.03, -h, 0], max: [x + 0.07, -0.014, thick] },
      { min: [x + 0.03, 0.014, 0], max: [x + 0.07, h, thick] },
      { min: [x + 0.07, -h, 0], max: [x + 0.09, h, thick] },
    ]);
    const main = coloured(rng, COLOURS, LOOKS.wood);
    return assemble({
      category: 'cutting-board',
      variant,
      bodies: [{ cells: board, density: DENSITY.wood }, ...(handled ? [{ cells: handle, density: DENSITY.wood }] : [])],
      materials: [main, toned(main, 0.72)],
      symmetry: handled ? 1 : 2,
      surfaces: [{ outline: rectangleAt([0.012 - x, 0.012 - y], [x - 0.012, y - 0.012], thick) }],
      friction: 0.55,
    });
  },
};
