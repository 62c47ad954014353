import type { Vec3 } from '../../geometry/vec3.js';
import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { translate } from '../build/cell.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { panel } from '../build/inlay.js';
import { cylinder, flatOf, lathe, type Profile } from '../build/lathe.js';
import { drum, slab, tube } from '../build/loft.js';

const COLOURS = ['black', 'white', 'grey', 'red'];

/** A filter coffee maker facing +X, its jug in front. Read like a cupboard: left as seen when facing it. */
export const coffeeMaker: Category = {
  id: 'coffee-maker',
  kind: 'tabletop',
  nouns: ['coffee maker', 'coffee machine'],
  hypernyms: ['appliance', 'machine'],
  variants: 6,
  colours: COLOURS,
  material: 'plastic',
  build(variant, rng) {
    const depth = rng.range(0.23, 0.26);
    const width = rng.range(0.17, 0.2);
    const height = rng.range(0.31, 0.36);
    const x = depth / 2;
    const base = 0.035;
    const head = 0.1;
    const under = height - head;
    const back = depth * 0.36;
    const round = { corner: 0.025, cornerSteps: 4, edge: 0.006, edgeSteps: 2 };
    const foot = panel(slab({ size: [depth, width, base], ...round }), [0, 0, 1], [1, 0, 0], [0.04, 0.04], 0, [0, 0]);
    const tank = slab({ x: back / 2 - x, z: base, size: [back, width, under - base], corner: 0.02 });
    let top = slab({ z: under, size: [depth, width, head], ...round });
    top = panel(top, [1, 0, 0], [0, 1, 0], [width * 0.34, head * 0.34], 3, [0, head * 0.06]);
    const plate = cylinder({ radius: 0.06, height: 0.004, z: base, segments: 24, material: 1 });
    const cx = x - 0.07;
    const jugTop = under - 0.012;
    const z0 = base + 0.004;
    const tall = jugTop - z0;
    const r = 0.056;
    const jug: Profile = [
      [0, z0, 2],
      [r * 0.9, z0, 2],
      [r, z0 + tall * 0.25, 2],
      [r * 0.95, z0 + tall * 0.5, 4],
      [r * 0.7, z0 + tall * 0.86, 1],
      [0, z0 + tall * 0.86],
    ];
    const lid: Profile = [
      [0, z0 + tall * 0.86, 1],
      [r * 0.72, z0 + tall * 0.86, 1],
      [r * 0.66, jugTop, 1],
      [0, jugTop],
    ];
    const flat = flatOf([r, z0 + tall * 0.25], [r * 0.95, z0 + tall * 0.5], 24);
    const [low, high] = [z0 + tall * 0.28, z0 + tall * 0.46];
    const onWall = (z: number) => flat.point[0] - ((z - flat.point[2]) * flat.normal[2]) / flat.normal[0];
    const path: Vec3[] = [
      [onWall(low), 0, low],
      [onWall(low) + 0.03, 0, low - 0.008],
      [onWall(low) + 0.036, 0, low + 0.02],
      [onWall(high) + 0.03, 0, high + 0.03],
      [onWall(high), 0, high],
    ];
    const handle = tube(path, { radius: [0.008, 0.0055], side: [0, -1, 0], start: flat, end: flat, material: 1 });
    const place = (cells: typeof plate) => translate(cells, [cx, 0, 0]);
    const button = drum({
      axis: 'x',
      center: [x + 0.002, 0, base * 0.5],
      radius: 0.008,
      length: 0.004,
      segments: 16,
      material: 5,
    });
    return assemble({
      category: 'coffee-maker',
      variant,
      bodies: [
        { cells: foot, density: 480 },
        { cells: tank, density: 350 },
        { cells: top, density: 450 },
        { cells: place(plate), density: 2000 },
        { cells: place(lathe([jug], 24)), density: 600 },
        { cells: place(lathe([lid], 24)), density: 600 },
        { cells: place(handle), density: 900 },
        { cells: button, density: 900 },
      ],
      materials: [
        coloured(rng, COLOURS, rng.pick([LOOKS.plastic, LOOKS.gloss])),
        fixed('trim', '#2a2b2e', LOOKS.plastic),
        fixed('coffee', '#2a1710', { ...LOOKS.screen, roughness: 0.08 }),
        fixed('panel', '#b9bcc0', LOOKS.metal),
        fixed('jug', '#9fb0b6', { ...LOOKS.screen, roughness: 0.08 }),
        fixed('switch', '#d4262f', LOOKS.plastic),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'facing',
      friction: 0.6,
    });
  },
};
