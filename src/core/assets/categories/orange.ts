import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, DENSITY, fixed, LOOKS } from '../build/finish.js';
import { cylinder, lathe, type ProfilePoint } from '../build/lathe.js';

const COLOURS = ['orange'];

/** An orange: a ball on a small flat base, with the green button of its stem. */
export const orange: Category = {
  id: 'orange',
  kind: 'tabletop',
  nouns: ['orange'],
  hypernyms: ['fruit'],
  variants: 6,
  colours: COLOURS,
  material: 'fresh',
  build(variant, rng) {
    const radius = rng.range(0.033, 0.042);
    const tall = radius * rng.range(0.92, 1);
    const angles = [-70, -42, -14, 14, 42, 70].map((a) => (a * Math.PI) / 180);
    const outline = angles.map((a): ProfilePoint => [radius * Math.cos(a), tall * Math.sin(a)]);
    const [low, high] = [outline[0][1], outline[outline.length - 1][1]];
    return assemble({
      category: 'orange',
      variant,
      bodies: [
        { cells: lathe([[[0, low], ...outline, [0, high]]], 20), density: DENSITY.fruit, creaseDeg: 60 },
        {
          cells: cylinder({ radius: 0.005, top: 0.0035, height: 0.0025, z: high, segments: 8, material: 1 }),
          density: DENSITY.plant,
        },
      ],
      materials: [coloured(rng, COLOURS, { ...LOOKS.skin, roughness: 0.6 }), fixed('button', '#4a5d2a', LOOKS.leaf)],
      symmetry: 'infinite',
      friction: 0.55,
    });
  },
};
