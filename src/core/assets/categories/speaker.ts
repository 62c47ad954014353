import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { box } from '../build/box.js';
import { coloured, fixed, LOOKS, toned } from '../build/finish.js';
import { cylinder, lathe } from '../build/lathe.js';
import { mapCells, type Cells } from '../build/cell.js';

const COLOURS = ['black', 'brown', 'white', 'grey', 'blue'];

/** A bookshelf loudspeaker, its drivers towards +X: one sits facing it. */
export const speaker: Category = {
  id: 'speaker',
  kind: 'tabletop',
  nouns: ['speaker', 'loudspeaker'],
  hypernyms: [],
  variants: 6,
  colours: COLOURS,
  material: 'wooden',
  build(variant, rng) {
    const width = rng.range(0.13, 0.17);
    const depth = width * rng.range(1.05, 1.3);
    const height = width * rng.range(1.5, 1.75);
    const bevel = 0.002;
    const cabinet = box({ size: [depth, width, height], bevel });
    /** Turned parts stand on the front: their axis becomes +X. */
    const onFront = (cells: Cells, z: number): Cells => mapCells(cells, ([x, y, up]) => [depth / 2 + up, y, z - x]);
    const driver = (r: number, z: number) => {
      const surround = lathe(
        [
          [
            [r * 0.82, 0, 1],
            [r, 0, 1],
            [r * 0.97, 0.006, 1],
            [r * 0.88, 0.006, 1],
          ],
        ],
        24,
      );
      const cone = lathe(
        [
          [
            [0, 0, 2],
            [r * 0.8, 0, 2],
            [r * 0.3, 0.002, 2],
            [0, 0.002],
          ],
        ],
        24,
      );
      const dome = cylinder({ radius: r * 0.28, top: r * 0.16, height: 0.005, z: 0.002, segments: 16, material: 1 });
      return [surround, cone, dome].map((cells) => onFront(cells, z));
    };
    const woofer = width * 0.38;
    const tweeter = width * 0.17;
    const parts = [...driver(woofer, woofer + 0.018), ...driver(tweeter, height - tweeter - 0.022)];
    const main = coloured(rng, COLOURS, LOOKS.wood);
    const [x, y] = [depth / 2 - bevel, width / 2 - bevel];
    return assemble({
      category: 'speaker',
      variant,
      bodies: [{ cells: cabinet, density: 650 }, ...parts.map((cells) => ({ cells, density: 1200 }))],
      materials: [
        main,
        fixed('surround', main.name === 'black' ? '#4a4d52' : '#232428', LOOKS.rubber),
        rng.next() < 0.4 ? fixed('cone', '#d9b53a', LOOKS.paper) : toned(fixed('cone', '#8d9094', LOOKS.metal), 0.8),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'facing',
      surfaces: [{ outline: rectangleAt([-x, -y], [x, y], height) }],
      friction: 0.6,
    });
  },
};
