import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { mapCells } from '../build/cell.js';
import { coloured, DENSITY, LOOKS } from '../build/finish.js';
import { lathe, vessel, type Profile } from '../build/lathe.js';

const COLOURS = ['white', 'blue', 'green', 'red'];

/** A stemmed glass. Clear glass has no colour one could name it by: its colour confidence is 0 (see `Material.opacity`). */
export const wineGlass: Category = {
  id: 'wine-glass',
  kind: 'tabletop',
  nouns: ['wine glass', 'wineglass'],
  hypernyms: ['glass', 'cup', 'container'],
  variants: 6,
  colours: COLOURS,
  material: 'glass',
  build(variant, rng) {
    const foot = rng.range(0.032, 0.037);
    const stem = rng.range(0.07, 0.095);
    const bowl = rng.range(0.075, 0.1);
    const belly = rng.range(0.036, 0.042);
    const rim = belly * rng.range(0.78, 0.95);
    const t = 0.0022;
    const neck = 0.0065;
    const base: Profile[] = [
      [
        [0, 0],
        [foot, 0],
        [foot, 0.0022],
        [neck, 0.008],
        [0, 0.008],
      ],
      [
        [0, 0.008],
        [neck, 0.008],
        [0.0042, 0.016],
        [0, 0.016],
      ],
      [
        [0, 0.016],
        [0.0042, 0.016],
        [0.0042, stem - 0.012],
        [0, stem - 0.012],
      ],
      [
        [0, stem - 0.012],
        [0.0042, stem - 0.012],
        [0.01, stem],
        [0, stem],
      ],
    ];
    const cup = vessel(
      [
        [0.01, 0],
        [belly * 0.78, bowl * 0.2],
        [belly, bowl * 0.45],
        [rim, bowl],
      ],
      [
        [0.008, 0.004],
        [belly * 0.78 - t, bowl * 0.22],
        [belly - t, bowl * 0.46],
        [rim - t, bowl],
      ],
      24,
    );
    const lifted = (cells: typeof cup.solid) => mapCells(cells, ([x, y, z]) => [x, y, z + stem]);
    return assemble({
      category: 'wine-glass',
      variant,
      bodies: [{ cells: [...lathe(base, 24), ...lifted(cup.solid)], density: DENSITY.glass }],
      materials: [coloured(rng, COLOURS, LOOKS.glass)],
      symmetry: 'infinite',
      cavity: lifted(cup.cavity),
      friction: 0.4,
    });
  },
};
