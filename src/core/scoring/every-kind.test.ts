import { describe, expect, it } from 'vitest';
import { encodeRle } from '../masks/rle.js';
import { answerForm, askedForm } from '../models/answer-form.js';
import { promptFor } from '../models/prompt.js';
import { GENERIC_PROFILE, PROFILES } from '../models/shipped-profiles.js';
import { answerSchema, type Answer } from '../questions/question-record.js';
import { project } from '../camera/pinhole.js';
import { scoreItemOf, scoreSet } from './score-set.js';
import { makeRecord, makeView } from './testing/make-record.js';

// Every kind of answer a record can hold: one that is right, one that is wrong, one that cannot be read.

const VIEW = makeView('v', 640, 480);

/** World points in front of the camera as (u, v, depth) and as shares. */
const seen = (points: readonly (readonly [number, number, number])[]) => {
  const pixels = points.map((p) => {
    const { u, v, depth } = project(VIEW, p);
    return [u, v, depth] as const;
  });
  return { pixels, normalised: pixels.map(([u, v, d]) => [u / 640, v / 480, d] as const), world: points };
};
const path = seen([
  [2, 0.3, -0.2],
  [2, 0.3, 0.1],
  [2, -0.3, 0.1],
  [2, -0.3, -0.2],
]);
const asTuples = (list: readonly (readonly number[])[]) =>
  `[${list.map((p) => `(${p.map((x) => x.toFixed(4)).join(', ')})`).join(', ')}]`;

const contacts = [
  [300, 240],
  [340, 240],
] as const;

interface Sample {
  readonly answer: Answer;
  readonly right: string;
  readonly wrong: string;
  /** Null where any text is an answer. */
  readonly unreadable: string | null;
}

const SAMPLES: Readonly<Record<Answer['kind'], Sample>> = {
  'yes-no': { answer: { kind: 'yes-no', value: true }, right: 'Yes', wrong: 'No', unreadable: 'Not sure' },
  number: {
    answer: { kind: 'number', value: 0.4, unit: 'cm', definition: 'dist_closest' },
    right: '40 cm',
    wrong: '4 m',
    unreadable: 'far',
  },
  choice: {
    answer: { kind: 'choice', options: [{ text: 'the mug' }, { text: 'the plate' }], correct: 1 },
    right: 'the plate',
    wrong: 'A',
    unreadable: 'both',
  },
  points: {
    answer: {
      kind: 'points',
      pixels: [[2.5, 1.5]],
      normalised: [[2.5 / 640, 1.5 / 480]],
      world: [[1, 1, 1]],
      mask: encodeRle(
        Uint8Array.from({ length: 640 * 480 }, (_, i) => Number(i < 640 * 10)),
        640,
        480,
      ),
      rings: [],
    },
    right: '(0.5, 0.01)',
    wrong: '(0.5, 0.9)',
    unreadable: 'there',
  },
  box2d: {
    answer: { kind: 'box2d', box: [0, 0, 320, 240], amodal: [0, 0, 320, 240] },
    right: '[0, 0, 0.5, 0.5]',
    wrong: '[0.5, 0.5, 1, 1]',
    unreadable: 'there',
  },
  box3d: {
    answer: {
      kind: 'box3d',
      center: [0, 0, 1],
      halfExtents: [0.1, 0.2, 0.3],
      orientation: [0, 0, 0, 1],
      frame: 'camera',
    },
    right: '{"center": [0, 0, 1], "size": [0.2, 0.4, 0.6]}',
    wrong: '{"center": [1, 0, 1], "size": [0.2, 0.4, 0.6]}',
    unreadable: 'there',
  },
  points3d: {
    answer: { kind: 'points3d', frame: 'camera', points: [[0.1, 0.2, 0.9]], tolerance: 0.05 },
    right: '(0.1, 0.22, 0.87)',
    wrong: '(0.1, 0.3, 0.9)',
    unreadable: '(0.1, 0.2)',
  },
  trace: {
    answer: { kind: 'trace', object: 1, ...path },
    right: asTuples(path.normalised),
    // Straight across the table: 0.3 m below the true path's height.
    wrong: asTuples([path.normalised[0], path.normalised[3]]),
    unreadable: asTuples(path.normalised.map(([x, y]) => [x, y])),
  },
  grasp: {
    answer: {
      kind: 'grasp',
      object: 1,
      grasps: [
        {
          pixels: contacts,
          normalised: [
            [300 / 640, 0.5],
            [340 / 640, 0.5],
          ],
          world: [
            [1, 0, 0],
            [1, 0.1, 0],
          ],
          width: 0.1,
          approach: [0, 0, -1],
        },
      ],
    },
    // The fingers the other way round, 8 px off.
    right: '[(0.53, 0.51), (0.47, 0.51)]',
    wrong: '[(0.5, 0.46), (0.5, 0.54)]',
    unreadable: '(0.5, 0.5)',
  },
  text: {
    answer: { kind: 'text', value: 'It cannot be told.', reason: 'hidden' },
    right: 'I cannot tell.',
    wrong: 'Yes.',
    unreadable: null,
  },
};

