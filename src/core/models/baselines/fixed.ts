import type { Answer } from '../../questions/question-record.js';
import { assertNever } from '../../result.js';
import { answerForm } from '../answer-form.js';
import type { Baseline } from './baseline.js';
import { guess } from './guess.js';
import { writeAnswer } from './write-answer.js';

/** The same to every question: yes, the first option, half a metre, two, and the whole image or its corner. */
export const constant: Baseline = fixed('corner');

/** The middle of the image where a place is asked for, which is where photographers put things; else as `constant`. */
export const centre: Baseline = fixed('centre');

function fixed(place: 'corner' | 'centre'): Baseline {
  return ({ answer, rotation, imageSizes }, profile) => {
    const size = imageSizes.at(-1) ?? [1, 1];
    // The first option as shown, whatever the rotation.
    const text = writeAnswer(
      sameAnswer(answer, size, place),
      profile,
      answer.kind === 'choice' ? 0 : rotation,
      imageSizes,
    );
    return { text, probabilities: answer.kind === 'yes-no' ? [1, 0] : null };
  };
}

/** What is said whatever the question. */
export function sameAnswer(
  answer: Answer,
  [width, height]: readonly [number, number],
  place: 'corner' | 'centre',
): Answer {
  switch (answer.kind) {
    case 'yes-no':
      return { kind: 'yes-no', value: true };
    case 'choice':
      return { ...answer, correct: 0 };
    case 'points':
      return guess.points(answer, [place === 'centre' ? [width / 2, height / 2] : [width / 4, height / 4]]);
    case 'box2d':
      return guess.box(
        answer,
        place === 'centre' ? [width / 4, height / 4, (3 * width) / 4, (3 * height) / 4] : [0, 0, width, height],
      );
    case 'number':
      return { ...answer, value: sameNumber(answer) };
    case 'box3d':
      return { ...answer, center: [0, 0, 1], halfExtents: [0.1, 0.1, 0.1], orientation: [0, 0, 0, 1] };
    case 'points3d':
      return guess.points3d(answer, [0, 0, 1]);
    case 'trace':
      return guess.trace(answer, [width / 2, height / 2], [width / 4, height / 4]);
    case 'grasp':
      return guess.grasp(answer, [0.4 * width, height / 2], [0.6 * width, height / 2]);
    case 'text':
      return { kind: 'text', value: 'yes' };
    default:
      return assertNever(answer);
  }
}

function sameNumber(answer: Extract<Answer, { kind: 'number' }>): number {
  const form = answerForm(answer);
  const quantity = form.kind === 'number' ? form.quantity : 'count';
  return { length: 0.5, area: 0.25, volume: 0.001, angle: 90, count: 2, clock: 12 }[quantity];
}
