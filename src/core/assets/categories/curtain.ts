import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { drum } from '../build/loft.js';
import { prism } from '../build/prism.js';
import { ellipsoid } from '../build/lathe.js';
import { translate } from '../build/cell.js';

const COLOURS = ['red', 'blue', 'green', 'beige', 'grey', 'white', 'yellow'];

/** A pair of curtains drawn to the sides of a rod, folds towards +X. They have no front that people speak of. */
export const curtain: Category = {
  id: 'curtain',
  kind: 'structure',
  nouns: ['curtain', 'pair of curtains'],
  hypernyms: [],
  variants: 6,
  colours: COLOURS,
  material: 'fabric',
  build(variant, rng, size) {
    const [, width, height] = size ?? [0, rng.range(1.6, 2.2), rng.range(1.6, 2.2)];
    const y = width / 2;
    const share = rng.range(0.17, 0.24);
    const pitch = 0.06;
    const deep = 0.045;
    const folds = Math.max(3, Math.round((width * share) / pitch));
    const each = (width * share) / folds;
    const axis = 0.06;
    /** A zigzag of folds as convex quads that share their sides. */
    const panelFrom = (start: number) =>
      prism(
        Array.from({ length: 2 * folds }, (_, i): [number, number][] => {
          const [y0, y1] = [start + (each * i) / 2, start + (each * (i + 1)) / 2];
          const at = (k: number) => axis + (k % 2 === 0 ? -deep / 2 : deep / 2);
          const t = 0.007;
          return [
            [at(i) - t, y0],
            [at(i) + t, y0],
            [at(i + 1) + t, y1],
            [at(i + 1) - t, y1],
          ];
        }),
        0,
        height - 0.03,
      );
    const rod = drum({
      axis: 'y',
      center: [axis, 0, height - 0.018],
      radius: 0.0118,
      length: width + 0.1,
      segments: 14,
      material: 1,
    });
    const ends = [-1, 1].map((s) =>
      translate(ellipsoid([0, 0, 0], [0.024, 0.024, 0.024], 14, 6, 1), [axis, s * (y + 0.05 + 0.0235), height - 0.018]),
    );
    return assemble({
      category: 'curtain',
      variant,
      bodies: [
        { cells: panelFrom(-y), density: 60, creaseDeg: 100 },
        { cells: panelFrom(y - width * share), density: 60, creaseDeg: 100 },
        { cells: rod, density: 2000 },
        ...ends.map((cells) => ({ cells, density: 2000 })),
      ],
      materials: [
        coloured(rng, COLOURS, { ...LOOKS.fabric, texture: 'linen' }),
        fixed('rod', rng.pick(['#2a2b2e', '#b08d45', '#5a3820', '#b9bcc0']), LOOKS.metal),
      ],
      symmetry: 1,
      friction: 0.6,
    });
  },
};
