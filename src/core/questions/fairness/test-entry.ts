import { hashString } from '../../random.js';
import type { Entry } from './balance.js';

/** A candidate's entry for tests: a plain yes/no of left in the camera's frame, with what is given. */
export function testEntry(n: number, facts: Partial<Entry>): Entry {
  const key = `q${n}`;
  return {
    key,
    order: hashString(key),
    scene: `s${n % 40}`,
    view: 'v0',
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
