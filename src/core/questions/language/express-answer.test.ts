import { describe, expect, it } from 'vitest';
import type { Answer } from '../question-record.js';
import { ENGLISH } from './english.js';
import { expressAnswer } from './express-answer.js';
import { formOf } from './wordings.js';

const FILL = { A: 'mug', B: 'can', C: 'jar' };

const jsonFor = (form: string, answer: Answer) => {
  const asked = { key: 'q', fill: FILL, answer, answerText: '' };
  const { instruction, answerText } = expressAnswer(ENGLISH, formOf(ENGLISH, form), asked, {
    style: 'json',
    units: 'metric',
    rounding: 'digits',
  });
  return { wantsUnit: /"unit"/.test(instruction), keys: Object.keys(JSON.parse(answerText) as object) };
};

describe('an answer in JSON', () => {
  it('has the keys that its instruction names: hours have no unit', () => {
    expect(jsonFor('clock.ego', { kind: 'number', value: 9, unit: '', definition: 'clock' })).toEqual({
      wantsUnit: false,
      keys: ['value'],
    });
    expect(jsonFor('height', { kind: 'number', value: 0.1, unit: 'm', definition: 'height' })).toEqual({
      wantsUnit: true,
      keys: ['value', 'unit'],
    });
  });
});
