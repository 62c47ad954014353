import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { cylinder, ellipsoid, lathe, type Profile } from '../build/lathe.js';

const COLOURS = ['white', 'black', 'red', 'yellow', 'green', 'blue', 'grey'];

/** A pendant lamp: shade and bulb on a cord under a ceiling rose; its top is what hangs from the ceiling. */
export const ceilingLamp: Category = {
  id: 'ceiling-lamp',
  kind: 'structure',
  nouns: ['ceiling lamp', 'pendant lamp'],
  hypernyms: ['lamp', 'light'],
  variants: 5,
  colours: COLOURS,
  material: 'metal',
  build(variant, rng) {
    const r = rng.range(0.15, 0.24);
    const tall = r * rng.range(0.7, 1.1);
    const cord = rng.range(0.4, 0.7);
    const neck = 0.03;
    const t = 0.004;
    const shade: Profile[] = [
      [
        [r - t, 0, 1],
        [r, 0, 0],
        [r * 0.72, tall * 0.62, 0],
        [r * 0.72 - t, tall * 0.62, 1],
      ],
      [
        [r * 0.72 - t, tall * 0.62, 1],
        [r * 0.72, tall * 0.62, 0],
        [neck + t, tall, 0],
        [neck, tall, 1],
      ],
    ];
    const cap = cylinder({
      radius: neck + t,
      top: 0.018,
      height: 0.06,
      z: tall,
      segments: 28,
      bevel: 0.002,
      material: 2,
    });
    const line = cylinder({ radius: 0.004, height: cord, z: tall + 0.06, segments: 8, material: 2 });
    const rose = cylinder({ radius: 0.03, top: 0.05, height: 0.03, z: tall + 0.06 + cord, segments: 24, material: 2 });
    const b = 0.03;
    const pole = b * Math.sin(Math.PI * (0.5 - 0.5 / 8));
    const bulb = ellipsoid([0, 0, tall - pole], [b, b, b], 16, 8, 3);
    return assemble({
      category: 'ceiling-lamp',
      variant,
      bodies: [
        { cells: lathe(shade, 28), density: 2700 },
        ...[cap, line, rose].map((cells) => ({ cells, density: 1500 })),
        { cells: bulb, density: 700 },
      ],
      materials: [
        coloured(rng, COLOURS, LOOKS.paintedMetal),
        fixed('inside', '#f6f4ea', LOOKS.paintedMetal),
        fixed('cord', '#2a2b2e', LOOKS.plastic),
        fixed('bulb', '#fff6dc', LOOKS.gloss),
      ],
      symmetry: 'infinite',
      friction: 0.5,
    });
  },
};
