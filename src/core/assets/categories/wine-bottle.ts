import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { lathe, type Profile } from '../build/lathe.js';

const COLOURS = ['green', 'black', 'brown'];

/** A full wine bottle, 0.75 l: Bordeaux shoulders or a Burgundy slope, label and capsule. */
export const wineBottle: Category = {
  id: 'wine-bottle',
  kind: 'tabletop',
  nouns: ['wine bottle', 'bottle of wine'],
  hypernyms: ['bottle', 'container'],
  variants: 6,
  colours: COLOURS,
  material: 'glass',
  build(variant, rng) {
    const radius = rng.range(0.0365, 0.0395);
    const height = rng.range(0.295, 0.32);
    const steep = rng.next() < 0.55;
    const shoulder = height * (steep ? 0.62 : 0.46);
    const neckStart = height * (steep ? 0.72 : 0.72);
    const neck = 0.0145;
    const capsule = height - rng.range(0.05, 0.065);
    const body: Profile = [
      [0, 0],
      [radius - 0.004, 0],
      [radius, 0.004],
      [radius, shoulder * 0.22, 1],
      [radius, shoulder * 0.86],
      [radius, shoulder],
      [radius * (steep ? 0.86 : 0.8), shoulder + (neckStart - shoulder) * 0.4],
      [neck + 0.001, neckStart],
      [0, neckStart],
    ];
    const top: Profile = [
      [0, neckStart],
      [neck + 0.001, neckStart],
      [neck, capsule],
      [0, capsule],
    ];
    const foil: Profile = [
      [0, capsule, 2],
      [neck + 0.0008, capsule, 2],
      [neck + 0.0006, height - 0.006, 2],
      [neck + 0.0018, height - 0.005, 2],
      [neck + 0.0015, height, 2],
      [0, height],
    ];
    const lower = foil.slice(0, 3);
    const pieces: Profile[] = [
      [...lower, [0, height - 0.006]],
      [
        [0, height - 0.006],
        [neck + 0.0006, height - 0.006, 2],
        [neck + 0.0018, height - 0.005, 2],
        [neck + 0.0015, height, 2],
        [0, height],
      ],
    ];
    const main = coloured(rng, COLOURS, { ...LOOKS.gloss, roughness: 0.12 });
    return assemble({
      category: 'wine-bottle',
      variant,
      bodies: [
        { cells: lathe([body, top], 24), density: 1220 },
        { cells: lathe(pieces, 24), density: 1000 },
      ],
      materials: [
        main,
        fixed('label', rng.pick(['#f1ead8', '#e8dfc6', '#f3f1ea']), { ...LOOKS.paper, texture: 'label' }),
        fixed('capsule', rng.pick(['#7a1523', '#2a2b2e', '#b08d45', '#3b1f4d']), LOOKS.paintedMetal),
      ],
      symmetry: 'infinite',
      friction: 0.4,
    });
  },
};
