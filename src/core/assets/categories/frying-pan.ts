import type { Vec3 } from '../../geometry/vec3.js';
import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, DENSITY, fixed, LOOKS } from '../build/finish.js';
import { flatOf, vessel } from '../build/lathe.js';
import { tube } from '../build/loft.js';

const COLOURS = ['black', 'grey', 'red', 'green'];
const SEGMENTS = 28;

/** A shallow pan with a long handle towards +X; which way it faces nobody says, so it has no front. */
export const fryingPan: Category = {
  id: 'frying-pan',
  kind: 'tabletop',
  nouns: ['frying pan', 'skillet'],
  hypernyms: ['pan'],
  variants: 6,
  colours: COLOURS,
  material: 'metal',
  build(variant, rng) {
    const top = rng.range(0.11, 0.145);
    const foot = top - rng.range(0.02, 0.03);
    const height = rng.range(0.042, 0.055);
    const t = 0.0035;
    const body = vessel(
      [
        [foot - 0.003, 0],
        [foot, 0.003],
        [foot + (top - foot) * 0.6, height * 0.45],
        [top, height],
      ],
      [
        [foot - t - 0.003, 0.005],
        [foot - t, 0.009],
        [foot + (top - foot) * 0.6 - t, height * 0.47],
        [top - t, height],
      ],
      SEGMENTS,
      [0, 1],
    );
    const flat = flatOf([foot + (top - foot) * 0.6, height * 0.45], [top, height], SEGMENTS);
    const z = height * 0.68;
    const out = flat.point[0] + ((z - flat.point[2]) * -flat.normal[2]) / flat.normal[0];
    const length = rng.range(0.16, 0.2);
    const path: Vec3[] = [
      [out, 0, z],
      [out + 0.045, 0, z + 0.012],
      [out + 0.06, 0, z + 0.016],
      [out + length * 0.85, 0, z + length * 0.2],
      [out + length, 0, z + length * 0.2],
    ];
    const handle = tube(path, {
      radius: (s) => (s < 0.5 ? [0.009, 0.0045] : [0.0125, 0.008]),
      side: [0, -1, 0],
      sides: 10,
      start: flat,
      material: 2,
    });
    const main = coloured(rng, COLOURS, { ...LOOKS.metal, metallic: 0.5, roughness: 0.4 });
    return assemble({
      category: 'frying-pan',
      variant,
      bodies: [
        { cells: body.solid, density: 3200 },
        { cells: handle, density: DENSITY.plastic },
      ],
      materials: [
        main,
        fixed('coating', rng.pick(['#2a2b2d', '#3a3a3c', '#232325']), { ...LOOKS.plastic, roughness: 0.55 }),
        fixed('handle', rng.pick(['#1c1c1f', '#1c1c1f', '#5a3820']), LOOKS.plastic),
      ],
      symmetry: 1,
      cavity: body.cavity,
      surfaces: [{ outline: body.floor }],
      friction: 0.45,
    });
  },
};
