import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { box } from '../build/box.js';
import { rotateAbout, translate } from '../build/cell.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { inlay } from '../build/inlay.js';
import { drum, slab } from '../build/loft.js';

const COLOURS = ['grey', 'red', 'white', 'black', 'blue', 'green'];

/** A two-slot toaster, its lever and dial at one narrow end. People differ on which side is its front: none. */
export const toaster: Category = {
  id: 'toaster',
  kind: 'tabletop',
  nouns: ['toaster'],
  hypernyms: ['appliance'],
  variants: 6,
  colours: COLOURS,
  material: 'metal',
  build(variant, rng) {
    const length = rng.range(0.26, 0.3);
    const width = rng.range(0.16, 0.18);
    const height = rng.range(0.17, 0.195);
    const base = 0.014;
    // A slab lying on its end gives the round shoulders seen from the narrow side.
    let shell = rotateAbout(
      slab({ size: [height - base, width, length], corner: 0.035, edge: 0.004, cornerSteps: 4 }),
      'y',
      90,
    );
    shell = translate(shell, [-length / 2, 0, base + (height - base) / 2]);
    shell = inlay(shell, {
      normal: [0, 0, 1],
      u: [1, 0, 0],
      us: [-length * 0.36, length * 0.36],
      vs: [-0.034, -0.012, 0.012, 0.034],
      paint: (_, j) => (j === 1 ? 0 : 1),
    });
    const foot = slab({ size: [length - 0.01, width - 0.01, base], corner: 0.02, edge: 0.002, material: 2 });
    const lever = box({
      x: length / 2 + 0.011,
      y: 0.02,
      z: height * 0.62,
      size: [0.022, 0.034, 0.012],
      bevel: 0.002,
      material: 2,
    });
    const dial = drum({
      axis: 'x',
      center: [length / 2 + 0.005, -0.03, height * 0.32],
      radius: 0.014,
      length: 0.01,
      bevel: 0.002,
      segments: 20,
      material: 2,
    });
    return assemble({
      category: 'toaster',
      variant,
      bodies: [
        { cells: shell, density: 280 },
        { cells: foot, density: 800 },
        { cells: lever, density: 900 },
        { cells: dial, density: 900 },
      ],
      materials: [
        coloured(rng, COLOURS, { ...LOOKS.metal, metallic: 0.5 }),
        fixed('slots', '#17130f', LOOKS.plastic),
        fixed('trim', '#232428', LOOKS.plastic),
      ],
      symmetry: 1,
      friction: 0.6,
    });
  },
};
