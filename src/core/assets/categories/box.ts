import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { blocks, boxBetween } from '../build/box.js';
import { rotateAbout } from '../build/cell.js';
import { coloured, DENSITY, LOOKS } from '../build/finish.js';
import { sideways } from '../build/prism.js';

const COLOURS = ['beige', 'brown', 'white'];

/** An open carton: four walls and a floor, some with their flaps hanging outward. */
export const box: Category = {
  id: 'box',
  kind: 'tabletop',
  nouns: ['box', 'cardboard box', 'carton'],
  hypernyms: ['container'],
  variants: 10,
  colours: COLOURS,
  material: 'cardboard',
  build(variant, rng) {
    const x = rng.range(0.08, 0.14);
    const y = x * rng.range(0.62, 0.9);
    const height = rng.range(0.09, 0.16);
    const t = 0.004;
    const carcass = blocks([
      { min: [t - x, t - y, 0], max: [x - t, y - t, t] },
      { min: [-x, -y, 0], max: [t - x, y, height] },
      { min: [x - t, -y, 0], max: [x, y, height] },
      { min: [t - x, -y, 0], max: [x - t, t - y, height] },
      { min: [t - x, y - t, 0], max: [x - t, y, height] },
    ]);
    const flaps = rng.next() < 0.6;
    const drop = rng.range(-0.25, 0.5);
    const flap = (out: number, half: number, length: number, turn: number) => {
      const fall = drop * length;
      const [a, b] = [out, out + Math.sqrt(length * length - fall * fall)];
      return rotateAbout(
        sideways(
          [
            [
              [a, height - t],
              [b, height - t - fall],
              [b, height - fall],
              [a, height],
            ],
          ],
          -half,
          half,
        ),
        'z',
        turn,
      );
    };
    const bodies = [{ cells: carcass, density: DENSITY.cardboard }];
    if (flaps) {
      const length = y * 0.7;
      for (const turn of [0, 180]) bodies.push({ cells: flap(x, y - 0.003, length, turn), density: DENSITY.cardboard });
      for (const turn of [90, 270])
        bodies.push({ cells: flap(y, x - 0.003, length, turn), density: DENSITY.cardboard });
    }
    const main = coloured(rng, COLOURS, LOOKS.cardboard);
    return assemble({
      category: 'box',
      variant,
      bodies,
      materials: [main],
      symmetry: 2,
      cavity: boxBetween([-x + t, -y + t, t], [x - t, y - t, height]),
      surfaces: [{ outline: rectangleAt([-x + t, -y + t], [x - t, y - t], t) }],
      friction: 0.5,
    });
  },
};
