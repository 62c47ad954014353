import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, DENSITY, fixed, LOOKS } from '../build/finish.js';
import { loft, type Ring } from '../build/loft.js';

const COLOURS = ['red', 'yellow', 'blue', 'green', 'orange', 'black'];

/** A screwdriver lying on its six-sided grip, tip towards +X; named by its grip's colour. No front. */
export const screwdriver: Category = {
  id: 'screwdriver',
  kind: 'tabletop',
  nouns: ['screwdriver'],
  hypernyms: ['tool'],
  variants: 6,
  colours: COLOURS,
  material: 'plastic',
  build(variant, rng) {
    const grip = rng.range(0.095, 0.11);
    const shaft = rng.range(0.09, 0.12);
    const r = rng.range(0.014, 0.0165);
    const z = r * Math.cos(Math.PI / 6);
    const hex = (x: number, radius: number): Ring =>
      Array.from({ length: 6 }, (_, i) => {
        const angle = (Math.PI / 3) * i;
        return [x, radius * Math.cos(angle), z + radius * Math.sin(angle)];
      });
    const round = (x: number, a: number, b: number): Ring =>
      Array.from({ length: 12 }, (_, i) => {
        const angle = (Math.PI / 6) * (i + 0.5);
        return [x, a * Math.cos(angle), z + b * Math.sin(angle)];
      });
    const cap = loft([hex(0, r * 0.72), hex(0.008, r)], { material: 1, convex: true });
    const handle = loft([hex(0.008, r), hex(grip * 0.8, r)], { convex: true });
    const throat = loft([hex(grip * 0.8, r), hex(grip * 0.9, r * 0.62), hex(grip, r * 0.78)], { material: 0 });
    const rod = loft([round(grip, 0.003, 0.003), round(grip + shaft * 0.86, 0.003, 0.003)], { material: 2 });
    const flat = rng.next() < 0.5;
    const tip = loft(
      [
        round(grip + shaft * 0.86, 0.003, 0.003),
        round(grip + shaft * 0.93, flat ? 0.0048 : 0.003, flat ? 0.0018 : 0.003),
        round(grip + shaft, flat ? 0.004 : 0.0008, flat ? 0.0006 : 0.0008),
      ],
      { material: 2 },
    );
    return assemble({
      category: 'screwdriver',
      variant,
      bodies: [
        { cells: [...cap, ...handle, ...throat], density: 1350, creaseDeg: 30 },
        { cells: [...rod, ...tip], density: DENSITY.steel },
      ],
      materials: [
        coloured(rng, COLOURS, LOOKS.gloss),
        fixed('end', rng.pick(['#26272a', '#f2d024', '#c1272d']), LOOKS.plastic),
        fixed('shaft', '#b9bdc1', { ...LOOKS.metal, roughness: 0.2 }),
      ],
      symmetry: 1,
      friction: 0.5,
    });
  },
};
