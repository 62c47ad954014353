import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { box } from '../build/box.js';
import { coloured, DENSITY, fixed, LOOKS } from '../build/finish.js';

const COLOURS = ['brown', 'beige', 'white', 'black', 'grey', 'green'];

/** A backless bench of slats on two trestles; alike from both sides, so it has no front. */
export const bench: Category = {
  id: 'bench',
  kind: 'furniture',
  nouns: ['bench'],
  hypernyms: ['seat'],
  variants: 6,
  colours: COLOURS,
  material: 'wooden',
  build(variant, rng) {
    const length = rng.range(1, 1.5);
    const width = rng.range(0.32, 0.4);
    const height = rng.range(0.43, 0.47);
    const slats = rng.pick([1, 3, 4]);
    const thick = 0.035;
    const under = height - thick;
    const gap = slats === 1 ? 0 : 0.012;
    const each = (width - gap * (slats - 1)) / slats;
    const boards = Array.from({ length: slats }, (_, i) =>
      box({ y: -width / 2 + each / 2 + i * (each + gap), z: under, size: [length, each, thick], bevel: 0.004 }),
    );
    const leg = 0.05;
    const x = length / 2 - 0.14;
    const supports = [-1, 1].flatMap((s) => [
      box({ x: s * x, z: under - 0.06, size: [leg, width - 0.04, 0.06], material: 1 }),
      ...[-1, 1].map((side) =>
        box({ x: s * x, y: side * (width / 2 - 0.05), size: [leg, leg, under - 0.06], material: 1 }),
      ),
    ]);
    const rail = box({ z: under - 0.06, size: [2 * x - leg, 0.03, 0.045], material: 1 });
    const main = coloured(rng, COLOURS, LOOKS.wood);
    const y = slats === 1 ? width / 2 : each / 2;
    return assemble({
      category: 'bench',
      variant,
      bodies: [...boards, ...supports, rail].map((cells) => ({ cells, density: DENSITY.wood })),
      materials: [main, rng.next() < 0.5 ? { ...main } : fixed('legs', '#26272a', LOOKS.paintedMetal)],
      symmetry: 2,
      surfaces:
        slats % 2 === 1
          ? [{ outline: rectangleAt([0.005 - length / 2, 0.005 - y], [length / 2 - 0.005, y - 0.005], height) }]
          : [],
      friction: 0.5,
    });
  },
};
