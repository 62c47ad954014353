import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, DENSITY, fixed, LOOKS } from '../build/finish.js';
import { drum } from '../build/loft.js';
import { prism } from '../build/prism.js';
import { stripShapes } from '../build/ribbon.js';

const COLOURS = ['red', 'blue', 'yellow', 'black', 'green', 'orange'];

/** Pliers lying flat, jaws towards +X; named by the colour of their grips. No front. */
export const pliers: Category = {
  id: 'pliers',
  kind: 'tabletop',
  nouns: ['pair of pliers', 'pliers'],
  hypernyms: ['tool'],
  variants: 6,
  colours: COLOURS,
  material: 'rubber',
  build(variant, rng) {
    const jaw = rng.range(0.04, 0.06);
    const grip = rng.range(0.105, 0.13);
    const spread = rng.range(0.022, 0.03);
    const thick = 0.012;
    const mirror = (shape: readonly (readonly [number, number])[]) => shape.map(([x, y]) => [x, -y] as const).reverse();
    const upper: [number, number][] = [
      [0.012, 0.0012],
      [jaw, 0.001],
      [jaw, 0.005],
      [jaw * 0.6, 0.011],
      [0.012, 0.0138],
    ];
    const joint: [number, number][] = [
      [-0.014, -0.009],
      [-0.006, -0.0145],
      [0.006, -0.0155],
      [0.012, -0.014],
      [0.012, 0.014],
      [0.006, 0.0155],
      [-0.006, 0.0145],
      [-0.014, 0.009],
    ];
    const arm = stripShapes(
      [
        [-0.0138, -0.0055],
        [-0.03, -spread * 0.75],
        [-grip * 0.55, -spread],
        [-grip, -spread * 0.62],
      ].map(([x, y]): [number, number] => [x, y]),
      [0.006, 0.0105, 0.0125, 0.0105],
    );
    const steel = (shape: typeof upper | ReturnType<typeof mirror>) => prism([shape], 0.0025, thick - 0.0025, 1);
    const screw = drum({
      axis: 'z',
      center: [-0.001, 0, thick - 0.0017],
      radius: 0.007,
      length: 0.0016,
      segments: 16,
      material: 1,
    });
    return assemble({
      category: 'pliers',
      variant,
      bodies: [
        ...[steel(upper), steel(mirror(upper)), prism([joint], 0.0025, thick - 0.0025, 1), screw].map((cells) => ({
          cells,
          density: DENSITY.steel,
        })),
        { cells: prism(arm, 0, thick), density: 2600 },
        { cells: prism(arm.map(mirror), 0, thick), density: 2600 },
      ],
      materials: [coloured(rng, COLOURS, LOOKS.rubber), fixed('steel', '#7f8488', { ...LOOKS.metal, roughness: 0.35 })],
      symmetry: 1,
      friction: 0.55,
    });
  },
};
