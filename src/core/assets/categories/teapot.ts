import type { Vec3 } from '../../geometry/vec3.js';
import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { rotateAbout, translate } from '../build/cell.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { cylinder, ellipsoid, flatOf, lathe, type Profile } from '../build/lathe.js';
import { tube } from '../build/loft.js';

const COLOURS = ['white', 'blue', 'red', 'green', 'brown', 'black', 'orange'];
const SEGMENTS = 20;

/** A round teapot with its lid on. Its spout is no front: people disagree, so it has none. */
export const teapot: Category = {
  id: 'teapot',
  kind: 'tabletop',
  nouns: ['teapot', 'tea pot'],
  hypernyms: ['pot', 'container'],
  variants: 8,
  colours: COLOURS,
  material: 'ceramic',
  build(variant, rng) {
    const r = rng.range(0.065, 0.078);
    const h = r * rng.range(1.3, 1.65);
    const outline: [number, number][] = [
      [0.62, 0],
      [0.9, 0.22],
      [1, 0.48],
      [0.9, 0.78],
      [0.5, 1],
    ].map(([a, b]) => [a * r, b * h]);
    const body: Profile = [[0, 0], ...outline, [0, h]];
    const lid: Profile = [
      [0, h, 1],
      [0.46 * r, h, 1],
      [0.4 * r, h + 0.012, 1],
      [0.1 * r, h + 0.02, 1],
      [0, h + 0.02],
    ];
    const knob = translate(
      [...cylinder({ radius: 0.006, height: 0.006, segments: 12, material: 1 })],
      [0, 0, h + 0.02],
    );
    const ball = ellipsoid([0, 0, 0], [0.012, 0.012, 0.01], 12, 6, 1);
    const ballLow = 0.01 * Math.sin(Math.PI * (0.5 / 6 - 0.5));
    const lower = flatOf(outline[1], outline[2], SEGMENTS);
    const upper = flatOf(outline[2], outline[3], SEGMENTS);
    const onLower = (z: number) => lower.point[0] - ((z - lower.point[2]) * lower.normal[2]) / lower.normal[0];
    const onUpper = (z: number) => upper.point[0] - ((z - upper.point[2]) * upper.normal[2]) / upper.normal[0];
    const start: Vec3 = [onLower(h * 0.36), 0, h * 0.36];
    const spoutPath: Vec3[] = [
      start,
      [start[0] + r * 0.3, 0, h * 0.47],
      [start[0] + r * 0.52, 0, h * 0.72],
      [start[0] + r * 0.8, 0, h * 1.02],
    ];
    const spout = tube(spoutPath, {
      radius: (t) => [0.0095 - 0.0028 * t, 0.011 - 0.004 * t],
      side: [0, -1, 0],
      sides: 10,
      start: lower,
      end: { point: spoutPath[3], normal: [0.35, 0, 1] },
    });
    const [top, low] = [h * 0.7, h * 0.3];
    const reach = r * rng.range(0.5, 0.65);
    const steps = 10;
    const handlePath = Array.from({ length: steps + 1 }, (_, i): Vec3 => {
      const t = Math.sin(Math.PI * (i / steps - 0.5));
      const z = low + ((top - low) * (t + 1)) / 2;
      const from = t < 0 ? onLower(low) : onUpper(top);
      return [from + reach * Math.sqrt(Math.max(0, 1 - Math.abs(t) ** 3)), 0, z];
    });
    const handle = rotateAbout(
      tube(handlePath, { radius: [0.007, 0.0055], side: [0, -1, 0], start: lower, end: upper, material: 0 }),
      'z',
      180,
    );
    const main = coloured(rng, COLOURS, LOOKS.ceramic);
    return assemble({
      category: 'teapot',
      variant,
      bodies: [
        { cells: lathe([body], SEGMENTS), density: 900, creaseDeg: 55 },
        { cells: lathe([lid], SEGMENTS), density: 1500 },
        { cells: knob, density: 2000 },
        { cells: translate(ball, [0, 0, h + 0.026 - ballLow]), density: 2000 },
        { cells: spout, density: 1500 },
        { cells: handle, density: 2300 },
      ],
      materials: [main, rng.next() < 0.6 ? main : fixed('lid', '#f1f1ee', LOOKS.ceramic)],
      symmetry: 1,
      friction: 0.45,
    });
  },
};
