import type { Vec3 } from '../../geometry/vec3.js';
import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, DENSITY, fixed, LOOKS, toned } from '../build/finish.js';
import { flatOf, vessel } from '../build/lathe.js';
import { tube } from '../build/loft.js';

const COLOURS = ['grey', 'black', 'red', 'blue', 'green', 'orange'];
const SEGMENTS = 24;

/** A saucepan with one long handle. */
export const saucepan: Category = {
  id: 'saucepan',
  kind: 'tabletop',
  nouns: ['saucepan', 'cooking pot'],
  hypernyms: ['pot', 'pan', 'container'],
  variants: 8,
  colours: COLOURS,
  material: 'metal',
  build(variant, rng) {
    const radius = rng.range(0.08, 0.1);
    const height = rng.range(0.075, 0.115);
    const t = 0.003;
    const body = vessel(
      [
        [radius - 0.004, 0],
        [radius, 0.005],
        [radius, height],
      ],
      [
        [radius - t - 0.004, 0.005],
        [radius - t, 0.01],
        [radius - t, height],
      ],
      SEGMENTS,
      [0, 1],
    );
    const flat = flatOf([radius, 0.005], [radius, height], SEGMENTS);
    const out = flat.point[0];
    const length = rng.range(0.15, 0.19);
    const z = height * 0.78;
    const path: Vec3[] = [
      [out, 0, z],
      [out + 0.035, 0, z + 0.004],
      [out + 0.05, 0, z + 0.008],
      [out + length, 0, z + length * 0.14],
    ];
    const handle = tube(path, {
      radius: (s) => (s < 0.5 ? [0.007, 0.0045] : [0.0095, 0.007]),
      side: [0, -1, 0],
      start: flat,
      material: 2,
    });
    const main = coloured(rng, COLOURS, { ...LOOKS.metal, metallic: 0.5, roughness: 0.25 });
    return assemble({
      category: 'saucepan',
      variant,
      bodies: [
        { cells: body.solid, density: 5500 },
        { cells: handle, density: DENSITY.plastic },
      ],
      materials: [
        main,
        rng.next() < 0.5 ? fixed('steel', '#aeb2b6', LOOKS.metal) : toned(main, 0.7),
        fixed('handle', '#1c1c1f', LOOKS.plastic),
      ],
      symmetry: 1,
      cavity: body.cavity,
      friction: 0.45,
    });
  },
};
