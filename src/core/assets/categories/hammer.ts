import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { box } from '../build/box.js';
import { coloured, DENSITY, fixed, LOOKS } from '../build/finish.js';
import { drum, loft } from '../build/loft.js';
import { translate } from '../build/cell.js';

const COLOURS = ['brown', 'red', 'blue', 'black', 'yellow', 'orange', 'beige'];

/** A claw hammer lying on its side, head at the +X end; named by its handle's colour. No front. */
export const hammer: Category = {
  id: 'hammer',
  kind: 'tabletop',
  nouns: ['hammer', 'claw hammer'],
  hypernyms: ['tool'],
  variants: 6,
  colours: COLOURS,
  material: 'wooden',
  build(variant, rng) {
    const length = rng.range(0.27, 0.32);
    const head = rng.range(0.1, 0.12);
    const h = 0.026;
    const z = h / 2;
    // The grip lies on its lowest flat; the shaft is held at the head's height.
    const flat = Math.cos(Math.PI / 12);
    const oval = (x: number, w: number, t: number, middle = t * flat) =>
      Array.from({ length: 12 }, (_, i): [number, number, number] => {
        const a = (2 * Math.PI * (i + 0.5)) / 12;
        return [x, w * Math.cos(a), middle + t * Math.sin(a)];
      });
    const grip = length * 0.45;
    const handle = loft([oval(0, 0.013, 0.0105), oval(0.01, 0.016, 0.0128), oval(grip, 0.015, 0.012)]);
    const shaft = loft([oval(grip, 0.0115, 0.0095, 0.0122), oval(length - h, 0.011, 0.009, z)], { material: 1 });
    const cheek = box({ x: length - h / 2, z: 0.001, size: [h, 0.034, h - 0.002], bevel: 0.003, material: 2 });
    const neck = drum({
      axis: 'y',
      center: [length - h / 2, 0.026, z],
      radius: 0.0095,
      length: 0.018,
      segments: 16,
      material: 2,
    });
    const face = drum({
      axis: 'y',
      center: [length - h / 2, 0.044, z * Math.cos(Math.PI / 20)],
      radius: z,
      length: 0.018,
      bevel: 0.002,
      segments: 20,
      material: 2,
    });
    // Two prongs behind, bent towards the handle.
    const prong = (low: number) =>
      translate(
        loft(
          [
            [
              [h / 2 - 0.001, 0, 0],
              [-h / 2 + 0.002, 0, 0],
              [-h / 2 + 0.002, 0, 0.0095],
              [h / 2 - 0.001, 0, 0.0095],
            ],
            [
              [h / 2 - 0.006, -head * 0.22, 0.001],
              [-h / 2 - 0.001, -head * 0.22, 0.001],
              [-h / 2 - 0.001, -head * 0.22, 0.0085],
              [h / 2 - 0.006, -head * 0.22, 0.0085],
            ],
            [
              [-h / 2 + 0.001, -head * 0.46, 0.002],
              [-h / 2 - 0.012, -head * 0.44, 0.002],
              [-h / 2 - 0.012, -head * 0.44, 0.007],
              [-h / 2 + 0.001, -head * 0.46, 0.007],
            ],
          ].map((ring) => [...ring].reverse() as [number, number, number][]),
          { material: 2 },
        ),
        [length - h / 2, -0.017, low],
      );
    return assemble({
      category: 'hammer',
      variant,
      bodies: [
        { cells: handle, density: 1000 },
        { cells: shaft, density: 1100 },
        ...[cheek, neck, face, prong(0), prong(h - 0.0095)].map((cells) => ({ cells, density: DENSITY.steel })),
      ],
      materials: [
        coloured(rng, COLOURS, rng.next() < 0.5 ? LOOKS.wood : LOOKS.rubber),
        rng.pick([fixed('shaft', '#b98d5a', LOOKS.wood), fixed('shaft', '#8f9396', LOOKS.metal)]),
        fixed('head', rng.pick(['#7d8286', '#8f9498', '#55595d']), { ...LOOKS.metal, roughness: 0.38 }),
      ],
      symmetry: 1,
      friction: 0.5,
    });
  },
};
