import { describe, expect, it } from 'vitest';
import { boxMesh, floorOf, joinMeshes, lookAt, shifted, standsOn, testGraph } from '../../relations/test-scene.js';
import { evaluateQuestion } from '../evaluate-question.js';
import type { Lexicon } from '../lexicon.js';
import { questionSpec, type QuestionSpec } from '../question-spec.js';
import { createSceneContext } from '../scene-context.js';
import { GRID, GRID_LEXICON, GRID_WORLD } from '../testing/grid-world.js';
import { CHOOSE_BY_RELATION } from './choose-relation.js';

// Answers that can be worked out on paper, for types whose predicates have no test of their own elsewhere.

const EGO = { kind: 'ego' } as const;
const [grid] = createSceneContext(GRID_WORLD, GRID_LEXICON).views;
const { jar, clock, redMug, book, can, bowl, blueMug, plate, vase } = GRID;

const answer = (view: typeof grid, spec: Pick<QuestionSpec, 'kind' | 'type'> & Partial<QuestionSpec>): unknown => {
  const result = evaluateQuestion(view, questionSpec(spec));
  if ('refused' in result) return result.refused;
  const { answer: given, evidence } = result.candidate.record;
  if (given.kind === 'number') return given.value;
  if (given.kind === 'choice')
    return (
      given.options[given.correct].object ??
      given.options[given.correct].direction ??
      given.options[given.correct].objects
    );
  return evidence.verdict;
};

describe('clock', () => {
  const hour = (subject: number, reference: number) =>
    answer(grid, { kind: 'metric', type: 'clock', frame: EGO, objects: { subject, reference } });

  it('has 12 straight away from the viewer and runs clockwise', () => {
    expect(hour(clock, can)).toBe(12);
    expect(hour(bowl, can)).toBe(3);
    expect(hour(plate, can)).toBe(6);
    expect(hour(book, can)).toBe(9);
  });

  it('does not say an hour between two', () => {
    // Two columns over and one row back: 63.4°, 3.4° from the border of two and three o'clock is 75°, so it is two.
    expect(hour(redMug, book)).toBe(2);
    // One over and one back is 45°, on the border of one and two.
    expect(hour(redMug, can)).toBe('it lies between two hours');
  });
});

describe('ordinals', () => {
  const nth = (n: number, direction: 'left' | 'right', members: number[]) =>
    answer(grid, { kind: 'choice', type: 'ordinal', frame: EGO, direction, objects: { members }, params: { n } });

  it('count along the row that is offered, from either end', () => {
    expect(nth(1, 'left', [book, can, bowl])).toBe(book);
    expect(nth(1, 'right', [book, can, bowl])).toBe(bowl);
    expect(nth(2, 'left', [book, can, bowl])).toBe(can);
    expect(nth(3, 'left', [blueMug, plate, vase])).toBe(vase);
  });

  it('need a row: things of two depths are none', () => {
    expect(nth(1, 'left', [jar, plate, bowl])).toContain('no row');
  });
});

describe('order of depth', () => {
  it('goes from near to far', () => {
    expect(
      answer(grid, { kind: 'choice', type: 'depth_order', frame: EGO, objects: { members: [clock, plate] } }),
    ).toEqual([plate, clock]);
  });
});

// A floor with a crate and a chest 60 cm apart, and a stool in the gap between the chest and a trunk.
const LEXICON: Lexicon = {
  version: 'test',
  nouns: Object.fromEntries(['floor', 'crate', 'chest', 'stool', 'trunk'].map((noun) => [noun, [noun]])),
  hypernyms: {},
  colours: {},
};
const thing = (id: number, category: string, x: number, y: number, size: readonly [number, number, number]) => ({
  id,
  category,
  name: category,
  center: [x, y, size[2] / 2] as const,
  size,
});
const room = testGraph(
  {
    objects: [
      floorOf(8),
      thing(2, 'crate', -0.6, 0, [0.6, 0.6, 0.6]),
      thing(3, 'chest', 0.6, 0, [0.6, 0.6, 0.6]),
      thing(4, 'trunk', 2.1, 0, [0.6, 0.6, 0.6]),
      thing(5, 'stool', 1.35, 0.1, [0.3, 0.3, 0.4]),
    ],
    contacts: (
      [
        [2, -0.6, 0],
        [3, 0.6, 0],
        [4, 2.1, 0],
        [5, 1.35, 0.1],
      ] as const
    ).map(([id, x, y]) => standsOn(id, 1, [x, y, 0])),
    surfaces: [
      {
        id: 1,
        owner: 1,
        normal: [0, 0, 1],
        outline: [
          [-4, -4, 0],
          [4, -4, 0],
          [4, 4, 0],
          [-4, 4, 0],
        ],
        holes: [],
      },
    ],
  },
  [lookAt([0.5, -4.5, 3], [0.5, 0, 0])],
);
const [roomView] = createSceneContext(room, LEXICON).views;

