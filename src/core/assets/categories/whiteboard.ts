import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { blocks, box, type Block } from '../build/box.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';

const COLOURS = ['white'];

/** A whiteboard to hang on a wall, writing side towards +X, pens in its ledge. Left as seen when facing it. */
export const whiteboard: Category = {
  id: 'whiteboard',
  kind: 'structure',
  nouns: ['whiteboard'],
  hypernyms: ['board'],
  variants: 4,
  colours: COLOURS,
  material: 'metal',
  build(variant, rng, size) {
    const [, width, height] = size ?? [0, rng.range(1.2, 1.8), rng.range(0.9, 1.1)];
    const bar = 0.025;
    const ledge = 0.07;
    const y = width / 2;
    const frame: Block[] = [
      { min: [0, -y, 0], max: [0.022, y, bar], material: 1 },
      { min: [0, -y, height - bar], max: [0.022, y, height], material: 1 },
      { min: [0, -y, bar], max: [0.022, bar - y, height - bar], material: 1 },
      { min: [0, y - bar, bar], max: [0.022, y, height - bar], material: 1 },
      { min: [0, bar - y, bar], max: [0.014, y - bar, height - bar] },
      { min: [0.022, -width * 0.3, 0], max: [0.022 + ledge, width * 0.3, 0.008], material: 1 },
    ];
    const pens = ['red', 'blue', 'black'].map((_, i) =>
      box({
        x: 0.055,
        y: -width * 0.2 + i * 0.16,
        z: 0.008,
        size: [0.016, 0.125, 0.016],
        bevel: 0.003,
        material: 2 + i,
      }),
    );
    const eraser = box({ x: 0.055, y: width * 0.22, z: 0.008, size: [0.045, 0.1, 0.026], bevel: 0.003, material: 4 });
    return assemble({
      category: 'whiteboard',
      variant,
      bodies: [{ cells: blocks(frame), density: 900 }, ...[...pens, eraser].map((cells) => ({ cells, density: 900 }))],
      materials: [
        coloured(rng, COLOURS, { ...LOOKS.gloss, texture: 'scribble' }),
        fixed('frame', rng.pick(['#b9bcc0', '#8d9094']), LOOKS.metal),
        fixed('red pen', '#c1272d', LOOKS.plastic),
        fixed('blue pen', '#2457b0', LOOKS.plastic),
        fixed('black pen', '#222326', LOOKS.plastic),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'facing',
      friction: 0.5,
    });
  },
};
