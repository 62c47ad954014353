import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { box } from '../build/box.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { inlay } from '../build/inlay.js';
import { drum } from '../build/loft.js';

const COLOURS = ['white', 'grey', 'black'];

/** A front-loading washing machine, its round door towards +X. Left as seen when facing it. */
export const washingMachine: Category = {
  id: 'washing-machine',
  kind: 'furniture',
  nouns: ['washing machine', 'washer'],
  hypernyms: ['appliance'],
  variants: 5,
  colours: COLOURS,
  material: 'metal',
  build(variant, rng) {
    const width = rng.range(0.58, 0.61);
    const depth = rng.range(0.5, 0.6);
    const height = rng.range(0.82, 0.87);
    const x = depth / 2;
    const r = rng.range(0.15, 0.18);
    const z = height * 0.47;
    let body = box({ z: 0.02, size: [depth, width, height - 0.02], bevel: 0.006 });
    const v = height / 2 + 0.01;
    body = inlay(body, {
      normal: [1, 0, 0],
      u: [0, 1, 0],
      us: [-width * 0.46, -width * 0.2, -width * 0.02, width * 0.2, width * 0.44],
      vs: [height - 0.115 - v, height - 0.03 - v],
      paint: (i) => (i === 0 ? 0 : i === 1 ? 4 : i === 3 ? 2 : 4),
    });
    const ring = drum({
      axis: 'x',
      center: [x + 0.015, 0, z],
      radius: r + 0.03,
      farRadius: r + 0.012,
      length: 0.03,
      segments: 32,
      material: 3,
    });
    const glass = drum({
      axis: 'x',
      center: [x + 0.037, 0, z],
      radius: r - 0.01,
      farRadius: r - 0.04,
      length: 0.014,
      segments: 32,
      material: 1,
    });
    const handle = box({
      x: x + 0.038,
      y: r - 0.002,
      z: z - 0.05,
      size: [0.016, 0.02, 0.1],
      bevel: 0.004,
      material: 4,
    });
    const knob = drum({
      axis: 'x',
      center: [x + 0.012, 0.06, height - 0.072],
      radius: 0.03,
      farRadius: 0.026,
      length: 0.024,
      bevel: 0.003,
      segments: 20,
      material: 3,
    });
    const drawer = box({
      x: x + 0.004,
      y: -width * 0.34,
      z: height - 0.11,
      size: [0.008, width * 0.24, 0.07],
      bevel: 0.002,
    });
    const feet = [-1, 1].flatMap((sx) =>
      [-1, 1].map((sy) =>
        box({ x: sx * (x - 0.05), y: sy * (width / 2 - 0.05), size: [0.04, 0.04, 0.02], material: 4 }),
      ),
    );
    return assemble({
      category: 'washing-machine',
      variant,
      bodies: [
        { cells: body, density: 220 },
        ...[ring, glass, handle, knob, drawer].map((cells) => ({ cells, density: 900 })),
        ...feet.map((cells) => ({ cells, density: 1200 })),
      ],
      materials: [
        coloured(rng, COLOURS, LOOKS.gloss),
        fixed('door', '#1b2126', LOOKS.screen),
        fixed('display', '#22384a', LOOKS.screen),
        fixed('ring', '#b9bcc0', LOOKS.metal),
        fixed('trim', '#3a3b3e', LOOKS.plastic),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'facing',
      surfaces: [{ outline: rectangleAt([0.01 - x, 0.01 - width / 2], [x - 0.01, width / 2 - 0.01], height) }],
      friction: 0.5,
    });
  },
};
