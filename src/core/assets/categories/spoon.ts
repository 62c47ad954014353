import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { mapCells } from '../build/cell.js';
import { coloured, DENSITY, fixed, LOOKS } from '../build/finish.js';
import { vessel } from '../build/lathe.js';
import { ribbon } from '../build/ribbon.js';

const COLOURS = ['grey', 'black', 'brown'];

/** A spoon lying hollow side up, its bowl towards +X: a table spoon, or a wooden cooking spoon. No front. */
export const spoon: Category = {
  id: 'spoon',
  kind: 'tabletop',
  nouns: ['spoon'],
  hypernyms: ['cutlery', 'utensil'],
  variants: 7,
  colours: COLOURS,
  material: 'steel',
  build(variant, rng) {
    const length = rng.range(0.165, 0.21);
    const wide = rng.range(0.038, 0.046);
    const deep = rng.range(0.009, 0.012);
    const long = wide * rng.range(1.35, 1.55);
    const r = wide / 2;
    const bowl = vessel(
      [
        [r * 0.45, 0],
        [r * 0.82, deep * 0.42],
        [r, deep],
      ],
      [
        [r * 0.42, 0.0022],
        [r * 0.75, deep * 0.5],
        [r - 0.0024, deep],
      ],
      20,
    );
    const stretch = long / wide;
    const solid = mapCells(bowl.solid, ([x, y, z]) => [x * stretch, y, z]);
    // The stem starts on the flat of the rim that faces −X.
    const start = -r * stretch * Math.cos(Math.PI / 20);
    const end = start - (length - long);
    const at = (t: number) => end + (start - end) * t;
    const tail = rng.range(0.015, 0.021);
    const stem = ribbon(
      [
        { x: at(0), width: tail * 0.6, z: 0, thick: 0.003 },
        { x: at(0.05), width: tail, z: 0, thick: 0.003 },
        { x: at(0.45), width: tail * 0.65, z: 0.003, thick: 0.003 },
        { x: at(0.8), width: 0.0065, z: deep + 0.004, thick: 0.0032 },
        { x: at(1), width: 0.006, z: deep - 0.0042, thick: 0.0036 },
      ],
      1,
    );
    const steel = coloured(rng, COLOURS.slice(0, 2), { ...LOOKS.metal, roughness: 0.2 });
    const main = rng.next() < 0.2 ? coloured(rng, ['brown'], LOOKS.wood) : steel;
    const grip = main === steel && rng.next() < 0.25 ? fixed('grip', '#26272a', LOOKS.plastic) : { ...main };
    return assemble({
      category: 'spoon',
      variant,
      bodies: [
        { cells: solid, density: DENSITY.steel },
        { cells: stem, density: DENSITY.steel },
      ],
      materials: [main, grip],
      symmetry: 1,
      friction: 0.4,
    });
  },
};
