import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { blocks, box, type Block } from '../build/box.js';
import { coloured, fixed, LOOKS, toned } from '../build/finish.js';
import { drum } from '../build/loft.js';

const FLOOR_COLOURS = ['brown', 'beige', 'grey', 'white'];
const WALL_COLOURS = ['white', 'beige'];

/** The ground of a room: a slab whose top is its surface. */
export const floor: Category = {
  id: 'floor',
  kind: 'structure',
  nouns: ['floor'],
  hypernyms: ['ground'],
  variants: 6,
  colours: FLOOR_COLOURS,
  material: 'wooden',
  build(variant, rng, size = [5, 5, 0.1]) {
    const texture = rng.pick(['planks', 'planks', 'tiles', 'carpet'] as const);
    const material = { ...coloured(rng, FLOOR_COLOURS, LOOKS.wood), texture };
    return assemble({
      category: 'floor',
      variant,
      bodies: [{ cells: box({ size }), density: 2000 }],
      materials: [material],
      symmetry: size[0] === size[1] ? 4 : 2,
      surfaces: [{ outline: rectangleAt([-size[0] / 2, -size[1] / 2], [size[0] / 2, size[1] / 2], size[2]) }],
      friction: 0.6,
    });
  },
};

/** A straight piece of wall, along X unless its size says otherwise. */
export const wall: Category = {
  id: 'wall',
  kind: 'structure',
  nouns: ['wall'],
  hypernyms: [],
  variants: 6,
  colours: WALL_COLOURS,
  material: 'plastered',
  build(variant, rng, size = [4, 0.1, 2.5]) {
    return assemble({
      category: 'wall',
      variant,
      bodies: [{ cells: box({ size }), density: 1500 }],
      materials: [coloured(rng, WALL_COLOURS, { roughness: 0.95, metallic: 0, texture: 'plaster' })],
      symmetry: 2,
      friction: 0.6,
    });
  },
};

const DOOR_COLOURS = ['white', 'brown', 'beige', 'grey'];

/** A closed room door in its frame, along Y. It looks alike from both sides, so it has no front. */
export const door: Category = {
  id: 'door',
  kind: 'structure',
  nouns: ['door'],
  hypernyms: [],
  variants: 6,
  colours: DOOR_COLOURS,
  material: 'wooden',
  build(variant, rng) {
    const width = rng.range(0.8, 0.95);
    const height = rng.range(2, 2.1);
    const jamb = 0.06;
    const thick = 0.045;
    const [y, leaf] = [width / 2, 0.02];
    const frame: Block[] = [
      { min: [-thick, -y, 0], max: [thick, -y + jamb, height], material: 1 },
      { min: [-thick, y - jamb, 0], max: [thick, y, height], material: 1 },
      { min: [-thick, -y + jamb, height - jamb], max: [thick, y - jamb, height], material: 1 },
      { min: [-leaf, -y + jamb, 0], max: [leaf, y - jamb, height - jamb] },
    ];
    const rows = rng.pick([
      [
        [0.12, 0.9],
        [1.05, 1.85],
      ],
      [
        [0.12, 0.6],
        [0.72, 1.2],
        [1.32, 1.85],
      ],
      [],
    ]);
    for (const [low, high] of rows) {
      for (const side of [-1, 1]) {
        const [near, far] = [side * leaf, side * (leaf + 0.008)];
        frame.push({
          min: [Math.min(near, far), -y + jamb + 0.1, low],
          max: [Math.max(near, far), y - jamb - 0.1, high],
        });
      }
    }
    // On either side a plate, a neck and a lever that points away from the edge.
    const handleY = y - jamb - 0.06;
    const knobs = [1, -1].map((side) => [
      box({ x: side * (leaf + 0.003), y: handleY, z: 0.9, size: [0.006, 0.04, 0.2], bevel: 0.002, material: 2 }),
      drum({
        axis: 'x',
        center: [side * (leaf + 0.026), handleY, 1.02],
        radius: 0.011,
        length: 0.04,
        segments: 14,
        material: 2,
      }),
      box({
        x: side * (leaf + 0.055),
        y: handleY - 0.05,
        z: 1.009,
        size: [0.018, 0.13, 0.022],
        bevel: 0.005,
        material: 2,
      }),
    ]);
    const main = coloured(rng, DOOR_COLOURS, LOOKS.wood);
    return assemble({
      category: 'door',
      variant,
      bodies: [{ cells: blocks(frame), density: 600 }, ...knobs.flat().map((cells) => ({ cells, density: 2700 }))],
      materials: [main, toned(main, 1.3), fixed('handle', '#b9bcc0', LOOKS.metal)],
      symmetry: 1,
      friction: 0.5,
    });
  },
};

const WINDOW_COLOURS = ['white', 'brown', 'grey', 'black'];

/** A window in its frame, along Y, with a glazing bar; the pane is a solid sheet. */
export const window: Category = {
  id: 'window',
  kind: 'structure',
  nouns: ['window'],
  hypernyms: [],
  variants: 6,
  colours: WINDOW_COLOURS,
  material: 'wooden',
  build(variant, rng) {
    const width = rng.range(0.9, 1.5);
    const height = rng.range(1, 1.4);
    const bar = 0.06;
    const [y, thick] = [width / 2, 0.035];
    const panes = rng.pick([2, 2, 3]);
    const frame: Block[] = [
      { min: [-thick, -y, 0], max: [thick, y, bar] },
      { min: [-thick, -y, height - bar], max: [thick, y, height] },
      { min: [-thick, -y, bar], max: [thick, -y + bar, height - bar] },
      { min: [-thick, y - bar, bar], max: [thick, y, height - bar] },
    ];
    const clear = width - 2 * bar;
    for (let i = 0; i < panes; i++) {
      const [right, left] = [bar - y + (clear * i) / panes, bar - y + (clear * (i + 1)) / panes];
      const [from, to] = [i === 0 ? right : right + 0.02, i === panes - 1 ? left : left - 0.02];
      frame.push({ min: [-0.005, from, bar], max: [0.005, to, height - bar], material: 1 });
      if (i > 0) frame.push({ min: [-0.02, right - 0.02, bar], max: [0.02, right + 0.02, height - bar] });
    }
    return assemble({
      category: 'window',
      variant,
      bodies: [{ cells: blocks(frame), density: 900 }],
      materials: [coloured(rng, WINDOW_COLOURS, LOOKS.lacquer), fixed('pane', '#bcd7e8', LOOKS.screen)],
      symmetry: 2,
      friction: 0.5,
    });
  },
};
