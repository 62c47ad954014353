import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { paint } from '../build/cell.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { lathe, type ProfilePoint } from '../build/lathe.js';

const COLOURS = ['red', 'blue', 'green', 'yellow', 'orange', 'purple', 'pink', 'white'];
const SEGMENTS = 24;

/** A toy ball, plain or with coloured gores, resting on a flat of 1–2 cm as a soft ball does. */
export const ball: Category = {
  id: 'ball',
  kind: 'tabletop',
  nouns: ['ball'],
  hypernyms: ['toy'],
  variants: 7,
  colours: COLOURS,
  material: 'rubber',
  build(variant, rng) {
    const radius = rng.pick([0.033, 0.038, 0.045, 0.055, 0.07]) * rng.range(0.96, 1.04);
    const rings = 12;
    const outline = Array.from({ length: rings }, (_, i): ProfilePoint => {
      const angle = Math.PI * ((i + 0.5) / rings - 0.5);
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    });
    const [low, high] = [outline[0][1], outline[rings - 1][1]];
    const gores = rng.pick([0, 0, 3, 4]);
    const sphere = lathe([[[0, low], ...outline, [0, high]]], SEGMENTS);
    const cells =
      gores === 0
        ? sphere
        : paint(sphere, 1, (_, [x, y]) => {
            const turn = (Math.atan2(y, x) / (2 * Math.PI) + 1) % 1;
            return Math.hypot(x, y) > radius * 0.05 && Math.floor(turn * 2 * gores) % 2 === 1;
          });
    return assemble({
      category: 'ball',
      variant,
      bodies: [{ cells, density: 170, creaseDeg: 60 }],
      materials: [
        coloured(rng, COLOURS, rng.pick([LOOKS.rubber, LOOKS.gloss])),
        ...(gores === 0 ? [] : [fixed('gores', '#f1f1ee', LOOKS.gloss)]),
      ],
      // The flats look alike after a quarter turn; painted gores only after their own turn.
      symmetry: gores === 0 ? 'infinite' : 1,
      friction: 0.6,
    });
  },
};
