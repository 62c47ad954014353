import { describe, expect, it } from 'vitest';
import { decodeRle } from '../../masks/rle.js';
import { answerSchema, type Answer } from '../../questions/question-record.js';
import { answerForm } from '../answer-form.js';
import { parseReply } from '../parse-reply/parse-reply.js';
import { GENERIC_PROFILE, PROFILES } from '../shipped-profiles.js';
import type { BaselineQuestion } from './baseline.js';
import { BlindLearner } from './blind.js';
import { centre, constant } from './fixed.js';
import { oracle } from './oracle.js';
import { random } from './random.js';

const W = 640;
const H = 480;
const rect = (x0: number, y0: number, x1: number, y1: number) => {
  const counts: number[] = [];
  let zeros = 0;
  for (let x = 0; x < W; x++) {
    if (x < x0 || x >= x1) {
      zeros += H;
      continue;
    }
    counts.push(zeros + y0, y1 - y0);
    zeros = H - y1;
  }
  return { size: [H, W] as const, counts: [...counts, zeros] };
};

/** One answer of every kind a record can hold. */
const ANSWERS: Readonly<Record<string, Answer>> = {
  yes: { kind: 'yes-no', value: true },
  no: { kind: 'yes-no', value: false },
  length: { kind: 'number', value: 0.0371, unit: 'cm', definition: 'dist_closest' },
  volume: { kind: 'number', value: 0.00001234, unit: 'm³', definition: 'volume' },
  count: { kind: 'number', value: 3, unit: '', definition: 'count' },
  clock: { kind: 'number', value: 11, unit: '', definition: 'clock' },
  choice: { kind: 'choice', options: [{ text: 'the mug' }, { text: 'the plate' }, { text: 'the bowl' }], correct: 1 },
  points: {
    kind: 'points',
    pixels: [
      [200.5, 300.5],
      [210.5, 310.5],
    ],
    normalised: [],
    world: [],
    mask: rect(190, 290, 221, 321),
    rings: [],
  },
  box2d: { kind: 'box2d', box: [100, 120, 260, 300], amodal: [100, 120, 270, 300] },
  box3d: {
    kind: 'box3d',
    center: [0.1, -0.2, 1.25],
    halfExtents: [0.05, 0.07, 0.11],
    orientation: [0.1830127, 0.6830127, 0.1830127, 0.6830127],
    frame: 'camera',
  },
  points3d: { kind: 'points3d', frame: 'camera', points: [[0.1, -0.25, 1.125]], tolerance: 0.03 },
  trace: {
    kind: 'trace',
    object: 3,
    pixels: [
      [200.5, 300.5, 1.2],
      [210.5, 150.5, 1.1],
      [400.5, 310.5, 1.4],
    ],
    normalised: [
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ],
    world: [
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ],
  },
  grasp: {
    kind: 'grasp',
    object: 3,
    grasps: [
      {
        pixels: [
          [200.5, 300.5],
          [230.5, 302.5],
        ],
        normalised: [
          [0, 0],
          [0, 0],
        ],
        world: [
          [0, 0, 0],
          [0, 0, 0],
        ],
        width: 0.05,
        approach: [0, 0, -1],
      },
    ],
  },
  text: { kind: 'text', value: 'no', reason: 'hidden' },
};

const question = (id: string, answer: Answer, more: Partial<BaselineQuestion> = {}): BaselineQuestion => ({
  id,
  text: 'Where?',
  answer,
  rotation: 0,
  imageSizes: [[W, H]],
  record: null,
  ...more,
});

it('has an example of every kind of answer', () => {
  const kinds = new Set(Object.values(ANSWERS).map(({ kind }) => kind));
  for (const option of answerSchema.options) {
    const shape = 'unwrap' in option ? option.unwrap() : option;
    expect(kinds).toContain((shape as { shape: { kind: { value: string } } }).shape.kind.value);
  }
});

describe('the oracle is read back as the truth', () => {
  describe.each(PROFILES.map((profile) => [profile.id, profile] as const))('under the profile %s', (_, profile) => {
    it.each(Object.entries(ANSWERS))('%s', (_name, answer) => {
      for (const rotation of answer.kind === 'choice' ? [0, 1, 2] : [0]) {
        for (const imageSizes of [
          [[W, H]],
          [
            [320, 240],
            [W, H],
          ],
        ] as const) {
          const { text } = oracle(question('q', answer, { rotation, imageSizes }), profile);
          const parsed = parseReply(text, answerForm(answer, rotation), profile, imageSizes);
          expect(parsed.ok, text).toBe(true);
          if (parsed.ok) expectTruth(parsed.value, answer, rotation);
        }
      }
    });
  });
});

