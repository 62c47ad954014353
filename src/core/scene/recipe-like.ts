import type { Recipe } from './recipe.js';
import { forcedType } from './recipe/relations.js';
import type { SettledScene } from './settled-scene.js';

/** A category that is in all of the chosen scenes becomes this much more likely than the likeliest. */
const WEIGHT = 4;
/** Share of scenes that are arranged for a relation that was asked about. */
const SHARE = 0.7;

const FORCED: readonly string[] = forcedType.options;

/**
 * "More like these": the recipe of a dataset, turned to what some of its scenes are: what is in them occurs more often,
 * as many things, the relations they are chosen for are arranged, and only those are asked about.
 *
 * @param scenes the chosen ones, at least one
 * @param types types of questions that they are chosen for; none: all that the recipe asks
 * @param name goes into the new recipe's id: small letters and digits
 */
export function recipeLike(
  recipe: Recipe,
  scenes: readonly Pick<SettledScene, 'objects'>[],
  types: readonly string[],
  name: string,
): Recipe {
  const { categories, count } = recipe.objects;
  const things = scenes.map(({ objects }) =>
    objects.filter(({ structure, category }) => !structure && category in categories),
  );
  const most = Math.max(...Object.values(categories));
  const shareOf = (category: string) =>
    things.filter((list) => list.some((thing) => thing.category === category)).length / things.length;
  const numbers = things.map(({ length }) => Math.min(count[1], Math.max(count[0], length)));
  const forced = types.filter((type): type is (typeof forcedType.options)[number] => FORCED.includes(type));
  return {
    ...recipe,
    id: `${recipe.id.slice(0, 64 - 6 - name.length)}-like-${name}`,
    title: `Like ${scenes.length} scenes of ${recipe.id}`.slice(0, 200),
    objects: {
      ...recipe.objects,
      count: [Math.min(...numbers), Math.max(...numbers)],
      categories: Object.fromEntries(
        Object.entries(categories).map(([category, weight]) => [
          category,
          Math.min(1000, weight + (WEIGHT - 1) * most * shareOf(category)),
        ]),
      ),
    },
    relations: [
      ...forced.map((type) => ({ type, share: Math.min(SHARE, 1 / forced.length) })),
      ...recipe.relations.filter(({ type }) => !forced.includes(type)),
    ],
    questions: types.length === 0 ? recipe.questions : { ...recipe.questions, types: [...types] },
  };
}
