import type { Vec3 } from '../../geometry/vec3.js';
import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { rotateAbout } from '../build/cell.js';
import { coloured, DENSITY, LOOKS, toned } from '../build/finish.js';
import { flatOf, vessel } from '../build/lathe.js';
import { tube } from '../build/loft.js';
import { lip } from '../build/ribbon.js';

const COLOURS = ['white', 'blue', 'green', 'yellow', 'beige', 'red'];
const SEGMENTS = 20;

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
    const belly = foot * rng.range(1.15, 1.3);
    const top = foot * rng.range(0.88, 1.02);
    const t = 0.0045;
    const outer: [number, number][] = [
      [foot, 0],
      [belly, height * 0.32],
      [foot * 0.9, height * 0.72],
      [top, height],
    ];
    const inner: [number, number][] = [
      [foot - t, 0.008],
      [belly - t, height * 0.33],
      [foot * 0.9 - t, height * 0.72],
      [top - t, height],
    ];
    const body = vessel(outer, inner, SEGMENTS, [0, 1]);
    const rim = flatOf(outer[2], outer[3], SEGMENTS);
    const onRim = (z: number) => rim.point[0] - ((z - rim.point[2]) * rim.normal[2]) / rim.normal[0];
    const lower = flatOf(outer[1], outer[2], SEGMENTS);
    const onLower = (z: number) => lower.point[0] - ((z - lower.point[2]) * lower.normal[2]) / lower.normal[0];
    const [z1, z0] = [height - 0.003, height * 0.76];
    const half = top * Math.sin(Math.PI / SEGMENTS) * 0.95;
    const spout = lip(
      [onRim(z1), half, z1],
      [onRim(z1), -half, z1],
      [onRim(z0), 0, z0],
      [onRim(z1) + 0.03, 0, z1 + 0.004],
    );
    const [high, low] = [height * 0.88, height * 0.42];
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
