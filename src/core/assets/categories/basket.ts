import type { Vec3 } from '../../geometry/vec3.js';
import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { blocks, boxBetween, type Block } from '../build/box.js';
import { coloured, LOOKS, toned } from '../build/finish.js';
import { tube } from '../build/loft.js';

const COLOURS = ['beige', 'brown', 'white', 'grey'];

/** A rectangular wicker basket with an arched handle over its middle. */
export const basket: Category = {
  id: 'basket',
  kind: 'tabletop',
  nouns: ['basket'],
  hypernyms: ['container'],
  variants: 6,
  colours: COLOURS,
  material: 'wicker',
  build(variant, rng) {
    const x = rng.range(0.12, 0.16);
    const y = x * rng.range(0.66, 0.8);
    const height = rng.range(0.09, 0.12);
    const t = 0.007;
    // Bands of weave that stand out from the wall, and a thicker rim.
    const list: Block[] = [{ min: [t - x, t - y, 0], max: [x - t, y - t, t] }];
    const bands = 4;
    for (let i = 0; i < bands; i++) {
      const [low, high] = [(height * i) / bands, (height * (i + 1)) / bands];
      const out = i === bands - 1 ? 0.005 : i % 2 === 1 ? 0.0025 : 0;
      const material = i % 2;
      list.push(
        { min: [-x - out, -y - out, low], max: [t - x, y + out, high], material },
        { min: [x - t, -y - out, low], max: [x + out, y + out, high], material },
        { min: [t - x, -y - out, low], max: [x - t, t - y, high], material },
        { min: [t - x, y - t, low], max: [x - t, y + out, high], material },
      );
    }
    const rim = y + 0.005;
    const rise = height * rng.range(1.1, 1.5);
    const thick = 0.005;
    const path: Vec3[] = [[0, -rim - thick, height * 0.8]];
    const steps = 12;
    for (let i = 0; i <= steps; i++) {
      const a = Math.PI * (1 - i / steps);
      path.push([0, (rim + thick) * Math.cos(a), height + rise * Math.sin(a)]);
    }
    path.push([0, rim + thick, height * 0.8]);
    const handle = tube(path, { radius: [0.009, thick], side: [-1, 0, 0], sides: 4, material: 1 });
    const main = coloured(rng, COLOURS, { ...LOOKS.fabric, texture: 'fabric' });
    return assemble({
      category: 'basket',
      variant,
      bodies: [
        { cells: blocks(list), density: 350 },
        { cells: handle, density: 400 },
      ],
      materials: [main, toned(main, 0.78)],
      symmetry: 2,
      cavity: boxBetween([t - x, t - y, t], [x - t, y - t, height]),
      surfaces: [{ outline: rectangleAt([t - x, t - y], [x - t, y - t], t) }],
      friction: 0.6,
    });
  },
};