function expectTruth(
  parsed: Extract<ReturnType<typeof parseReply>, { ok: true }>['value'],
  answer: Answer,
  rotation: number,
) {
  if (answer.kind === 'yes-no') expect(parsed).toEqual(answer);
  else if (answer.kind === 'number' && parsed.kind === 'number') expect(parsed.value).toBeCloseTo(answer.value, 9);
  else if (answer.kind === 'choice')
    expect(parsed).toEqual({ kind: 'choice', index: (answer.correct - rotation + 3) % 3 });
  else if (answer.kind === 'points' && parsed.kind === 'points') {
    expect(parsed.points).toHaveLength(answer.pixels.length);
    for (const [i, { u, v }] of parsed.points.entries()) {
      expect(Math.abs(u - answer.pixels[i][0])).toBeLessThan(0.6);
      expect(Math.abs(v - answer.pixels[i][1])).toBeLessThan(0.6);
    }
  } else if (answer.kind === 'box2d' && parsed.kind === 'box2d') {
    for (const [i, side] of parsed.boxes[0].entries()) expect(Math.abs(side - answer.box[i])).toBeLessThan(1.1);
  } else if (answer.kind === 'box3d' && parsed.kind === 'box3d') {
    for (const key of ['center', 'halfExtents', 'orientation'] as const)
      for (const [i, n] of parsed[key].entries()) expect(n).toBeCloseTo(answer[key][i], 4);
  } else if (answer.kind === 'text' && parsed.kind === 'text') expect(parsed.abstains).toBe(true);
  else if (answer.kind === 'points3d' && parsed.kind === 'point3d') {
    for (const [i, n] of parsed.points[0].entries()) expect(n).toBeCloseTo(answer.points[0][i], 4);
  } else if ((answer.kind === 'trace' || answer.kind === 'grasp') && parsed.kind === 'points') {
    const places: readonly (readonly number[])[] = answer.kind === 'trace' ? answer.pixels : answer.grasps[0].pixels;
    expect(parsed.points).toHaveLength(places.length);
    for (const [i, { u, v, depth }] of parsed.points.entries()) {
      expect(Math.abs(u - places[i][0])).toBeLessThan(0.6);
      expect(Math.abs(v - places[i][1])).toBeLessThan(0.6);
      if (answer.kind === 'trace') expect(depth).toBeCloseTo(places[i][2], 3);
    }
  } else expect.unreachable(`${answer.kind} was read as ${parsed.kind}`);
}

describe('chance', () => {
  const guess = random(7);
  const many = (answer: Answer) =>
    Array.from({ length: 600 }, (_, i) => {
      const { text } = guess(question(`q${i}`, answer), GENERIC_PROFILE);
      const parsed = parseReply(text, answerForm(answer), GENERIC_PROFILE, [[W, H]]);
      if (!parsed.ok) throw new Error(text);
      return parsed.value;
    });

  it('is a fair coin, and the same for the same question and seed', () => {
    const yes = many(ANSWERS['yes']).filter((a) => a.kind === 'yes-no' && a.value).length;
    // Within four standard deviations of 300.
    expect(Math.abs(yes - 300)).toBeLessThan(4 * Math.sqrt(150));
    expect(guess(question('q1', ANSWERS['yes']), GENERIC_PROFILE)).toEqual(
      random(7)(question('q1', ANSWERS['no']), GENERIC_PROFILE),
    );
  });

  it('is drawn anew for the same id over other words, as another dataset has them', () => {
    const answers = Array.from(
      { length: 40 },
      (_, i) => guess({ ...question('q1', ANSWERS['yes']), text: `Is box ${i} red?` }, GENERIC_PROFILE).text,
    );
    expect(new Set(answers).size).toBe(2);
  });

  it('takes every option and every part of the image alike', () => {
    const chosen = [0, 0, 0];
    for (const a of many(ANSWERS['choice'])) if (a.kind === 'choice') chosen[a.index]++;
    for (const n of chosen) expect(Math.abs(n - 200)).toBeLessThan(4 * Math.sqrt(133));
    const mask = decodeRle(rect(0, 0, W / 2, H / 2));
    const inside = many(ANSWERS['points']).filter(
      (a) => a.kind === 'points' && mask[Math.floor(a.points[0].v) * W + Math.floor(a.points[0].u)] === 1,
    ).length;
    expect(Math.abs(inside - 150)).toBeLessThan(4 * Math.sqrt(112));
  });
});

