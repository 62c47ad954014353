import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { box } from '../build/box.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { inlay } from '../build/inlay.js';
import { slab } from '../build/loft.js';

const COLOURS = ['black', 'grey'];

/** A flat television on two feet, its screen to +X. One watches it, so left and right are the viewer's. */
export const tv: Category = {
  id: 'tv',
  kind: 'furniture',
  nouns: ['television', 'TV'],
  hypernyms: ['screen'],
  variants: 6,
  colours: COLOURS,
  material: 'plastic',
  build(variant, rng) {
    const width = rng.range(0.9, 1.25);
    const height = width * 0.575;
    const lift = 0.06;
    const bezel = 0.014;
    const set = inlay(box({ z: lift, size: [0.045, width, height], bevel: 0.003 }), {
      normal: [1, 0, 0],
      u: [0, 1, 0],
      us: [-width / 2 + bezel, width / 2 - bezel],
      vs: [-height / 2 + bezel * 1.6, height / 2 - bezel],
      paint: () => 1,
    });
    const bulge = box({
      x: -0.0225 - 0.015,
      z: lift + height * 0.12,
      size: [0.03, width * 0.6, height * 0.45],
      bevel: 0.006,
      material: 2,
    });
    const feet = [-1, 1].flatMap((s) => {
      const y = s * width * 0.36;
      return [
        slab({ y, size: [0.26, 0.03, 0.012], corner: 0.008, cornerSteps: 2, edge: 0.002, material: 2 }),
        box({ y, z: 0.012, size: [0.03, 0.02, lift - 0.012], material: 2 }),
      ];
    });
    return assemble({
      category: 'tv',
      variant,
      bodies: [
        { cells: set, density: 420 },
        { cells: bulge, density: 400 },
        ...feet.map((cells) => ({ cells, density: 2500 })),
      ],
      materials: [
        coloured(rng, COLOURS, LOOKS.plastic),
        rng.pick([
          fixed('screen', '#0b0c0f', LOOKS.screen),
          fixed('screen', '#6f8ea3', { ...LOOKS.screen, texture: 'landscape' }),
          fixed('screen', '#8f8a80', { ...LOOKS.screen, texture: 'abstract' }),
        ]),
        fixed('stand', '#2a2b2e', LOOKS.plastic),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'facing',
      friction: 0.6,
    });
  },
};
