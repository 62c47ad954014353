import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, DENSITY, fixed, LOOKS } from '../build/finish.js';
import { inlay } from '../build/inlay.js';
import { mapCells, type Cells } from '../build/cell.js';
import { box } from '../build/box.js';
import { sideways } from '../build/prism.js';

const COLOURS = ['brown', 'black', 'white', 'beige', 'grey', 'red'];

/** A photo frame leaning back on its strut. One looks at it, so left and right are the onlooker's. */
export const pictureFrame: Category = {
  id: 'picture-frame',
  kind: 'tabletop',
  nouns: ['picture frame', 'photo frame', 'framed picture'],
  hypernyms: ['picture'],
  variants: 8,
  colours: COLOURS,
  material: 'wooden',
  build(variant, rng) {
    const upright = rng.next() < 0.5;
    const [w, h] = upright
      ? [rng.range(0.13, 0.17), rng.range(0.18, 0.23)]
      : [rng.range(0.19, 0.24), rng.range(0.14, 0.18)];
    const rim = rng.range(0.015, 0.024);
    const thick = 0.014;
    const lean = rng.range(0.16, 0.24);
    /** Leans back by shearing, so that the lower edge lies flat on the table. */
    const leaned = (cells: Cells) => mapCells(cells, ([x, y, z]) => [x - lean * z, y, z]);
    const rails = [
      box({ y: -w / 2 + rim / 2, size: [thick, rim, h], bevel: 0.0015 }),
      box({ y: w / 2 - rim / 2, size: [thick, rim, h], bevel: 0.0015 }),
      box({ z: 0, size: [thick - 0.001, w - 2 * rim, rim], bevel: 0.0015 }),
      box({ z: h - rim, size: [thick - 0.001, w - 2 * rim, rim], bevel: 0.0015 }),
    ];
    let photo = box({ z: rim, size: [thick * 0.5, w - 2 * rim, h - 2 * rim], material: 1 });
    const [pw, ph] = [w - 2 * rim, h - 2 * rim];
    // Sky, sun, hill and meadow inside a white mount.
    photo = inlay(photo, {
      normal: [1, 0, 0],
      u: [0, 1, 0],
      us: [-0.4, -0.1, 0.16, 0.26, 0.4].map((t) => t * pw),
      vs: [-0.4, -0.12, 0.04, 0.2, 0.3, 0.4].map((t) => t * ph),
      paint: (i, j) => {
        if (j === 0) return 3;
        if (j === 1) return i === 0 || i === 1 ? 4 : i === 2 ? 3 : 2;
        if (j === 3 && i === 2) return 5;
        return 2;
      },
    });
    const top = h * 0.62;
    const back = -thick / 2;
    const strut = sideways(
      [
        [
          [back - lean * top - 0.075, 0],
          [back - lean * top - 0.068, 0],
          [back - lean * top, top - 0.012],
          [back - lean * (top + 0.006), top + 0.006],
        ],
      ],
      -0.016,
      0.016,
      6,
    );
    return assemble({
      category: 'picture-frame',
      variant,
      bodies: [
        ...rails.map((cells) => ({ cells: leaned(cells), density: DENSITY.wood })),
        { cells: leaned(photo), density: 900 },
        { cells: strut, density: 900 },
      ],
      materials: [
        coloured(rng, COLOURS, LOOKS.wood),
        fixed('mount', '#f4f2ec', LOOKS.paper),
        fixed('sky', '#8fbfe6', LOOKS.paper),
        fixed('meadow', '#5c9a4a', LOOKS.paper),
        fixed('hill', '#4b6b8a', LOOKS.paper),
        fixed('sun', '#f6d34a', LOOKS.paper),
        fixed('strut', '#3a342e', LOOKS.cardboard),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'facing',
      friction: 0.5,
    });
  },
};
