import type { Vec3 } from '../../geometry/vec3.js';
import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { rotateAbout } from '../build/cell.js';
import { coloured, DENSITY, LOOKS } from '../build/finish.js';
import { cylinder, ellipsoid } from '../build/lathe.js';
import { tube } from '../build/loft.js';
import { translate } from '../build/cell.js';

const COLOURS = ['brown', 'black', 'white', 'beige'];

/** A standing coat rack: post, curved hooks at two heights, splayed feet. */
export const coatRack: Category = {
  id: 'coat-rack',
  kind: 'furniture',
  nouns: ['coat rack', 'coat stand'],
  hypernyms: [],
  variants: 5,
  colours: COLOURS,
  material: 'wooden',
  build(variant, rng) {
    const height = rng.range(1.68, 1.85);
    const r = 0.024;
    const post = cylinder({ radius: r, height: height - 0.08 - 0.05, z: 0.08, segments: 16, bevel: 0.003 });
    const knob = translate(ellipsoid([0, 0, 0], [0.034, 0.034, 0.034], 16, 8), [
      0,
      0,
      height - 0.05 + 0.034 * Math.cos(Math.PI / 16),
    ]);
    const flat = { point: [r * Math.cos(Math.PI / 16), 0, 0] as Vec3, normal: [1, 0, 0] as Vec3 };
    const at = flat.point[0];
    const hooks = (z: number, reach: number, count: number, turn: number) =>
      Array.from({ length: count }, (_, i) =>
        rotateAbout(
          tube(
            [
              [at, 0, z],
              [at + reach * 0.5, 0, z - 0.012],
              [at + reach * 0.85, 0, z + 0.03],
              [at + reach, 0, z + 0.09],
            ],
            { radius: 0.011, side: [0, -1, 0], sides: 8, start: flat },
          ),
          'z',
          turn + (360 / count) * i,
        ),
      );
    const feet = Array.from({ length: 4 }, (_, i) =>
      rotateAbout(
        tube(
          [
            [at, 0, 0.24],
            [at + 0.1, 0, 0.16],
            [at + 0.22, 0, 0.03],
            [at + 0.23, 0, 0],
          ],
          {
            radius: [0.014, 0.016],
            side: [0, -1, 0],
            sides: 8,
            start: flat,
            end: { point: [0, 0, 0], normal: [0, 0, 1] },
          },
        ),
        'z',
        45 + 90 * i,
      ),
    );
    const main = coloured(rng, COLOURS, LOOKS.wood);
    return assemble({
      category: 'coat-rack',
      variant,
      bodies: [
        ...[post, knob].map((cells) => ({ cells, density: DENSITY.wood })),
        ...hooks(height - 0.16, 0.14, 4, 22.5 * 2).map((cells) => ({ cells, density: DENSITY.wood })),
        ...hooks(height - 0.42, 0.11, 4, 0).map((cells) => ({ cells, density: DENSITY.wood })),
        ...feet.map((cells) => ({ cells, density: 1400 })),
      ],
      materials: [main],
      symmetry: 4,
      friction: 0.5,
    });
  },
};
