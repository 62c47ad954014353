import { lookAt, standsOn, testGraph } from '../../relations/test-scene.js';
import type { Lexicon } from '../lexicon.js';

// Nine cubes on a table, in three rows of three, 35 cm apart: every direction between them is plain. As the camera sees
// them, farthest row first:
//
//   jar      clock    red mug
//   book     can      bowl
//   blue mug plate    vase

export const GRID_LEXICON: Lexicon = {
  version: 'test',
  nouns: Object.fromEntries(
    ['table', 'jar', 'clock', 'mug', 'book', 'can', 'bowl', 'plate', 'vase'].map((noun) => [noun, [noun]]),
  ),
  hypernyms: { container: ['jar', 'mug', 'can', 'bowl', 'vase'], gift: ['book', 'plate', 'clock'] },
  colours: { red: [45, 60, 40], blue: [40, 10, -50] },
};

export const GRID = { jar: 2, clock: 3, redMug: 4, book: 5, can: 6, bowl: 7, blueMug: 8, plate: 9, vase: 10 } as const;

const TOP = 0.75;
const SPACING = 0.35;
const SIDE = 0.08;
const ROWS = [
  ['jar', 'clock', 'mug'],
  ['book', 'can', 'bowl'],
  ['mug', 'plate', 'vase'],
] as const;
const RED = { colour: 'red', lab: [45, 60, 40] } as const;
const BLUE = { colour: 'blue', lab: [40, 10, -50] } as const;

const things = ROWS.flatMap((row, i) =>
  row.map((category, k) => {
    const id = 2 + 3 * i + k;
    const { colour, lab } = id === GRID.blueMug ? BLUE : RED;
    return {
      id,
      category,
      name: category,
      center: [(k - 1) * SPACING, (1 - i) * SPACING, TOP + SIDE / 2] as const,
      size: [SIDE, SIDE, SIDE] as const,
      attributes: { colour, material: 'wood' },
      colourLab: lab,
      colourConfidence: 0.95,
    };
  }),
);

export const GRID_WORLD = testGraph(
  {
    objects: [
      { id: 1, category: 'table', name: 'table', center: [0, 0, TOP - 0.02], size: [1.4, 1.4, 0.04], fixed: true },
      ...things,
    ],
    contacts: things.map(({ id, center: [x, y] }) => standsOn(id, 1, [x, y, TOP])),
    anchor: { origin: [0, 0, TOP], heading: [1, 0, 0], text: 'along x', by: { kind: 'objects', objects: [] } },
  },
  [lookAt([0, -2.2, 2.2], [0, 0, TOP])],
);
