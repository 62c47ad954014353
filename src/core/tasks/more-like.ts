import type { Recipe } from '../scene/recipe.js';
import type { ForcedType } from '../scene/recipe/relations.js';
import type { SettledScene } from '../scene/settled-scene.js';
import { episodeSlot, type Suite } from './suite.js';
import { relationOf, type GoalType, type Task } from './task.js';

/** What scenes are arranged to have, so that questions about the relation have something to ask of. */
const ARRANGED: Readonly<Partial<Record<GoalType, ForcedType>>> = {
  on: 'on',
  inside: 'inside',
  between: 'between',
  left: 'next_to',
  right: 'next_to',
  front: 'next_to',
  behind: 'next_to',
  gap: 'next_to',
};
/** The things of the episode occur this much more often than others. */
const WEIGHT = 4;
const SHARE = 0.7;

/** Types of questions that train a relation: it itself, and whether and where there is room for it. */
const TYPES: Readonly<Record<GoalType, readonly string[]>> = {
  left: ['left', 'right', 'free_space', 'fits'],
  right: ['right', 'left', 'free_space', 'fits'],
  front: ['front', 'behind', 'free_space', 'fits'],
  behind: ['behind', 'front', 'free_space', 'fits'],
  on: ['on', 'fits_on'],
  inside: ['inside', 'fits_in'],
  between: ['between', 'nothing_between'],
  gap: ['dist_closest', 'dist_h_closest', 'free_space', 'fits'],
};

/**
 * "Make 500 like this": the recipe of an episode's scene, turned to what the episode failed at. Its things occur more
 * often, its relation is arranged for, and only questions that train it are asked; of an object's own frame the
 * reference, whose front makes it askable, occurs in every scene.
 */
export function moreLike(recipe: Recipe, scene: SettledScene, task: Task, episode: number): Recipe {
  const relation = relationOf(task);
  const categoryOf = (id: number) => scene.objects.find((object) => object.id === id)?.category;
  const named = task.goal.flatMap(({ subject, reference, second }) => [subject, reference, second]);
  const things = [...new Set(named.flatMap((id) => (id === undefined ? [] : (categoryOf(id) ?? []))))].filter(
    (category) => category in recipe.objects.categories,
  );
  const most = Math.max(...Object.values(recipe.objects.categories));
  const weighted = Object.fromEntries(things.map((category) => [category, WEIGHT * most]));
  const forced = ARRANGED[relation];
  const frame = task.goal[0].frame;
  const owner = frame?.kind === 'object' ? categoryOf(frame.object) : undefined;
  const isRequired = owner !== undefined && things.includes(owner) && !recipe.objects.required.includes(owner);
  return {
    ...recipe,
    id: `${recipe.id}-more-${episode}`.slice(0, 64),
    title: `More like episode ${episode}: ${task.text}`.slice(0, 200),
    objects: {
      ...recipe.objects,
      categories: { ...recipe.objects.categories, ...weighted },
      required: isRequired ? [...recipe.objects.required, owner] : recipe.objects.required,
    },
    relations: forced
      ? [{ type: forced, share: SHARE }, ...recipe.relations.filter(({ type }) => type !== forced)]
      : recipe.relations,
    questions: { ...recipe.questions, types: [...TYPES[relation]] },
  };
}

/** Episodes of a suite that tests one kind of task again. */
const EPISODES = 50;

/**
 * A suite of tasks like that of an episode, none of them the same: to see whether a model has learnt it.
 *
 * @param recipe path of the recipe of its scenes, seen from where the suite will lie
 */
export function suiteLike(suite: Suite, episode: number, recipe: string): Suite {
  const { skill, relation, frame } = episodeSlot(suite, episode);
  const id = `${suite.id}-more-${episode}`.slice(0, 64);
  return {
    ...suite,
    id,
    title: `More like episode ${episode} of ${suite.id}`.slice(0, 200),
    recipe,
    episodes: EPISODES,
    eachFrame: false,
    tasks: [{ skill, relations: [relation], ...(frame !== null && { frames: [frame] }), share: 1 }],
  };
}
