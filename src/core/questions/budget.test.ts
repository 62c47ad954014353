import { describe, expect, it } from 'vitest';
import { questionsSchema } from '../scene/recipe/questions.js';
import { budgetOf } from './budget.js';

describe('budgetOf', () => {
  const { mix } = questionsSchema.parse({});
  const views = Array.from({ length: 2000 }, (_, i) => `000${i}-v0`);
  const sum = (budget: Readonly<Record<string, number>>) => Object.values(budget).reduce((a, b) => a + b, 0);

  it('spends all of a view’s questions, whatever the mix', () => {
    for (const perView of [1, 7, 20, 40])
      for (const view of views.slice(0, 200)) expect(sum(budgetOf(view, { mix, perView })), view).toBe(perView);
  });

  it('gives each kind its part over many views, however small', () => {
    const parts = Object.entries(mix).map(([kind, share = 0]) => [kind, share] as const);
    const total = parts.reduce((all, [, share]) => all + share, 0);
    for (const perView of [5, 20]) {
      const budgets = views.map((view) => budgetOf(view, { mix, perView }));
      for (const [kind, share] of parts) {
        const mean = budgets.reduce((all, budget) => all + budget[kind as keyof typeof budget], 0) / views.length;
        expect(Math.abs(mean - (perView * share) / total), kind).toBeLessThan(0.05);
      }
    }
  });

  it('gives whole parts to every view alike', () => {
    for (const view of views.slice(0, 50))
      expect(budgetOf(view, { mix: { configuration: 3, choice: 1 }, perView: 20 })).toMatchObject({
        configuration: 15,
        choice: 5,
        plan: 0,
      });
  });
});
