import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { translate } from '../build/cell.js';
import { coloured, DENSITY, fixed, LOOKS } from '../build/finish.js';
import { cylinder, lathe, type Profile } from '../build/lathe.js';

const SEGMENTS = 24;
const COLOURS = ['red', 'green', 'yellow'];

/** An apple with its dimple and stem, on a small flat base so that it stands. */
export const apple: Category = {
  id: 'apple',
  kind: 'tabletop',
  nouns: ['apple'],
  hypernyms: ['fruit'],
  variants: 8,
  colours: COLOURS,
  material: 'fresh',
  build(variant, rng) {
    const radius = rng.range(0.034, 0.043);
    const tall = radius * rng.range(0.86, 1);
    const taper = rng.range(0.02, 0.1);
    /** Right half of the outline; t from −1 (base) to 1 (shoulder). */
    const side = (t: number): [number, number] => {
      const angle = t * 1.16;
      return [radius * Math.cos(angle) ** 0.8 * (1 + taper * Math.sin(angle)), tall * Math.sin(angle)];
    };
    const ts = [-1, -0.65, -0.28, 0.1, 0.45];
    const lower = ts.map(side);
    const waist = lower[lower.length - 1];
    const dimple = waist[1];
    const flat = 0.003;
    const upper = [0.65, 0.82, 1].map(side);
    const core: Profile = [[0, lower[0][1]], ...lower, [flat, dimple], [0, dimple]];
    const crown = upper[upper.length - 1];
    const shoulder: Profile = [[flat, dimple], [...waist], ...upper, [crown[0] * 0.55, crown[1] - 0.001]];
    const stem = translate(cylinder({ radius: 0.0016, top: 0.0022, height: tall * 0.75, segments: 8, material: 1 }), [
      0,
      0,
      dimple,
    ]);
    return assemble({
      category: 'apple',
      variant,
      bodies: [
        { cells: lathe([core, shoulder], SEGMENTS), density: DENSITY.fruit, creaseDeg: 60 },
        { cells: stem, density: DENSITY.wood },
      ],
      materials: [coloured(rng, COLOURS, LOOKS.skin), fixed('stem', '#5a3c20', LOOKS.wood)],
      symmetry: 'infinite',
      friction: 0.5,
    });
  },
};
