import { QUESTION_STYLES, questionStyle, type QuestionStyle } from '../core/questions/styles/question-styles.js';
import { UsageError } from '../core/result.js';

export const STYLE_NAMES = QUESTION_STYLES.map(({ id }) => id).join(' or ');

/** @throws UsageError for a style there is not */
export function readStyle(name: string | undefined): QuestionStyle | null {
  if (name === undefined) return null;
  const style = questionStyle(name);
  if (!style) throw new UsageError(`There is no style "${name}": choose ${STYLE_NAMES}.`);
  return style;
}
