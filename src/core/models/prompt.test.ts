import { describe, expect, it } from 'vitest';
import type { Answer } from '../questions/question-record.js';
import { rotated, shownIndex } from './answer-form.js';
import { promptFor } from './prompt.js';
import { GENERIC_PROFILE, profileById, PROFILES } from './shipped-profiles.js';

const YES_NO: Answer = { kind: 'yes-no', value: true };
const CHOICE: Answer = {
  kind: 'choice',
  options: [{ text: 'the mug' }, { text: 'the plate' }, { text: 'the bowl' }],
  correct: 1,
};
const DISTANCE: Answer = { kind: 'number', value: 0.4, unit: 'cm', definition: 'dist_closest' };
const HOUR: Answer = { kind: 'number', value: 3, unit: '', definition: 'clock' };

describe('promptFor', () => {
  it('asks yes/no questions with the probabilities of both words', () => {
    const prompt = promptFor({ text: 'Is it left?', answer: YES_NO }, GENERIC_PROFILE);
    expect(prompt.prompt).toBe('Is it left?\nAnswer with yes or no.');
    expect(prompt.score).toEqual(['Yes', 'No']);
  });

  it('letters the options, shifted as asked', () => {
    const prompt = promptFor({ text: 'Which is nearest?', answer: CHOICE }, GENERIC_PROFILE, { rotation: 1 });
    expect(prompt.prompt).toBe(
      'Which is nearest?\nA. the plate\nB. the bowl\nC. the mug\nAnswer with the letter of the right option.',
    );
    expect(prompt.score).toEqual([]);
  });

  it('names the unit it wants', () => {
    expect(promptFor({ text: 'How far?', answer: DISTANCE }, GENERIC_PROFILE).prompt).toContain('in metres');
    expect(promptFor({ text: 'At what hour?', answer: HOUR }, GENERIC_PROFILE).prompt).toContain('1 to 12');
  });

  it('says the same about giving up whatever the kind', () => {
    for (const answer of [YES_NO, CHOICE, DISTANCE]) {
      const { prompt } = promptFor({ text: 'Q?', answer }, GENERIC_PROFILE, { mayAbstain: true });
      expect(prompt.endsWith(`\n${GENERIC_PROFILE.prompts.abstain}`)).toBe(true);
    }
  });

  it('leaves braces of a question alone', () => {
    const { prompt } = promptFor({ text: 'Is {options} left of {unit}?', answer: YES_NO }, GENERIC_PROFILE);
    expect(prompt).toContain('Is {options} left of {unit}?');
  });

  it.each(PROFILES.map((p) => [p.id, p] as const))('%s never reveals an answer', (_, profile) => {
    const yes = promptFor({ text: 'Q?', answer: { kind: 'yes-no', value: true } }, profile);
    const no = promptFor({ text: 'Q?', answer: { kind: 'yes-no', value: false } }, profile);
    expect(yes).toEqual(no);
    expect(promptFor({ text: 'Q?', answer: { ...CHOICE, correct: 0 } }, profile)).toEqual(
      promptFor({ text: 'Q?', answer: { ...CHOICE, correct: 2 } }, profile),
    );
  });

  it('asks Gemini for y before x and Qwen3-VL for point_2d', () => {
    const points: Answer = {
      kind: 'points',
      pixels: [],
      normalised: [],
      world: [],
      mask: { size: [1, 1], counts: [1] },
      rings: [],
    };
    const of = (id: string) => promptFor({ text: 'Q?', answer: points }, profileById(id) ?? GENERIC_PROFILE).prompt;
    expect(of('gemini')).toContain('[y, x]');
    expect(of('qwen3-vl')).toContain('point_2d');
  });
});

describe('rotations', () => {
  it('show the correct option where shownIndex says', () => {
    const options = ['a', 'b', 'c', 'd'];
    for (let rotation = 0; rotation < 4; rotation++) {
      for (let correct = 0; correct < 4; correct++) {
        expect(rotated(options, rotation)[shownIndex(correct, rotation, 4)]).toBe(options[correct]);
      }
    }
  });
});
