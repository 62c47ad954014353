import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CATEGORIES } from '../assets/library.js';
import { parseRecipe, type Recipe } from './recipe.js';
import { recipeLike } from './recipe-like.js';
import type { SettledScene } from './settled-scene.js';

const known = new Set(CATEGORIES.map(({ id }) => id));

function tabletop(): Recipe {
  const parsed = parseRecipe(JSON.parse(readFileSync('scenes/tabletop.json', 'utf8')), known);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.recipe;
}

const sceneOf = (...categories: string[]) =>
  ({
    objects: [
      { category: 'table', structure: false },
      { category: 'wall', structure: true },
      ...categories.map((category) => ({ category, structure: false })),
    ],
  }) as unknown as SettledScene;

it('makes what is in the chosen scenes more likely, and arranges what they are chosen for', () => {
  const recipe = tabletop();
  const made = recipeLike(recipe, [sceneOf('mug', 'bowl'), sceneOf('mug', 'plate')], ['on', 'left'], 'a1');
  const { categories, count } = made.objects;
  const was = recipe.objects.categories;
  const most = Math.max(...Object.values(was));
  expect(categories['mug']).toBeCloseTo(was['mug'] + 3 * most);
  expect(categories['bowl']).toBeCloseTo(was['bowl'] + 1.5 * most);
  expect(categories['bottle']).toBe(was['bottle']);
  expect(count).toEqual([recipe.objects.count[0], recipe.objects.count[0]]);
  expect(made.relations[0]).toEqual({ type: 'on', share: 0.7 });
  expect(made.questions.types).toEqual(['on', 'left']);
  expect(made.id).toBe('tabletop-like-a1');
  expect(parseRecipe(JSON.parse(JSON.stringify(made)), known)).toMatchObject({ ok: true });
});

it('asks as the recipe does where nothing was chosen by type', () => {
  const recipe = tabletop();
  const made = recipeLike(recipe, [sceneOf(...Array.from({ length: 200 }, () => 'mug'))], [], 'b2');
  expect(made.questions).toEqual(recipe.questions);
  expect(made.relations).toEqual(recipe.relations);
  expect(made.objects.count).toEqual([recipe.objects.count[1], recipe.objects.count[1]]);
  expect(parseRecipe(JSON.parse(JSON.stringify(made)), known)).toMatchObject({ ok: true });
});
