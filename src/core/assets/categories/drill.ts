import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { mapCells } from '../build/cell.js';
import { coloured, DENSITY, fixed, LOOKS } from '../build/finish.js';
import { box } from '../build/box.js';
import { drum, slab } from '../build/loft.js';

const COLOURS = ['yellow', 'blue', 'green', 'red', 'orange'];

/**
 * A cordless drill standing on its battery, chuck towards +X. Its front is where it drills, its left the left of who
 * holds it: both as everyone speaks of a tool in the hand.
 */
export const drill: Category = {
  id: 'drill',
  kind: 'tabletop',
  nouns: ['cordless drill', 'drill', 'power drill'],
  hypernyms: ['tool'],
  variants: 6,
  colours: COLOURS,
  material: 'plastic',
  build(variant, rng) {
    const s = rng.range(0.95, 1.1);
    const height = 0.2 * s;
    const r = 0.031 * s;
    const axis = height - r;
    const motor = drum({
      axis: 'x',
      center: [-0.012 * s, 0, axis],
      radius: r * 0.94,
      farRadius: r,
      length: 0.115 * s,
      bevel: 0.008,
      segments: 20,
    });
    const collar = drum({
      axis: 'x',
      center: [0.0565 * s, 0, axis],
      radius: r * 0.86,
      length: 0.022 * s,
      bevel: 0.002,
      segments: 24,
      material: 1,
    });
    const chuck = drum({
      axis: 'x',
      center: [0.0815 * s, 0, axis],
      radius: r * 0.66,
      farRadius: r * 0.4,
      length: 0.028 * s,
      bevel: 0.002,
      segments: 20,
      material: 1,
    });
    const bit = drum({
      axis: 'x',
      center: [0.1205 * s, 0, axis],
      radius: 0.0028,
      farRadius: 0.002,
      length: 0.05 * s,
      segments: 10,
      material: 2,
    });
    const foot = 0.045 * s;
    const low = foot + 0.012;
    const high = axis - r * 0.9;
    const handle = mapCells(
      slab({ size: [0.046 * s, 0.034 * s, high - low], corner: 0.014 * s, cornerSteps: 3, z: low, material: 1 }),
      ([x, y, z]) => [x - 0.02 * s + 0.16 * (z - low), y, z],
    );
    const trigger = mapCells(
      box({ x: 0.028 * s, z: high - 0.036 * s, size: [0.012 * s, 0.016 * s, 0.03 * s], bevel: 0.002, material: 3 }),
      ([x, y, z]) => [x - 0.0195 * s + 0.16 * (z - low), y, z],
    );
    const shoe = slab({ x: 0.006 * s, z: foot, size: [0.09 * s, 0.06 * s, 0.012], corner: 0.012, cornerSteps: 2 });
    const battery = slab({
      x: 0.008 * s,
      size: [0.115 * s, 0.075 * s, foot],
      corner: 0.012,
      cornerSteps: 3,
      edge: 0.004,
      material: 1,
    });
    return assemble({
      category: 'drill',
      variant,
      bodies: [
        { cells: battery, density: 1700 },
        ...[motor].map((cells) => ({ cells, density: 1300 })),
        ...[collar, chuck].map((cells) => ({ cells, density: 2500 })),
        { cells: bit, density: DENSITY.steel },
        ...[handle, trigger, shoe].map((cells) => ({ cells, density: 900 })),
      ],
      materials: [
        coloured(rng, COLOURS, LOOKS.plastic),
        fixed('grip', '#26272a', LOOKS.rubber),
        fixed('bit', '#a7abb0', LOOKS.metal),
        fixed('trigger', rng.pick(['#8d1a1f', '#3f4348']), LOOKS.plastic),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'intrinsic',
      friction: 0.55,
    });
  },
};
