import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { box } from '../build/box.js';
import { rotateAbout, translate } from '../build/cell.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { drum } from '../build/loft.js';

const COLOURS = ['black', 'red', 'brown', 'white', 'blue', 'grey'];

/** A round clock for a wall, dial towards +X, named by its rim's colour. Left as seen when facing it. */
export const wallClock: Category = {
  id: 'wall-clock',
  kind: 'structure',
  nouns: ['wall clock'],
  hypernyms: ['clock'],
  variants: 5,
  colours: COLOURS,
  material: 'plastic',
  build(variant, rng) {
    const r = rng.range(0.13, 0.19);
    const rim = drum({ axis: 'x', center: [0.02, 0, r], radius: r, farRadius: r - 0.005, length: 0.04, segments: 36 });
    const dial = drum({
      axis: 'x',
      center: [0.0405, 0, r],
      radius: r - 0.017,
      length: 0.001,
      segments: 36,
      material: 1,
    });
    const face = 0.041;
    const radial = (from: number, to: number, wide: number, turn: number, x: number) =>
      translate(rotateAbout(box({ x, z: from, size: [0.0016, wide, to - from], material: 2 }), 'x', turn), [0, 0, r]);
    const marks = Array.from({ length: 12 }, (_, i) =>
      radial(r * (i % 3 === 0 ? 0.66 : 0.73), r * 0.82, i % 3 === 0 ? 0.011 : 0.006, -30 * i, face + 0.0008),
    );
    const hours = rng.int(12);
    const minutes = 5 * rng.int(12);
    const hands = [
      radial(0.012, r * 0.48, 0.01, -(30 * hours + minutes / 2), face + 0.0008),
      radial(0.012, r * 0.64, 0.007, -6 * minutes, face + 0.0026),
    ];
    const hub = drum({
      axis: 'x',
      center: [face + 0.003, 0, r],
      radius: 0.012,
      length: 0.006,
      segments: 16,
      material: 2,
    });
    return assemble({
      category: 'wall-clock',
      variant,
      bodies: [rim, dial, ...marks, ...hands, hub].map((cells) => ({ cells, density: 500 })),
      materials: [
        coloured(rng, COLOURS, LOOKS.gloss),
        fixed('dial', '#f4f2ec', LOOKS.paper),
        fixed('hands', '#1d1e20', LOOKS.plastic),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'facing',
      friction: 0.5,
    });
  },
};
