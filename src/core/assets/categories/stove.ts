import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { box } from '../build/box.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { panel } from '../build/inlay.js';
import { drum } from '../build/loft.js';

const COLOURS = ['white', 'grey', 'black', 'red'];

/** A cooker: oven with window and rail, knobs above it, four plates on top; its door faces +X. Left as seen facing it. */
export const stove: Category = {
  id: 'stove',
  kind: 'furniture',
  nouns: ['stove', 'cooker', 'oven'],
  hypernyms: ['appliance'],
  variants: 5,
  colours: COLOURS,
  material: 'metal',
  build(variant, rng) {
    const width = rng.range(0.56, 0.62);
    const depth = rng.range(0.58, 0.62);
    const height = rng.range(0.86, 0.92);
    const x = depth / 2;
    const hob = 0.012;
    const body = box({ z: 0.07, size: [depth, width, height - hob - 0.07], bevel: 0.003 });
    const plinth = box({ x: -0.015, size: [depth - 0.07, width - 0.03, 0.07], material: 1 });
    let door = box({ x: x + 0.014, z: 0.22, size: [0.028, width - 0.02, 0.48], bevel: 0.003 });
    door = panel(door, [1, 0, 0], [0, 1, 0], [width * 0.66, 0.24], 2, [0, -0.02]);
    const rail = drum({
      axis: 'y',
      center: [x + 0.052, 0, 0.655],
      radius: 0.01,
      length: width * 0.74,
      segments: 14,
      material: 3,
    });
    const posts = [-1, 1].map((s) =>
      box({ x: x + 0.035, y: s * width * 0.33, z: 0.648, size: [0.0145, 0.016, 0.014], material: 3 }),
    );
    const drawer = box({ x: x + 0.01, z: 0.08, size: [0.02, width - 0.02, 0.13], bevel: 0.003 });
    const strip = box({ x: x + 0.006, z: 0.71, size: [0.012, width - 0.02, height - hob - 0.72], material: 1 });
    const knobs = Array.from({ length: 5 }, (_, i) =>
      drum({
        axis: 'x',
        center: [x + 0.024, (i - 2) * width * 0.17, 0.71 + (height - hob - 0.72) / 2],
        radius: 0.021,
        farRadius: 0.018,
        length: 0.024,
        bevel: 0.003,
        segments: 18,
        material: i === 2 ? 3 : 4,
      }),
    );
    const glass = box({ z: height - hob, size: [depth + 0.01, width, hob], bevel: 0.002, material: 2 });
    const plates = [
      [-0.13, -0.14, 0.075],
      [-0.13, 0.14, 0.095],
      [0.13, -0.14, 0.095],
      [0.13, 0.14, 0.075],
    ].map(([px, py, r]) =>
      drum({
        axis: 'z',
        center: [px, py, height + 0.004],
        radius: r,
        length: 0.008,
        bevel: 0.003,
        segments: 28,
        material: 5,
      }),
    );
    const top = height + 0.008;
    return assemble({
      category: 'stove',
      variant,
      bodies: [
        { cells: body, density: 210 },
        { cells: plinth, density: 300 },
        ...[door, drawer, strip].map((cells) => ({ cells, density: 900 })),
        ...[rail, ...posts, ...knobs].map((cells) => ({ cells, density: 1500 })),
        { cells: glass, density: 2500 },
        ...plates.map((cells) => ({ cells, density: 4000 })),
      ],
      materials: [
        coloured(rng, COLOURS, LOOKS.gloss),
        fixed('trim', '#2d2f33', LOOKS.gloss),
        fixed('glass', '#17181b', LOOKS.screen),
        fixed('rail', '#b9bcc0', LOOKS.metal),
        fixed('knobs', '#1c1c1f', LOOKS.plastic),
        fixed('plates', '#3f4145', { ...LOOKS.metal, roughness: 0.6, metallic: 0.5 }),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'facing',
      // Each plate carries a pan; the square in it lies on the plate.
      surfaces: [
        [-0.13, 0.14, 0.095],
        [0.13, -0.14, 0.095],
      ].map(([px, py, r]) => ({
        outline: rectangleAt([px - r * 0.62, py - r * 0.62], [px + r * 0.62, py + r * 0.62], top),
      })),
      friction: 0.5,
    });
  },
};
