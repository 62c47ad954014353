import { expect, it } from 'vitest';
import { whyNotDone } from './progress.js';
import type { Failure } from './rollout-record.js';

const failed = (detail: string): { failure: Failure } => ({ failure: { class: 'collision', detail } });
const part = { failure: null };

it('names what went wrong last, also when the attempts ran out after a part was done', () => {
  expect(whyNotDone([failed('first'), failed('second')]).detail).toBe('second');
  expect(whyNotDone([failed('first'), part]).detail).toBe('first');
});

it('names what stands in the way when every part was done and the whole was not', () => {
  expect(whyNotDone([part, part]).class).toBe('wrong-place');
});
