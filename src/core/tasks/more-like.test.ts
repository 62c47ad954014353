import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CATEGORIES } from '../assets/library.js';
import { parseRecipe } from '../scene/recipe.js';
import type { SettledScene } from '../scene/settled-scene.js';
import { moreLike, suiteLike } from './more-like.js';
import { episodeSlot, parseSuite } from './suite.js';
import type { Task } from './task.js';

it('turns a failed episode into a recipe that parses', () => {
  const known = new Set(CATEGORIES.map(({ id }) => id));
  const parsed = parseRecipe(JSON.parse(readFileSync('scenes/tabletop.json', 'utf8')), known);
  if (!parsed.ok) throw new Error(parsed.problem);
  const scene = {
    objects: [
      { id: 4, category: 'mug' },
      { id: 5, category: 'toaster' },
    ],
  } as unknown as SettledScene;
  const goal = [{ type: 'left', frame: { kind: 'object', object: 5 }, subject: 4, reference: 5 }] as const;
  const task = { skill: 'place', steps: [{ object: 4, goal }], goal, text: 'Put the mug there.' } as unknown as Task;
  const recipe = moreLike(parsed.recipe, scene, task, 12);
  expect(parseRecipe(JSON.parse(JSON.stringify(recipe)), known)).toMatchObject({ ok: true });
  expect(recipe.id).toBe('tabletop-more-12');
  expect(recipe.objects.categories['mug']).toBeGreaterThan(recipe.objects.categories['plate']);
  expect(recipe.objects.required).toContain('toaster');
  expect(recipe.relations[0]).toEqual({ type: 'next_to', share: 0.7 });
  expect(recipe.questions.types).toContain('fits');
});

it.each([0, 1, 17, 42, 99])('makes a suite that is all about what episode %i was', (episode) => {
  const parsed = parseSuite(JSON.parse(readFileSync('scenes/suites/tabletop.json', 'utf8')));
  if (!parsed.ok) throw new Error(parsed.problem);
  const made = suiteLike(parsed.suite, episode, '../tabletop-more.json');
  expect(parseSuite(JSON.parse(JSON.stringify(made)))).toMatchObject({ ok: true, suite: made });
  const { skill, relation, frame } = episodeSlot(parsed.suite, episode);
  for (let k = 0; k < made.episodes; k++) expect(episodeSlot(made, k)).toMatchObject({ skill, relation, frame });
});
