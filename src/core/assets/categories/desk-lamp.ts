import type { Vec3 } from '../../geometry/vec3.js';
import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { rotateAbout, translate } from '../build/cell.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { cylinder, lathe } from '../build/lathe.js';
import { drum, tube } from '../build/loft.js';

const COLOURS = ['black', 'white', 'red', 'yellow', 'green', 'blue', 'orange'];

/** A jointed desk lamp. Which side of it is the front is anyone's guess, so it has none. */
export const deskLamp: Category = {
  id: 'desk-lamp',
  kind: 'tabletop',
  nouns: ['desk lamp', 'table lamp'],
  hypernyms: ['lamp', 'light'],
  variants: 8,
  colours: COLOURS,
  material: 'metal',
  build(variant, rng) {
    const base = rng.range(0.08, 0.095);
    const foot = 0.018;
    const lower = rng.range(0.19, 0.23);
    const upper = rng.range(0.18, 0.22);
    const back = rng.range(0.15, 0.32);
    const forward = rng.range(0.15, 0.45);
    const rod = 0.006;
    const joint = 0.014;
    const plate = cylinder({ radius: base, height: foot, bevel: 0.003, segments: 28 });
    const socket: Vec3 = [-base * 0.35, 0, foot + joint];
    const elbow: Vec3 = [socket[0] - lower * Math.sin(back), 0, socket[2] + lower * Math.cos(back)];
    const head: Vec3 = [elbow[0] + upper * Math.cos(forward), 0, elbow[2] + upper * Math.sin(forward)];
    const hinge = (center: Vec3) =>
      drum({ axis: 'y', center, radius: joint, length: 0.022, bevel: 0.002, segments: 16, material: 1 });
    /** A rod between two joints, from surface to surface. */
    const arm = (a: Vec3, b: Vec3) => {
      const length = Math.hypot(b[0] - a[0], b[2] - a[2]);
      const inset = joint * Math.cos(Math.PI / 16) - 0.0015;
      const at = (t: number): Vec3 => [a[0] + ((b[0] - a[0]) * t) / length, 0, a[2] + ((b[2] - a[2]) * t) / length];
      return tube([at(inset), at(length - inset)], { radius: rod, side: [0, 1, 0], sides: 12, material: 1 });
    };
    const pedestal = lathe(
      [
        [
          [0, foot, 1],
          [0.02, foot, 1],
          [0.008, foot + 0.0025, 1],
          [0, foot + 0.0025],
        ],
      ],
      16,
    );
    // A cone that opens downward; its bright underside is the lamp.
    const shadeHeight = 0.105;
    const mouth = rng.range(0.062, 0.075);
    const shade = lathe(
      [
        [
          [0, 0, 2],
          [mouth - 0.004, 0, 0],
          [mouth, 0, 0],
          [mouth * 0.96, 0.02],
          [0.024, shadeHeight - 0.01],
          [0.016, shadeHeight],
          [0, shadeHeight],
        ],
      ],
      24,
    );
    const tilt = rng.range(8, 24);
    const tip = joint * Math.cos(Math.PI / 16) - 0.001;
    const hung = translate(rotateAbout(translate(shade, [0, 0, -shadeHeight - tip]), 'y', -tilt), head);
    return assemble({
      category: 'desk-lamp',
      variant,
      bodies: [
        { cells: hung, density: 250 },
        { cells: plate, density: 5200 },
        { cells: translate(pedestal, [socket[0], 0, 0]), density: 3000 },
        ...[socket, elbow, head].map((p) => ({ cells: hinge(p), density: 2000 })),
        { cells: arm(socket, elbow), density: 2700 },
        { cells: arm(elbow, head), density: 2700 },
      ],
      materials: [
        coloured(rng, COLOURS, LOOKS.paintedMetal),
        fixed('arm', rng.pick(['#b9bcc0', '#2a2b2e', '#b08d45']), LOOKS.metal),
        fixed('bulb', '#fff4d2', LOOKS.screen),
      ],
      symmetry: 1,
      friction: 0.6,
    });
  },
};