describe('passes', () => {
  const passes = (width: number, reference: number, second: number) =>
    answer(roomView, {
      kind: 'compatibility',
      type: 'passes',
      objects: { reference, second },
      params: { width, height: 1.2 },
    });

  it('is yes below the gap less the room to spare, no above it, and between them not asked', () => {
    // The gap is 0.6: c_yes 0.05 and c_no 0.03 in rooms.
    expect(passes(0.5, 2, 3)).toBe('T');
    expect(passes(0.7, 2, 3)).toBe('F');
    expect(passes(0.6, 2, 3)).toBe('it is too tight to call');
  });

  it('is no yes where a third thing stands in the gap, and no no either: the two do not forbid it', () => {
    // 0.9 between chest and trunk, less the stool in the middle.
    expect(passes(0.5, 3, 4)).toBe('something else stands in the way');
    expect(passes(1, 3, 4)).toBe('F');
  });
});

describe('gaps', () => {
  const gap = (subject: number, reference: number) =>
    answer(roomView, { kind: 'metric', type: 'gap_width', objects: { subject, reference } });

  it('are as wide as the sides that face each other are apart, with nothing in them', () => {
    // Centres 1.2 apart, sides 0.6; the stool, 0.3 wide, begins 0.3 from the chest.
    expect(gap(2, 3)).toBeCloseTo(0.6, 4);
    expect(gap(3, 5)).toBeCloseTo(0.3, 4);
    expect(gap(3, 4)).toContain('into the gap');
  });
});

// A board over the floor, wide and thin as a table's; a chest under it, another beside, a mug on it; a lamp of a pole and
// a shade over a foot of nothing, and a crate.
const hall = testGraph(
  {
    objects: [
      floorOf(8),
      { id: 2, category: 'table', name: 'table', center: [0, 0, 0.6], size: [0.9, 0.6, 0.04] },
      thing(3, 'chest', 0, 0, [0.3, 0.3, 0.2]),
      thing(4, 'trunk', 0.9, 0, [0.3, 0.3, 0.2]),
      { id: 5, category: 'mug', name: 'mug', center: [-0.2, 0, 0.67], size: [0.1, 0.1, 0.1] },
      {
        id: 6,
        category: 'lamp',
        name: 'lamp',
        center: [-1, 0, 0.21],
        mesh: joinMeshes(boxMesh([0.02, 0.02, 0.4]), shifted(boxMesh([0.2, 0.2, 0.02]), [0, 0, 0.21])),
      },
      thing(7, 'crate', -1.4, 0, [0.18, 0.18, 0.18]),
      thing(8, 'stool', -1.7, 0, [0.1, 0.1, 0.1]),
    ],
    contacts: [
      ...(
        [
          [3, 0],
          [4, 0.9],
          [6, -1],
          [7, -1.4],
          [8, -1.7],
        ] as const
      ).map(([id, x]) => standsOn(id, 1, [x, 0, 0])),
      standsOn(5, 2, [-0.2, 0, 0.62]),
    ],
  },
  [lookAt([0, -3.2, 1.6], [-0.3, 0, 0.2])],
);
const words = ['floor', 'table', 'chest', 'trunk', 'mug', 'lamp', 'crate', 'stool'];
const [hallView] = createSceneContext(hall, {
  ...LEXICON,
  nouns: Object.fromEntries(words.map((noun) => [noun, [noun]])),
}).views;

describe('choices', () => {
  it('offer, beside what lies under a table, things on the floor and none on the table: margins are of one profile', () => {
    const specs = [...CHOOSE_BY_RELATION.specs(hallView)].filter(({ type }) => type === 'under');
    expect(specs).toHaveLength(1);
    expect(specs[0].objects.members).toContain(3);
    expect(specs[0].objects.members).not.toContain(5);
    expect(answer(hallView, specs[0])).toBe(3);
  });
});

describe('bigger', () => {
  const bigger = (subject: number, reference: number) =>
    answer(hallView, { kind: 'configuration', type: 'bigger', objects: { subject, reference } });

  it('is asked only where the boxes and what fills them agree', () => {
    // The lamp's box holds 16.8 litres and its hull 6; the crate is 5.8 litres of both, the stool one.
    expect(bigger(6, 7)).toContain('what fills them');
    expect(bigger(7, 6)).toContain('what fills them');
    expect(bigger(6, 8)).toBe('T');
    expect(bigger(8, 7)).toBe('F');
  });
});
