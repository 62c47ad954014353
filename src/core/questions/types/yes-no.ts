import type { Judgement } from '../../relations/verdict.js';
import type { Answered, Refused } from './question-type.js';

/** A verdict as a yes/no answer; ambiguous ones are refused with the predicate's own reason (SPEC's rule 0). */
export function yesNo(judgement: Judgement): Answered | Refused {
  const { verdict, measured, reason } = judgement;
  if (verdict === 'A') return { refused: reason ?? 'too close to call', ambiguous: measured };
  return { verdict, measured, answer: { kind: 'yes-no', value: verdict === 'T' } };
}
