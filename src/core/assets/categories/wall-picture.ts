import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { blocks, type Block } from '../build/box.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';

const COLOURS = ['black', 'brown', 'white', 'beige', 'grey'];

/** A framed picture for a wall, picture towards +X, named by its frame's colour. Left as seen when facing it. */
export const wallPicture: Category = {
  id: 'wall-picture',
  kind: 'structure',
  nouns: ['picture on the wall', 'painting'],
  hypernyms: ['picture'],
  variants: 8,
  colours: COLOURS,
  material: 'wooden',
  build(variant, rng, size) {
    const [, width, height] = size ?? [0, rng.range(0.35, 0.95), rng.range(0.35, 0.75)];
    const bar = rng.range(0.02, 0.035);
    const mat = rng.pick([0, 0.05, 0.07]);
    const y = width / 2;
    const frame: Block[] = [
      { min: [0, -y, 0], max: [0.025, y, bar] },
      { min: [0, -y, height - bar], max: [0.025, y, height] },
      { min: [0, -y, bar], max: [0.025, bar - y, height - bar] },
      { min: [0, y - bar, bar], max: [0.025, y, height - bar] },
      ...(mat > 0
        ? [
            { min: [0, bar - y, bar] as const, max: [0.012, y - bar, bar + mat] as const, material: 1 },
            {
              min: [0, bar - y, height - bar - mat] as const,
              max: [0.012, y - bar, height - bar] as const,
              material: 1,
            },
            {
              min: [0, bar - y, bar + mat] as const,
              max: [0.012, bar + mat - y, height - bar - mat] as const,
              material: 1,
            },
            {
              min: [0, y - bar - mat, bar + mat] as const,
              max: [0.012, y - bar, height - bar - mat] as const,
              material: 1,
            },
          ]
        : []),
    ];
    const canvas: Block[] = [
      {
        min: [0.001, bar + mat - y, bar + mat],
        max: [0.011, y - bar - mat, height - bar - mat],
        material: mat > 0 ? 2 : 1,
      },
    ];
    const art = rng.pick([
      fixed('canvas', '#7fa3b8', { ...LOOKS.paper, texture: 'landscape' }),
      fixed('canvas', '#b98f78', { ...LOOKS.paper, texture: 'abstract' }),
      fixed('canvas', '#9aa77c', { ...LOOKS.paper, texture: 'landscape' }),
      fixed('canvas', '#8c8fa8', { ...LOOKS.paper, texture: 'abstract' }),
    ]);
    return assemble({
      category: 'wall-picture',
      variant,
      bodies: [
        { cells: blocks(frame), density: 600 },
        { cells: blocks(canvas), density: 600 },
      ],
      materials: [
        coloured(rng, COLOURS, LOOKS.lacquer),
        ...(mat > 0 ? [fixed('mat', '#f4f2ec', LOOKS.paper)] : []),
        art,
      ],
      symmetry: 1,
      front: true,
      leftRight: 'facing',
      friction: 0.5,
    });
  },
};