const KINDS = answerSchema.options.map((option) => [...option.def.innerType.shape.kind.values][0]);

describe('every kind of answer', () => {
  it('has a sample', () => {
    expect(new Set(Object.keys(SAMPLES))).toEqual(new Set(KINDS));
    for (const { answer } of Object.values(SAMPLES)) expect(answerSchema.parse(answer)).toEqual(answer);
  });

  it.each(Object.entries(SAMPLES))('%s: right, wrong and unreadable', (kind, { answer, right, wrong, unreadable }) => {
    const outcome = (text: string) =>
      scoreSet(
        [makeRecord('q', answer)],
        new Map([['v', VIEW]]),
        [{ item: 'q', rotation: 0, text, fault: null, probabilities: null }],
        GENERIC_PROFILE,
      ).items[0];
    expect(outcome(right), kind).toMatchObject({ outcome: 'right', fault: null });
    expect(outcome(wrong), kind).toMatchObject({ outcome: 'wrong', fault: null });
    if (unreadable !== null)
      expect(outcome(unreadable), kind).toMatchObject({ outcome: 'unparsable', score: 0, parsed: null });
  });

  it.each(Object.entries(SAMPLES))('%s has a prompt under every profile, with no blank left open', (_, { answer }) => {
    for (const profile of PROFILES) {
      const { prompt, maxTokens } = promptFor({ text: 'Q?', answer }, profile);
      expect(prompt).toContain('Q?');
      expect(prompt).not.toMatch(/\{(?:question|options|unit|frame)\}/);
      expect(maxTokens).toBeGreaterThan(0);
    }
  });

  it('carries the camera of the last view', () => {
    const item = scoreItemOf(makeRecord('q', { kind: 'yes-no', value: true }), new Map([['v', VIEW]]));
    expect(item.camera?.cameraFromWorld).toEqual(VIEW.cameraFromWorld);
  });
});

describe('what cannot be answered', () => {
  const answer: Answer = { kind: 'text', value: 'It cannot be told.', reason: 'no_front' };

  it.each([
    ['left', 'left.object.03', { kind: 'yes-no' }],
    ['dist_closest', 'dist_closest.01', { kind: 'number', quantity: 'length' }],
    ['clock', 'clock.object.01', { kind: 'number', quantity: 'clock' }],
    ['count', 'count.01', { kind: 'number', quantity: 'count' }],
    ['free_space', 'free_space.left.object.points.02', { kind: 'points' }],
  ])('is asked as if it could: %s', (type, template, form) => {
    expect(askedForm({ answer, type, template })).toEqual(form);
    expect(answerForm(answer)).toEqual({ kind: 'text' });
  });
});
