import type { Vec3 } from '../../geometry/vec3.js';
import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { rotateAbout } from '../build/cell.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { cylinder, flatOf, lathe, type Profile } from '../build/lathe.js';
import { tube } from '../build/loft.js';
import { lip } from '../build/ribbon.js';

const COLOURS = ['white', 'black', 'grey', 'red', 'blue'];
const SEGMENTS = 24;

/** An electric kettle on its base, spout towards +X and handle behind. Pouring direction is no front: none. */
export const kettle: Category = {
  id: 'kettle',
  kind: 'tabletop',
  nouns: ['kettle', 'electric kettle', 'water kettle'],
  hypernyms: ['appliance'],
  variants: 6,
  colours: COLOURS,
  material: 'metal',
  build(variant, rng) {
    const foot = rng.range(0.07, 0.08);
    const top = foot * rng.range(0.66, 0.78);
    const base = 0.02;
    const height = rng.range(0.19, 0.22);
    const wall: [number, number] = [foot, base + 0.012];
    const rim: [number, number] = [top, height];
    const body: Profile = [
      [0, base, 0],
      [foot - 0.006, base, 0],
      [...wall, 0],
      [...rim, 1],
      [0, height],
    ];
    const lid: Profile = [
      [0, height, 1],
      [top - 0.006, height, 1],
      [top - 0.014, height + 0.012, 1],
      [0, height + 0.012],
    ];
    const knob = cylinder({
      radius: 0.011,
      top: 0.015,
      height: 0.016,
      z: height + 0.012,
      bevel: 0.002,
      segments: 16,
      material: 1,
    });
    const flat = flatOf(wall, rim, SEGMENTS);
    const onWall = (z: number) => flat.point[0] - ((z - flat.point[2]) * flat.normal[2]) / flat.normal[0];
    const [spoutTop, spoutLow] = [height - 0.004, height - 0.055];
    const half = top * Math.sin(Math.PI / SEGMENTS) * 0.98;
    const spout = lip(
      [onWall(spoutTop), half, spoutTop],
      [onWall(spoutTop), -half, spoutTop],
      [onWall(spoutLow), 0, spoutLow],
      [onWall(spoutTop) + 0.038, 0, spoutTop + 0.006],
    );
    const [high, low] = [height - 0.014, base + height * 0.18];
    const reach = rng.range(0.045, 0.055);
    const path: Vec3[] = [
      [onWall(low), 0, low],
      [onWall(low) + reach * 0.75, 0, low + 0.012],
      [onWall(low) + reach, 0, low + 0.045],
      [onWall(high) + reach + 0.012, 0, high - 0.03],
      [onWall(high) + reach, 0, high + 0.004],
      [onWall(high), 0, high],
    ];
    const handle = rotateAbout(
      tube(path, { radius: [0.012, 0.009], side: [0, -1, 0], sides: 10, start: flat, end: flat, material: 1 }),
      'z',
      180,
    );
    const plate = cylinder({
      radius: foot + 0.006,
      top: foot + 0.002,
      height: base,
      bevel: 0.003,
      segments: SEGMENTS,
      material: 1,
    });
    const main = coloured(rng, COLOURS, rng.pick([{ ...LOOKS.metal, metallic: 0.6 }, LOOKS.gloss]));
    return assemble({
      category: 'kettle',
      variant,
      bodies: [
        { cells: lathe([body], SEGMENTS), density: 420 },
        { cells: lathe([lid], SEGMENTS), density: 900 },
        { cells: knob, density: 1000 },
        { cells: spout, density: 800 },
        { cells: handle, density: 900 },
        { cells: plate, density: 700 },
      ],
      materials: [main, fixed('trim', rng.pick(['#1d1e20', '#2a2b2e']), LOOKS.plastic)],
      symmetry: 1,
      friction: 0.5,
    });
  },
};
