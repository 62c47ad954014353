import type { Vec3 } from '../../geometry/vec3.js';
import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { drum, tube } from '../build/loft.js';

const COLOURS = ['black', 'white', 'grey', 'red', 'blue'];

/** Over-ear headphones laid flat, ear cups on the table and the band round behind them. No front. */
export const headphones: Category = {
  id: 'headphones',
  kind: 'tabletop',
  nouns: ['pair of headphones', 'headphones'],
  hypernyms: ['headset'],
  variants: 6,
  colours: COLOURS,
  material: 'plastic',
  build(variant, rng) {
    const half = rng.range(0.066, 0.076);
    const cup = rng.range(0.034, 0.04);
    const shell = 0.014;
    const pad = 0.018;
    const z = pad + shell * 0.5;
    const cups = [-1, 1].flatMap((s) => {
      const center = (height: number): Vec3 => [0, s * half, height];
      return [
        drum({
          axis: 'z',
          center: center(pad / 2),
          radius: cup * 0.94,
          farRadius: cup,
          length: pad,
          bevel: 0.005,
          segments: 24,
          material: 1,
        }),
        drum({
          axis: 'z',
          center: center(pad + shell / 2),
          radius: cup * 0.9,
          length: shell,
          bevel: 0.004,
          segments: 24,
        }),
        drum({
          axis: 'z',
          center: center(pad + shell + 0.0006),
          radius: cup * 0.5,
          length: 0.0012,
          segments: 20,
          material: 2,
        }),
      ];
    });
    // The band runs from cup to cup in a plane parallel to the table.
    const start = cup * 0.9 * Math.cos(Math.PI / 24);
    const reach = rng.range(0.12, 0.14);
    const steps = 16;
    const path: Vec3[] = [[-start, half, z]];
    for (let i = 0; i <= steps; i++) {
      const a = Math.PI * (i / steps);
      path.push([-start - 0.02 - (reach - 0.02) * Math.sin(a), half * 1.06 * Math.cos(a), z]);
    }
    path.push([-start, -half, z]);
    const bandAt = (t: number): readonly [number, number] => (t < 0.12 || t > 0.88 ? [0.005, 0.0035] : [0.011, 0.005]);
    const flat = { point: [-start, 0, 0] as Vec3, normal: [1, 0, 0] as Vec3 };
    const band = tube(path, { radius: bandAt, side: [0, 0, 1], sides: 8, start: flat, end: flat });
    return assemble({
      category: 'headphones',
      variant,
      bodies: [...cups.map((cells, i) => ({ cells, density: i % 3 === 0 ? 300 : 900 })), { cells: band, density: 350 }],
      materials: [
        coloured(rng, COLOURS, LOOKS.plastic),
        fixed('pads', '#26272a', { ...LOOKS.fabric, texture: 'leather' }),
        fixed('trim', rng.pick(['#b9bcc0', '#2a2b2e', '#c1272d']), LOOKS.metal),
      ],
      symmetry: 1,
      friction: 0.6,
    });
  },
};
