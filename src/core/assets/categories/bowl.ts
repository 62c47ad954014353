import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, DENSITY, LOOKS, toned } from '../build/finish.js';
import { vessel } from '../build/lathe.js';

const SEGMENTS = 24;
const COLOURS = ['white', 'blue', 'green', 'red', 'yellow', 'grey', 'orange', 'brown'];

/** A cereal or salad bowl. */
export const bowl: Category = {
  id: 'bowl',
  kind: 'tabletop',
  nouns: ['bowl'],
  hypernyms: ['dish', 'container'],
  variants: 10,
  colours: COLOURS,
  material: 'ceramic',
  build(variant, rng) {
    const radius = rng.range(0.065, 0.12);
    const height = radius * rng.range(0.55, 0.75);
    const foot = radius * rng.range(0.42, 0.52);
    const wall = 0.0045;
    const bulge = rng.range(0.55, 0.75);
    const outer: [number, number][] = [];
    const inner: [number, number][] = [];
    const steps = 4;
    for (let i = 0; i <= steps; i++) {
      const t = i / steps;
      const r = foot + (radius - foot) * Math.sin((t * Math.PI) / 2) ** (1 / (1 + bulge));
      const z = height * (1 - Math.cos((t * Math.PI) / 2)) ** bulge;
      outer.push([r, z]);
      // Thinner towards the rim; vertical thickness at the floor.
      inner.push([r - wall * (i === 0 ? 0.6 : 1), z + (i === 0 ? 0.006 : wall * (1 - t))]);
    }
    const body = vessel(outer, inner, SEGMENTS, [0, 1]);
    const main = coloured(rng, COLOURS, LOOKS.ceramic);
    return assemble({
      category: 'bowl',
      variant,
      bodies: [{ cells: body.solid, density: DENSITY.ceramic }],
      materials: [main, toned(main, rng.pick([1, 1.15, 1.8]))],
      symmetry: 'infinite',
      cavity: body.cavity,
      friction: 0.45,
    });
  },
};
