import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { translate } from '../build/cell.js';
import { coloured, DENSITY, fixed, LOOKS } from '../build/finish.js';
import { drum, slab } from '../build/loft.js';
import { prism } from '../build/prism.js';

const COLOURS = ['black', 'grey', 'brown', 'red', 'blue'];

/** A kitchen or table knife lying on its side, point towards +X, named by its handle's colour. No front. */
export const knife: Category = {
  id: 'knife',
  kind: 'tabletop',
  nouns: ['knife', 'kitchen knife'],
  hypernyms: ['cutlery', 'utensil'],
  variants: 7,
  colours: COLOURS,
  material: 'plastic',
  build(variant, rng) {
    const chef = rng.next() < 0.65;
    const grip = chef ? rng.range(0.11, 0.125) : rng.range(0.085, 0.1);
    const blade = chef ? rng.range(0.13, 0.2) : rng.range(0.1, 0.115);
    const deep = chef ? rng.range(0.03, 0.045) : 0.02;
    const thick = chef ? 0.016 : 0.009;
    const wide = chef ? 0.026 : 0.017;
    const back = wide * 0.42;
    // The edge (towards −y) curves up to the point.
    const outline: [number, number][] = [
      [0, back - deep],
      [blade * 0.55, back - deep * 0.96],
      [blade * 0.78, back - deep * 0.78],
      [blade * 0.92, back - deep * 0.45],
      [blade, back - deep * 0.06],
      [blade * 0.9, back],
      [0, back],
    ];
    const handle = slab({
      x: -grip / 2,
      size: [grip, wide, thick],
      corner: wide * 0.4,
      cornerSteps: 3,
      edge: thick * 0.28,
      edgeSteps: 2,
    });
    const tang = prism(
      [
        [
          [0, -wide * 0.35],
          [0.008, -wide * 0.35],
          [0.008, back],
          [0, back],
        ],
      ],
      0.0005,
      thick - 0.0005,
      1,
    );
    const rivets = chef
      ? [0.25, 0.5, 0.75].flatMap((t) =>
          drum({
            axis: 'z',
            center: [-grip * t, 0, thick + 0.0003],
            radius: 0.0032,
            length: 0.0006,
            segments: 12,
            material: 1,
          }),
        )
      : [];
    const main = coloured(rng, COLOURS, rng.next() < 0.5 ? LOOKS.plastic : LOOKS.lacquer);
    return assemble({
      category: 'knife',
      variant,
      bodies: [
        { cells: handle, density: 1600 },
        { cells: tang, density: DENSITY.steel },
        { cells: translate(prism([outline], 0, 0.0022, 1), [0.008, 0, 0]), density: DENSITY.steel },
        ...rivets.map((cell) => ({ cells: [cell], density: DENSITY.steel })),
      ],
      materials: [main, fixed('blade', '#c3c7ca', { ...LOOKS.metal, roughness: 0.18 })],
      symmetry: 1,
      friction: 0.4,
    });
  },
};
