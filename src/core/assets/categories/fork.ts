import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, DENSITY, fixed, LOOKS } from '../build/finish.js';
import { ribbon, type Station } from '../build/ribbon.js';

const COLOURS = ['grey', 'black'];

/** A table fork lying tines up, its tines towards +X. What is its front people do not agree on: none. */
export const fork: Category = {
  id: 'fork',
  kind: 'tabletop',
  nouns: ['fork'],
  hypernyms: ['cutlery', 'utensil'],
  variants: 6,
  colours: COLOURS,
  material: 'steel',
  build(variant, rng) {
    const length = rng.range(0.175, 0.205);
    const wide = rng.range(0.022, 0.026);
    const end = rng.range(0.016, 0.02);
    const tines = rng.pick([3, 4, 4]);
    const x = (t: number) => length * t;
    const handle: Station[] = [
      { x: x(0), width: end * 0.6, z: 0, thick: 0.003 },
      { x: x(0.03), width: end, z: 0, thick: 0.003 },
      { x: x(0.3), width: end * 0.7, z: 0.002, thick: 0.003 },
      { x: x(0.52), width: 0.0065, z: 0.009, thick: 0.0035 },
      { x: x(0.62), width: 0.0065, z: 0.011, thick: 0.0035 },
    ];
    const neck: Station[] = [
      { x: x(0.62), width: 0.0065, z: 0.011, thick: 0.0035 },
      { x: x(0.66), width: wide * 0.8, z: 0.007, thick: 0.003 },
      { x: x(0.7), width: wide, z: 0.0035, thick: 0.0026 },
      { x: x(0.76), width: wide, z: 0, thick: 0.0024 },
    ];
    const pitch = (0.98 * wide) / (tines - 0.42);
    const prongs = Array.from({ length: tines }, (_, i) => {
      const y = (i - (tines - 1) / 2) * pitch;
      const width = pitch * 0.58;
      return ribbon([
        { x: x(0.76), width, z: 0, thick: 0.0024, y },
        { x: x(0.86), width, z: 0, thick: 0.0022, y },
        { x: x(0.95), width: width * 0.85, z: 0.003, thick: 0.002, y },
        { x: x(1), width: width * 0.4, z: 0.007, thick: 0.0014, y },
      ]);
    });
    const steel = coloured(rng, COLOURS, { ...LOOKS.metal, roughness: 0.22 });
    const grip = rng.next() < 0.25 ? fixed('grip', '#26272a', LOOKS.plastic) : { ...steel };
    return assemble({
      category: 'fork',
      variant,
      bodies: [
        { cells: [...ribbon(handle, 1), ...ribbon(neck)], density: DENSITY.steel },
        ...prongs.map((cells) => ({ cells, density: DENSITY.steel })),
      ],
      materials: [steel, grip],
      symmetry: 1,
      friction: 0.4,
    });
  },
};
