import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { box } from '../build/box.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { loft, type Ring } from '../build/loft.js';

const COLOURS = ['blue', 'black', 'red', 'green', 'orange', 'purple'];
const SIDES = 8;

/** A ballpoint pen lying on a flat of its barrel, tip towards +X, with clip and push button. No front. */
export const pen: Category = {
  id: 'pen',
  kind: 'tabletop',
  nouns: ['pen', 'ballpoint pen'],
  hypernyms: ['writing instrument'],
  variants: 6,
  colours: COLOURS,
  material: 'plastic',
  build(variant, rng) {
    const length = rng.range(0.135, 0.15);
    const r = rng.range(0.0052, 0.0064);
    const flat = r * Math.cos(Math.PI / SIDES);
    const ring = (x: number, radius: number): Ring =>
      Array.from({ length: SIDES }, (_, i) => {
        const a = (2 * Math.PI * (i + 0.5)) / SIDES;
        return [x, radius * Math.cos(a), flat + radius * Math.sin(a)];
      });
    const x = length / 2;
    const grip = loft([ring(0.012, r), ring(x - 0.022, r)], { material: 1, convex: true });
    const barrel = loft([ring(-x + 0.014, r), ring(0.012, r)], { convex: true });
    const cone = loft([ring(x - 0.022, r), ring(x - 0.004, r * 0.42), ring(x, r * 0.16)], {
      material: 2,
      convex: true,
    });
    const button = loft([ring(-x, r * 0.45), ring(-x + 0.014, r * 0.5)], { material: 2, convex: true });
    const clip = box({ x: -x + 0.036, z: 2 * flat, size: [0.038, 0.0032, 0.0022], material: 2 });
    return assemble({
      category: 'pen',
      variant,
      bodies: [[...barrel, ...grip, ...cone], button, clip].map((cells) => ({ cells, density: 1100 })),
      materials: [
        coloured(rng, COLOURS, LOOKS.gloss),
        rng.pick([fixed('grip', '#26272a', LOOKS.rubber), fixed('grip', '#f1f1ee', LOOKS.gloss)]),
        fixed('metal', '#b9bcc0', LOOKS.metal),
      ],
      symmetry: 1,
      friction: 0.45,
    });
  },
};
