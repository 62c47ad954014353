import type { Recipe } from '../scene/recipe.js';

/** Most questions of one view, by kind: the recipe's mix of its `perView`, largest remainders first. */
export function budgetPerView(
  rules: Recipe['questions'],
): Readonly<Record<'configuration' | 'context' | 'compatibility', number>> {
  const kinds = ['configuration', 'context', 'compatibility'] as const;
  const total = kinds.reduce((sum, kind) => sum + rules.mix[kind], 0);
  const exact = kinds.map((kind) => (rules.perView * rules.mix[kind]) / total);
  const whole = exact.map(Math.floor);
  const rest = rules.perView - whole.reduce((sum, n) => sum + n, 0);
  const byRemainder = kinds.map((_, i) => i).sort((a, b) => exact[b] - whole[b] - (exact[a] - whole[a]) || a - b);
  for (const i of byRemainder.slice(0, rest)) whole[i]++;
  return { configuration: whole[0], context: whole[1], compatibility: whole[2] };
}
