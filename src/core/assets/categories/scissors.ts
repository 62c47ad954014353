import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, DENSITY, fixed, LOOKS } from '../build/finish.js';
import { rotateAbout, translate, type Cells } from '../build/cell.js';
import { drum } from '../build/loft.js';
import { prism } from '../build/prism.js';
import { ringShapes, stripShapes } from '../build/ribbon.js';

const COLOURS = ['red', 'blue', 'black', 'orange', 'green', 'purple'];

/** Scissors lying a little open, points towards +X, named by their handles' colour. No front. */
export const scissors: Category = {
  id: 'scissors',
  kind: 'tabletop',
  nouns: ['pair of scissors', 'scissors'],
  hypernyms: [],
  variants: 6,
  colours: COLOURS,
  material: 'plastic',
  build(variant, rng) {
    const blade = rng.range(0.085, 0.11);
    const wide = rng.range(0.014, 0.018);
    const eye: [number, number] = [rng.range(0.026, 0.031), rng.range(0.017, 0.02)];
    const gape = rng.range(9, 16);
    const t = 0.0024;
    // One half: blade to the right of the pivot, handle to the left; the other is its mirror image, on top.
    const half = (side: 1 | -1, z: number): { steel: Cells; handle: Cells } => {
      const mirror = (shape: readonly (readonly [number, number])[]) =>
        side === 1 ? shape : shape.map(([a, b]) => [a, -b] as const).reverse();
      const knife = prism(
        [
          [
            [-0.02, -wide * 0.45],
            [0.01, -wide / 2],
            [blade * 0.7, -wide * 0.3],
            [blade, wide * 0.35],
            [blade * 0.97, wide * 0.42],
            [0.01, wide / 2],
            [-0.02, wide * 0.4],
          ] as const,
        ].map(mirror),
        z,
        z + t,
        1,
      );
      const center: [number, number] = [-0.062 - eye[0] * 0.5, -eye[1] - 0.008];
      const strip = stripShapes(
        [
          [-0.02, 0],
          [-0.04, -0.006],
          [center[0] + eye[0] * 0.86, center[1] + eye[1] * 0.15],
        ],
        [wide * 0.8, 0.012, 0.011],
      );
      const ring = ringShapes(center, eye, [eye[0] - 0.0065, eye[1] - 0.0065], 18);
      return {
        steel: rotateAbout(knife, 'z', side * gape),
        handle: rotateAbout(
          [...prism(strip.map(mirror), 0, 2 * t + 0.004), ...prism(ring.map(mirror), 0, 2 * t + 0.004)],
          'z',
          side * gape,
        ),
      };
    };
    const [a, b] = [half(1, 0), half(-1, t)];
    const screw = translate(
      drum({ axis: 'z', center: [0, 0, 0], radius: 0.005, length: 0.0016, segments: 16, bevel: 0.0005, material: 1 }),
      [0, 0, 0.0008 + 2 * t],
    );
    return assemble({
      category: 'scissors',
      variant,
      bodies: [
        { cells: a.steel, density: DENSITY.steel },
        { cells: b.steel, density: DENSITY.steel },
        ...[a.handle, b.handle].flatMap((cells) => [
          { cells: cells.slice(0, 2), density: DENSITY.plastic },
          { cells: cells.slice(2), density: DENSITY.plastic },
        ]),
        { cells: screw, density: DENSITY.steel },
      ],
      materials: [
        coloured(rng, COLOURS, LOOKS.plastic),
        fixed('blades', '#bcc0c4', { ...LOOKS.metal, roughness: 0.2 }),
      ],
      symmetry: 1,
      friction: 0.4,
    });
  },
};
