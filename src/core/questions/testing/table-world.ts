import { floorOf, lookAt, standsOn, testGraph } from '../../relations/test-scene.js';
import type { Lexicon } from '../lexicon.js';

// A table on a floor with things of different sizes on it, one on another; a clock with a front; two mugs and two cans.

export const LEXICON: Lexicon = {
  version: 'test',
  nouns: {
    slab: ['table'],
    mug: ['mug'],
    jar: ['jar'],
    can: ['can'],
    clock: ['clock'],
    book: ['book'],
    floor: ['floor'],
    box: ['box'],
  },
  hypernyms: { container: ['mug', 'jar', 'can'] },
  colours: { red: [45, 60, 40], blue: [40, 10, -50] },
};
const TOP = 0.75;
const RED = {
  attributes: { colour: 'red', material: 'ceramic' },
  colourLab: [45, 60, 40],
  colourConfidence: 0.95,
} as const;
const BLUE = {
  attributes: { colour: 'blue', material: 'ceramic' },
  colourLab: [40, 10, -50],
  colourConfidence: 0.95,
} as const;
export const TABLE_WORLD = testGraph(
  {
    objects: [
      floorOf(4),
      { id: 2, category: 'slab', name: 'table', center: [0, 0, TOP - 0.02], size: [1.3, 0.9, 0.04], fixed: true },
      { id: 3, category: 'mug', name: 'mug', center: [-0.35, -0.05, TOP + 0.05], size: [0.08, 0.08, 0.1], ...RED },
      { id: 4, category: 'mug', name: 'mug', center: [0.35, 0, TOP + 0.06], size: [0.1, 0.1, 0.12], ...BLUE },
      { id: 5, category: 'jar', name: 'jar', center: [0, 0.25, TOP + 0.1], size: [0.12, 0.12, 0.2] },
      { id: 6, category: 'can', name: 'can', center: [0.02, -0.25, TOP + 0.06], size: [0.07, 0.07, 0.12], ...RED },
      { id: 7, category: 'book', name: 'book', center: [0.42, -0.28, TOP + 0.02], size: [0.2, 0.15, 0.04] },
      { id: 10, category: 'box', name: 'box', center: [0, 0.25, TOP + 0.23], size: [0.08, 0.1, 0.06] },
      { id: 8, category: 'can', name: 'can', center: [0.42, -0.28, TOP + 0.08], size: [0.06, 0.06, 0.08], ...BLUE },
      {
        id: 9,
        category: 'clock',
        name: 'clock',
        center: [-0.1, 0.05, TOP + 0.06],
        size: [0.05, 0.1, 0.12],
        yaw: -Math.PI / 2,
        front: [1, 0, 0],
        leftRight: 'facing',
      },
    ],
    contacts: [
      ...([3, 4, 5, 6, 7, 9] as const).map((id) => {
        const at = {
          3: [-0.35, -0.05],
          4: [0.35, 0],
          5: [0, 0.25],
          6: [0.02, -0.25],
          7: [0.42, -0.28],
          9: [-0.1, 0.05],
        }[id];
        return standsOn(id, 2, [at[0], at[1], TOP]);
      }),
      standsOn(10, 5, [0, 0.25, TOP + 0.2]),
      standsOn(8, 7, [0.42, -0.28, TOP + 0.04]),
    ],
    surfaces: [
      {
        id: 1,
        owner: 2,
        normal: [0, 0, 1],
        outline: [
          [-0.65, -0.45, TOP],
          [0.65, -0.45, TOP],
          [0.65, 0.45, TOP],
          [-0.65, 0.45, TOP],
        ],
        holes: [],
      },
    ],
    anchor: {
      origin: [0, 0, TOP],
      heading: [1, 0, 0],
      text: 'facing from the red mug to the blue mug',
      by: { kind: 'camera', objects: [] },
    },
  },
  [lookAt([0.1, -1.2, 1.6], [0, 0, TOP])],
);
