import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { translate } from '../build/cell.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { lathe, type Profile, type ProfilePoint } from '../build/lathe.js';
import { drum } from '../build/loft.js';

const COLOURS = ['white', 'grey', 'blue', 'red', 'green', 'yellow'];

/** A salt shaker: a waisted body under a metal cap with holes. */
export const saltShaker: Category = {
  id: 'salt-shaker',
  kind: 'tabletop',
  nouns: ['salt shaker', 'shaker'],
  hypernyms: [],
  variants: 6,
  colours: COLOURS,
  material: 'ceramic',
  build(variant, rng) {
    const height = rng.range(0.075, 0.105);
    const foot = rng.range(0.02, 0.025);
    const cap = height * 0.72;
    const waist = foot * rng.range(0.66, 0.78);
    const facets = rng.pick([8, 20, 20]);
    const body: Profile = [
      [0, 0],
      [foot - 0.002, 0],
      [foot, 0.002],
      [foot * 0.93, cap * 0.35],
      [waist, cap],
      [0, cap],
    ];
    const dome: ProfilePoint[] = [
      [0, cap, 1],
      [waist + 0.0015, cap, 1],
      [waist + 0.0015, cap + 0.008, 1],
      [waist * 0.85, height - 0.005, 1],
      [waist * 0.5, height, 1],
      [0, height],
    ];
    const holes = [0, 1, 2, 3, 4].map((i) => {
      const angle = (2 * Math.PI * i) / 5;
      const r = waist * 0.32;
      return translate(
        drum({ axis: 'z', center: [0, 0, height + 0.0002], radius: 0.0016, length: 0.0004, segments: 8, material: 2 }),
        [r * Math.cos(angle), r * Math.sin(angle), 0],
      );
    });
    return assemble({
      category: 'salt-shaker',
      variant,
      bodies: [
        { cells: lathe([body], facets), density: 1500, creaseDeg: facets === 8 ? 30 : 50 },
        { cells: lathe([dome], 20), density: 2000 },
        ...holes.map((cells) => ({ cells, density: 1000 })),
      ],
      materials: [
        coloured(rng, COLOURS, LOOKS.ceramic),
        fixed('cap', rng.pick(['#b9bcc0', '#a7abb0']), LOOKS.metal),
        fixed('holes', '#1d1e20', LOOKS.rubber),
      ],
      symmetry: 1,
      friction: 0.45,
    });
  },
};
