import type { Baseline } from './baseline.js';
import { writeAnswer } from './write-answer.js';

/** The truth, as the record holds it. Less than 100 % means that profile, parser or scoring lose something. */
export const oracle: Baseline = ({ answer, rotation, imageSizes }, profile) => ({
  text: writeAnswer(answer, profile, rotation, imageSizes),
  probabilities: answer.kind === 'yes-no' ? (answer.value ? [1, 0] : [0, 1]) : null,
});