describe('the middle and the constant', () => {
  it('say the same whatever the truth', () => {
    for (const baseline of [centre, constant]) {
      expect(baseline(question('a', ANSWERS['yes']), GENERIC_PROFILE).text).toBe('Yes');
      expect(baseline(question('a', ANSWERS['no']), GENERIC_PROFILE).text).toBe('Yes');
      expect(baseline(question('a', ANSWERS['choice'], { rotation: 2 }), GENERIC_PROFILE).text).toBe('A');
    }
    expect(centre(question('a', ANSWERS['points']), GENERIC_PROFILE).text).toBe('[(0.500, 0.500)]');
  });
});

describe('the blind baseline', () => {
  const record = (scene: string, split: 'train' | 'test', phrases: Record<string, string> = {}) =>
    ({ template: 't', type: 'left', direction: null, phrases, scene, split }) as const;
  const teach = (learner: BlindLearner, n: number, text: string, answer: Answer, split: 'train' | 'test' = 'train') => {
    for (let i = 0; i < n; i++)
      learner.teach({ text, answer, imageSizes: [[W, H]], record: record(`scene ${i}`, split, { '1': 'red mug' }) });
  };
  const ask = (learner: BlindLearner, text: string, answer: Answer, split: 'train' | 'test' = 'test') =>
    learner.baseline(
      question('q', answer, { text, record: record('scene x', split, { '1': 'red mug' }) }),
      GENERIC_PROFILE,
    );

  it('finds what words give away, and states how sure it is', () => {
    const learner = new BlindLearner();
    teach(learner, 40, 'Is the mug on the table?', { kind: 'yes-no', value: true });
    teach(learner, 40, 'Is the table on the mug?', { kind: 'yes-no', value: false });
    const yes = ask(learner, 'Is the mug on the table?', ANSWERS['no']);
    expect([yes.text, ask(learner, 'Is the table on the mug?', ANSWERS['yes']).text]).toEqual(['Yes', 'No']);
    expect(yes.probabilities?.[0]).toBeGreaterThan(0.95);
  });

  it('learns nothing from the test split, and nothing from a question’s own scene', () => {
    const learner = new BlindLearner();
    teach(learner, 40, 'Is it so?', { kind: 'yes-no', value: false }, 'test');
    expect(learner.size).toBe(0);
    const one: Answer = { kind: 'number', value: 7, unit: '', definition: 'count' };
    learner.teach({ text: 'How many?', answer: one, imageSizes: [[W, H]], record: record('scene x', 'train') });
    const asked = { text: 'How many?', record: record('scene x', 'train') };
    expect(learner.baseline(question('q', one, asked), GENERIC_PROFILE).text).toBe('2');
    expect(
      learner.baseline(question('q', one, { ...asked, record: record('scene x', 'test') }), GENERIC_PROFILE).text,
    ).toBe('7');
  });

  it('is a coin on a balanced set, also for the scenes it has learnt from', () => {
    const learner = new BlindLearner();
    const asked = Array.from({ length: 600 }, (_, i) => {
      const answer: Answer = { kind: 'yes-no', value: i % 2 === 0 };
      const text = `Is thing ${Math.floor(i / 2) % 30} left of thing ${(i >> 3) % 7}?`;
      return { id: `q${i}`, answer, text, imageSizes: [[W, H]] as const, record: record(`scene ${i % 50}`, 'train') };
    });
    for (const one of asked) learner.teach(one);
    const right = asked.filter((one) => {
      const { text } = learner.baseline({ ...one, rotation: 0 }, GENERIC_PROFILE);
      return (text === 'Yes') === (one.answer.kind === 'yes-no' && one.answer.value);
    }).length;
    // Within four standard deviations of half.
    expect(Math.abs(right - 300)).toBeLessThan(4 * Math.sqrt(150));
  });

  it('finds a leak in a set that is balanced as a whole', () => {
    const learner = new BlindLearner();
    // Every answer is as frequent as the other; of a fifth of the questions one word tells which.
    const asked = Array.from({ length: 1000 }, (_, i) => {
      const answer: Answer = { kind: 'yes-no', value: i % 2 === 0 };
      const word = i % 10 < 2 ? (answer.value ? 'gently' : 'loosely') : 'plainly';
      const text = `Is thing ${(i >> 1) % 30} ${word} left of thing ${(i >> 3) % 7}?`;
      return {
        id: `q${i}`,
        answer,
        text,
        imageSizes: [[W, H]] as const,
        record: record(`scene ${Math.floor(i / 20)}`, 'train'),
      };
    });
    for (const one of asked) learner.teach(one);
    const right = (from: (i: number) => boolean) => {
      const chosen = asked.filter((_, i) => from(i));
      const hits = chosen.filter((one) => {
        const { text } = learner.baseline({ ...one, rotation: 0 }, GENERIC_PROFILE);
        return (text === 'Yes') === (one.answer.kind === 'yes-no' && one.answer.value);
      }).length;
      return hits / chosen.length;
    };
    expect(right((i) => i % 10 < 2)).toBe(1);
    expect(Math.abs(right((i) => i % 10 >= 2) - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / 800));
  });

  it('chooses at chance where every option is right as often as it is offered by chance', () => {
    const learner = new BlindLearner();
    const names = ['mug', 'bowl', 'can', 'jar', 'box', 'plate'];
    const asked = Array.from({ length: 900 }, (_, i) => {
      const options = [0, 1, 2].map((k) => ({ text: `the ${names[(i + k) % 6]}` }));
      const answer: Answer = { kind: 'choice', options, correct: Math.floor(i / 6) % 3 };
      const text = 'Which is left of the lamp?';
      return {
        id: `q${i}`,
        answer,
        text,
        imageSizes: [[W, H]] as const,
        record: record(`scene ${Math.floor(i / 20)}`, 'train'),
      };
    });
    for (const one of asked) learner.teach(one);
    const right = asked.filter(({ answer, ...one }) => {
      const { text } = learner.baseline({ ...one, answer, rotation: 0 }, GENERIC_PROFILE);
      return answer.kind === 'choice' && text === 'ABC'[answer.correct];
    }).length;
    expect(Math.abs(right - 300)).toBeLessThan(4 * Math.sqrt((900 * 2) / 9));
  });

  it('says that it cannot tell only where words give that away', () => {
    const learner = new BlindLearner();
    teach(learner, 40, 'Is the mug on the table?', { kind: 'yes-no', value: true });
    teach(learner, 4, 'Is the mug on the table?', ANSWERS['text']);
    teach(learner, 40, 'Is the unicorn on the table?', ANSWERS['text']);
    expect(ask(learner, 'Is the mug on the table?', ANSWERS['text']).text).toBe('Yes');
    expect(ask(learner, 'Is the unicorn on the table?', ANSWERS['yes']).text).toBe('I cannot tell.');
  });

  it('does not give up on what is asked in the words of much that cannot be told', () => {
    const learner = new BlindLearner();
    const from = (thing: string) => `From the point of view of the ${thing}, is the mug in front of it?`;
    for (let i = 0; i < 60; i++) {
      const teachOne = (text: string, answer: Answer) =>
        learner.teach({ text, answer, imageSizes: [[W, H]], record: record(`scene ${i}`, 'train') });
      // A third of what is asked in these words cannot be told; which, only the thing says.
      teachOne(from('can'), ANSWERS['text']);
      teachOne(from('robot'), { kind: 'yes-no', value: i % 2 === 0 });
      teachOne(from('chair'), { kind: 'yes-no', value: i % 2 === 1 });
      for (let k = 0; k < 30; k++) teachOne('Is the mug on the table?', { kind: 'yes-no', value: k % 2 === 0 });
    }
    expect(ask(learner, from('can'), ANSWERS['text']).text).toBe('I cannot tell.');
    expect(ask(learner, from('robot'), ANSWERS['yes']).text).toMatch(/Yes|No/);
    // Of a thing never seen before nothing is known.
    expect(ask(learner, from('sofa'), ANSWERS['yes']).text).toMatch(/Yes|No/);
  });

  it('answers numbers and places by the median of like questions, options by how often their text is right', () => {
    const learner = new BlindLearner();
    for (const [i, value] of [0.1, 0.11, 0.12, 0.13, 5].entries())
      learner.teach({
        text: 'How far?',
        answer: { kind: 'number', value, unit: 'm', definition: 'dist_closest' },
        imageSizes: [[W, H]],
        record: record(`s${i}`, 'train', { '1': 'red mug' }),
      });
    expect(ask(learner, 'How far?', ANSWERS['length']).text).toBe('0.12 m');
    teach(learner, 5, 'Where?', ANSWERS['points']);
    expect(ask(learner, 'Where?', ANSWERS['points']).text).toBe('[(0.313, 0.626)]');
    teach(learner, 5, 'Which?', ANSWERS['choice']);
    expect(ask(learner, 'Which?', ANSWERS['choice']).text).toBe('B');
  });
});
