import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CATEGORIES } from '../assets/library.js';
import { parseRecipe } from './recipe.js';

const known = new Set(CATEGORIES.map((category) => category.id));
const tabletop = () =>
  JSON.parse(readFileSync('scenes/tabletop.json', 'utf8')) as Record<string, Record<string, unknown>>;

function problemOf(change: (recipe: Record<string, Record<string, unknown>>) => void): string {
  const recipe = tabletop();
  change(recipe);
  const parsed = parseRecipe(recipe, known);
  return parsed.ok ? 'none' : parsed.problem;
}

it.each(readdirSync('scenes').filter((name) => name.endsWith('.json')))(
  '%s is a recipe that names its schema',
  (name) => {
    const json = JSON.parse(readFileSync(`scenes/${name}`, 'utf8')) as { $schema: string; id: string };
    expect(json.$schema).toBe('../docs/schemas/recipe.json');
    expect(`${json.id}.json`).toBe(name);
    const parsed = parseRecipe(json, known);
    expect(parsed.ok || parsed.problem).toBe(true);
  },
);

it('fills in every default, so that a stored recipe says all', () => {
  const parsed = parseRecipe(tabletop(), known);
  if (!parsed.ok) throw new Error(parsed.problem);
  expect(parsed.recipe.questions).toMatchObject({
    perView: 40,
    mix: { configuration: 0.4, context: 0.1, compatibility: 0.1, multiview: 0.04 },
  });
  const again = parseRecipe(JSON.parse(JSON.stringify(parsed.recipe)), known);
  expect(again.ok && again.recipe).toEqual(parsed.recipe);
});

describe('a mistake is one sentence that names its field', () => {
  const cases: [string, (recipe: Record<string, Record<string, unknown>>) => void, RegExp][] = [
    ['an unknown key', (r) => (r['objects']['colour'] = 1), /^unknown key "colour" in "objects"/],
    [
      'a missing category',
      (r) => (r['objects']['categories'] = { unicorn: 1 }),
      /no category "unicorn"; known are alarm-clock,/,
    ],
    [
      'an impossible count',
      (r) => (r['objects']['count'] = [9, 2]),
      /^"objects.count": needs the smaller number first/,
    ],
    ['1e308', (r) => (r['objects']['count'] = [1, 1e308]), /^"objects.count\[1\]"/],
    ['NaN as JSON has it', (r) => (r['objects']['count'] = [null, 3]), /^"objects.count\[0\]"/],
    ['an empty list', (r) => (r['objects']['categories'] = {}), /^"objects.categories": needs at least one category/],
    ['a path for an id', (r) => Object.assign(r, { id: '../../x' }), /^"id"/],
    [
      'furniture without what it refers to',
      (r) => Object.assign(r, { furniture: [{ category: 'chair', place: 'beside' }] }),
      /^"furniture\[0\].of"/,
    ],
    [
      'an anchor that may be missing',
      (r) => Object.assign(r, { worldAnchor: { from: 'mug', to: 'bowl' } }),
      /^"worldAnchor.from": "mug" must be listed/,
    ],
    ['objects on nothing', (r) => (r['objects']['on'] = ['sofa']), /^"objects.on": no "sofa"/],
    [
      'no surface to look at',
      (r) => void delete (r as Record<string, unknown>)['surface'],
      /^"objects.on"|^"cameras.rig"/,
    ],
    [
      'a mix of nothing',
      (r) => Object.assign(r, { questions: { mix: { configuration: 0, context: 0, compatibility: 0 } } }),
      /^"questions.mix": needs a share above 0/,
    ],
  ];
  it.each(cases)('%s', (_, change, expected) => {
    const problem = problemOf(change);
    expect(problem).toMatch(expected);
    expect(problem).not.toContain('\n');
  });

  it('not an object at all', () => {
    for (const input of [null, 3, 'x', []]) expect(parseRecipe(input, known).ok).toBe(false);
  });
});
