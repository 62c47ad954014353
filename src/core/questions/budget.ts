import { hashString } from '../random.js';
import type { Recipe } from '../scene/recipe.js';
import { QUESTION_KINDS, type QuestionKind } from './question-record.js';

/**
 * Most questions of a view, by kind: the recipe's mix of its `perView`. What is left of whole numbers is drawn by the
 * view's name, each kind as often as its part says: 3 % of 20 questions are one in three views of five, not none in all.
 *
 * @param view id; the same view has the same budget whatever else is asked
 */
export function budgetOf(
  view: string,
  { mix, perView }: Pick<Recipe['questions'], 'perView' | 'mix'>,
): Readonly<Record<QuestionKind, number>> {
  const shares = QUESTION_KINDS.map((kind) => mix[kind] ?? 0);
  const total = shares.reduce((sum, share) => sum + share, 0);
  // Points one apart along the row of all kinds, begun by chance: a kind has those that fall on it.
  let reached = hashString(`budget ${view}`) / 2 ** 32;
  const budget = shares.map((share) => {
    const before = reached;
    reached += (perView * share) / total;
    return Math.floor(reached + 1e-9) - Math.floor(before + 1e-9);
  });
  return Object.fromEntries(QUESTION_KINDS.map((kind, i) => [kind, budget[i]])) as Record<QuestionKind, number>;
}
