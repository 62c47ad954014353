import type { Recipe } from '../scene/recipe.js';
import { QUESTION_KINDS, type QuestionKind } from './question-record.js';

/** Most questions of one view, by kind: the recipe's mix of its `perView`, largest remainders first. */
export function budgetPerView({
  mix,
  perView,
}: Pick<Recipe['questions'], 'perView' | 'mix'>): Readonly<Record<QuestionKind, number>> {
  const shares = QUESTION_KINDS.map((kind) => mix[kind] ?? 0);
  const total = shares.reduce((sum, share) => sum + share, 0);
  const exact = shares.map((share) => (perView * share) / total);
  const whole = exact.map(Math.floor);
  const rest = perView - whole.reduce((sum, n) => sum + n, 0);
  const byRemainder = exact.map((_, i) => i).sort((a, b) => exact[b] - whole[b] - (exact[a] - whole[a]) || a - b);
  for (const i of byRemainder.slice(0, rest)) whole[i]++;
  return Object.fromEntries(QUESTION_KINDS.map((kind, i) => [kind, whole[i]])) as Record<QuestionKind, number>;
}
