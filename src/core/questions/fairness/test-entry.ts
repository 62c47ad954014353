import { hashString } from '../../random.js';
import type { Entry } from './balance.js';
import type { AnsweredQuestion } from './check-set.js';

/** A candidate's entry for tests: a plain yes/no of left in the camera's frame, with what is given. */
export function testEntry(n: number, facts: Partial<Entry>): Entry {
  const key = `q${n}`;
  return {
    key,
    order: hashString(key),
    scene: `s${n % 40}`,
    view: 'v0',
    twinOf: null,
    flip: null,
    kind: 'configuration',
    form: 'left.ego',
    fill: { A: 'mug', B: 'plate' },
    split: 'train',
    topic: 'left ego',
    group: 'left ego',
    answer: true,
    opposite: false,
    egoDiffers: null,
    pair: null,
    categories: ['mug', 'plate'],
    options: null,
    heuristic: null,
    value: null,
    combination: null,
    isDerived: false,
    ...facts,
  };
}

/** An asked question for tests, of such an entry. */
export function testQuestion(n: number, facts: Partial<AnsweredQuestion>): AnsweredQuestion {
  const { key: _, order: __, form: ___, fill: ____, flip: _____, ...rest } = testEntry(n, {});
  return {
    ...rest,
    set: 'main',
    id: `q${n}`,
    text: 'Is it?',
    asked: 'Is it?',
    template: 'left.ego.01',
    style: 'short',
    label: 'plain',
    answerKind: 'yes-no',
    marginRatio: 1.6,
    profile: 'tabletop',
    ...facts,
  };
}
