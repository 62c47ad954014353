import type { Recipe } from '../../scene/recipe.js';
import type { AnswerStyle } from './language-file.js';

/** How a set's questions and answers are put into words: part of a recipe. */
export type SpeechRules = Recipe['questions']['speech'];

/** Shares of the styles, in a fixed order. */
export const styleShares = ({ styles }: SpeechRules): [AnswerStyle, number][] => [
  ['short', styles.short],
  ['sentence', styles.sentence],
  ['json', styles.json],
  ['choice', styles.choice],
  ['chainOfThought', styles.chainOfThought],
];
