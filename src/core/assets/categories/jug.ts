import type { Vec3 } from '../../geometry/vec3.js';
import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { rotateAbout } from '../build/cell.js';
import { coloured, DENSITY, LOOKS, toned } from '../build/finish.js';
import { flatOf, vessel } from '../build/lathe.js';
import { tube } from '../build/loft.js';
import { lip } from '../build/ribbon.js';

const COLOURS = ['white', 'blue', 'green', 'yellow', 'beige', 'red'];
const SEGMENTS = 16;

/** A water jug, lip towards +X and handle behind; like a teapot it has no agreed front. */
export const jug: Category = {
  id: 'jug',
  kind: 'tabletop',
  nouns: ['jug', 'pitcher', 'water jug'],
  hypernyms: ['container'],
  variants: 6,
  colours: COLOURS,
  material: 'ceramic',
  build(variant, rng) {
    const height = rng.range(0.18, 0.23);
    const foot = rng.range(0.045, 0.052);
    const belly = rng.range(0.15, 0.3);
    const top = foot * rng.range(0.88, 1.02);
    const t = 0.0045;
    /** Height and radius over the foot's, from the foot to the neck. */
    const curve: readonly (readonly [number, number])[] = [
      [0, 1],
      [0.12, 1 + 0.6 * belly],
      [0.28, 1 + belly],
      [0.46, 1 + 0.85 * belly],
      [0.63, 1 + 0.25 * belly],
      [0.8, 0.93],
    ];
    const outer: [number, number][] = [
      ...curve.map(([t0, r]): [number, number] => [r * foot, t0 * height]),
      [top, height],
    ];
    const inner: [number, number][] = outer.map(([r, z]) => [r - t, z === 0 ? 0.008 : z + 0.001 * (1 - z / height)]);
    const body = vessel(outer, inner, SEGMENTS, [0, 1]);
    const rim = flatOf(outer[5], outer[6], SEGMENTS);
    const onRim = (z: number) => rim.point[0] - ((z - rim.point[2]) * rim.normal[2]) / rim.normal[0];
    const lower = flatOf(outer[3], outer[4], SEGMENTS);
    const onLower = (z: number) => lower.point[0] - ((z - lower.point[2]) * lower.normal[2]) / lower.normal[0];
    const [z1, z0] = [height - 0.003, height * 0.82];
    const half = top * Math.sin(Math.PI / SEGMENTS) * 0.95;
    const spout = lip(
      [onRim(z1), half, z1],
      [onRim(z1), -half, z1],
      [onRim(z0), 0, z0],
      [onRim(z1) + 0.032, 0, z1 + 0.004],
    );
    const [high, low] = [height * 0.9, height * 0.5];
    const reach = rng.range(0.034, 0.045);
    const steps = 9;
    const path = Array.from({ length: steps + 1 }, (_, i): Vec3 => {
      const t0 = Math.sin(Math.PI * (i / steps - 0.5));
      const z = low + ((high - low) * (t0 + 1)) / 2;
      const from = i < steps / 2 ? onLower(low) : onRim(high);
      const base = onLower(low) + ((onRim(high) - onLower(low)) * (t0 + 1)) / 2;
      const wall = i === 0 || i === steps ? from : base;
      return [wall + reach * Math.sqrt(Math.max(0, 1 - t0 ** 4)), 0, z];
    });
    const handle = rotateAbout(
      tube(path, { radius: [0.0075, 0.0055], side: [0, -1, 0], start: lower, end: rim }),
      'z',
      180,
    );
    const main = coloured(rng, COLOURS, LOOKS.ceramic);
    return assemble({
      category: 'jug',
      variant,
      bodies: [
        { cells: body.solid, density: DENSITY.ceramic },
        { cells: spout, density: DENSITY.ceramic },
        { cells: handle, density: DENSITY.ceramic },
      ],
      materials: [main, toned(main, rng.pick([1, 1.8]))],
      symmetry: 1,
      cavity: body.cavity,
      friction: 0.45,
    });
  },
};
