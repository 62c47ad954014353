import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { blocks, type Block } from '../build/box.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { drum } from '../build/loft.js';

const COLOURS = ['brown', 'black', 'white', 'grey', 'yellow'];

/** A mirror for a wall, round or upright, glass towards +X. It shows a room's light, not the things before it. */
export const wallMirror: Category = {
  id: 'wall-mirror',
  kind: 'structure',
  nouns: ['mirror', 'wall mirror'],
  hypernyms: [],
  variants: 5,
  colours: COLOURS,
  material: 'wooden',
  build(variant, rng) {
    const glass = fixed('glass', '#eef2f4', { roughness: 0.06, metallic: 1, texture: 'plain' as const });
    const main = coloured(rng, COLOURS, LOOKS.lacquer);
    if (rng.next() < 0.5) {
      const r = rng.range(0.25, 0.38);
      return assemble({
        category: 'wall-mirror',
        variant,
        bodies: [
          {
            cells: drum({
              axis: 'x',
              center: [0.0125, 0, r],
              radius: r,
              farRadius: r - 0.004,
              length: 0.025,
              segments: 40,
            }),
            density: 700,
          },
          {
            cells: drum({
              axis: 'x',
              center: [0.026, 0, r],
              radius: r - 0.03,
              length: 0.002,
              segments: 40,
              material: 1,
            }),
            density: 2500,
          },
        ],
        materials: [main, glass],
        symmetry: 1,
        front: true,
        leftRight: 'facing',
        friction: 0.5,
      });
    }
    const [width, height, bar] = [rng.range(0.35, 0.6), rng.range(0.7, 1.4), rng.range(0.03, 0.05)];
    const y = width / 2;
    const list: Block[] = [
      { min: [0, -y, 0], max: [0.03, y, bar] },
      { min: [0, -y, height - bar], max: [0.03, y, height] },
      { min: [0, -y, bar], max: [0.03, bar - y, height - bar] },
      { min: [0, y - bar, bar], max: [0.03, y, height - bar] },
      { min: [0, bar - y, bar], max: [0.016, y - bar, height - bar], material: 1 },
    ];
    return assemble({
      category: 'wall-mirror',
      variant,
      bodies: [{ cells: blocks(list), density: 1200 }],
      materials: [main, glass],
      symmetry: 1,
      front: true,
      leftRight: 'facing',
      friction: 0.5,
    });
  },
};
