import { createRng, type Rng } from '../../random.js';
import type { Answer } from '../../questions/question-record.js';
import { assertNever } from '../../result.js';
import { answerForm } from '../answer-form.js';
import type { Baseline } from './baseline.js';
import { guess } from './guess.js';
import { writeAnswer } from './write-answer.js';

/**
 * Chance: a fair coin, any option, any pixel, a length between 5 cm and 5 m with even odds per decade.
 *
 * @param seed of the whole run; every question has its own stream, by its id and
 *   its words: their order does not matter, and two datasets that count alike do not share their luck
 */
export function random(seed: number | string): Baseline {
  const chance = createRng(seed);
  return ({ id, text, answer, rotation, imageSizes }, profile) => {
    const rng = chance.fork(`${id} ${text}`);
    const drawn = draw(answer, imageSizes.at(-1) ?? [1, 1], rng);
    // As sure of itself as it happens to be, on the side that it chose.
    const sure = 0.5 + rng.next() / 2;
    const probabilities = drawn.kind !== 'yes-no' ? null : drawn.value ? [sure, 1 - sure] : [1 - sure, sure];
    return { text: writeAnswer(drawn, profile, rotation, imageSizes), probabilities };
  };
}

/** A random answer of the form asked for. */
function draw(answer: Answer, [width, height]: readonly [number, number], rng: Rng): Answer {
  switch (answer.kind) {
    case 'yes-no':
      return { kind: 'yes-no', value: rng.next() < 0.5 };
    case 'choice':
      return { ...answer, correct: rng.int(answer.options.length) };
    case 'points':
      return guess.points(answer, [[rng.range(0, width), rng.range(0, height)]]);
    case 'box2d': {
      const [u0, u1] = [rng.range(0, width), rng.range(0, width)].sort((a, b) => a - b);
      const [v0, v1] = [rng.range(0, height), rng.range(0, height)].sort((a, b) => a - b);
      return guess.box(answer, [u0, v0, u1, v1]);
    }
    case 'number':
      return { ...answer, value: drawNumber(answer, rng) };
    case 'box3d':
      return {
        ...answer,
        center: [rng.range(-1, 1), rng.range(-1, 1), rng.range(0, 2)],
        halfExtents: [rng.range(0.02, 0.3), rng.range(0.02, 0.3), rng.range(0.02, 0.3)],
      };
    case 'points3d':
      return guess.points3d(answer, [rng.range(-1, 1), rng.range(-1, 1), rng.range(0, 2)]);
    case 'trace':
      return guess.trace(
        answer,
        [rng.range(0, width), rng.range(0, height)],
        [rng.range(0, width), rng.range(0, height)],
      );
    case 'grasp':
      return guess.grasp(
        answer,
        [rng.range(0, width), rng.range(0, height)],
        [rng.range(0, width), rng.range(0, height)],
      );
    case 'text':
      return { kind: 'text', value: rng.next() < 0.5 ? 'yes' : 'no' };
    default:
      return assertNever(answer);
  }
}

function drawNumber(answer: Extract<Answer, { kind: 'number' }>, rng: Rng): number {
  const form = answerForm(answer);
  const quantity = form.kind === 'number' ? form.quantity : 'count';
  const decades = (low: number, high: number) => low * (high / low) ** rng.next();
  switch (quantity) {
    case 'count':
      return 1 + rng.int(6);
    case 'clock':
      return 1 + rng.int(12);
    case 'length':
      return decades(0.05, 5);
    case 'area':
      return decades(0.0025, 25);
    case 'volume':
      return decades(0.0001, 1);
    case 'angle':
      return rng.range(0, 180);
    default:
      return assertNever(quantity);
  }
}
