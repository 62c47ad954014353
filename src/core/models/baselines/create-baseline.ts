import { assertNever } from '../../result.js';
import type { Baseline, BaselineName } from './baseline.js';
import type { BlindLearner } from './blind.js';
import { centre, constant } from './fixed.js';
import { oracle } from './oracle.js';
import { random } from './random.js';

/**
 * @param seed of the random baseline
 * @param learner what the blind baseline has learnt
 */
export function createBaseline(name: BaselineName, seed: number, learner: BlindLearner): Baseline {
  switch (name) {
    case 'oracle':
      return oracle;
    case 'random':
      return random(seed);
    case 'centre':
      return centre;
    case 'blind':
      return learner.baseline;
    case 'constant':
      return constant;
    default:
      return assertNever(name);
  }
}
