import { z } from 'zod';
import { hashString } from '../random.js';
import { sentenceOf, type Recipe } from '../scene/recipe.js';
import { rigSchema } from '../scene/recipe/cameras.js';
import { categoryId, countRange } from '../scene/recipe/fields.js';
import { forcedRelationSchema } from '../scene/recipe/relations.js';
import { goalTypeSchema, skillSchema, type GoalType, type Skill, type TaskFrame } from './task.js';

// A suite: which tasks, in scenes of which recipe, from which seed (`scenes/suites/*.json`).

const frameKind = z.enum(['ego', 'world', 'object']);
export type FrameKind = TaskFrame['kind'];

const arrangedSchema = z
  .strictObject({
    required: z
      .array(z.union([categoryId, z.array(categoryId).min(1).readonly()]))
      .max(20)
      .readonly()
      .optional()
      .describe('Categories that occur exactly once, beside those of the recipe. Of a list one, taken in turn.'),
    categories: z
      .record(categoryId, z.number().positive().max(1000))
      .optional()
      .describe('Category → weight, in place of the one that the recipe gives it.'),
    relations: z
      .array(forcedRelationSchema)
      .max(20)
      .readonly()
      .optional()
      .describe('In place of the relations of the recipe.'),
    count: countRange(1, 80, 'How many objects [least, most], in place of the count of the recipe.').optional(),
    on: z
      .array(categoryId)
      .min(1)
      .readonly()
      .optional()
      .describe('Furniture that objects stand on, in place of that of the recipe.'),
  })
  .readonly();

const taskRuleSchema = z
  .strictObject({
    skill: skillSchema,
    relations: z.array(goalTypeSchema).min(1).readonly().describe('Taken in turn.'),
    frames: z
      .array(frameKind)
      .min(1)
      .readonly()
      .optional()
      .describe('Of left, right, front and behind; taken in turn. Default: all three.'),
    share: z.number().positive().describe('Of the episodes, relative to the other rules.'),
    scene: arrangedSchema
      .optional()
      .describe('What scenes of these tasks are arranged to have, so that there is something to do in them.'),
  })
  .readonly();

export const suiteSchema = z
  .strictObject({
    $schema: z.string().optional(),
    schema: z.literal('vantage/suite@1'),
    id: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'is a short name of small letters, digits and dashes'),
    title: z.string().max(200).optional().describe('One line for people.'),
    recipe: z.string().min(1).max(400).describe('Path of the recipe of its scenes, seen from the suite.'),
    seed: z.number().int().min(0).describe('With the number of an episode it decides everything about it.'),
    episodes: z.number().int().min(1).max(100_000),
    cameras: z
      .strictObject({
        size: z
          .tuple([z.number().int().min(32).max(4096), z.number().int().min(32).max(4096)])
          .readonly()
          .default([320, 240]),
        rig: rigSchema.optional().describe('Who looks, in place of whom the recipe names.'),
      })
      .prefault({})
      .readonly(),
    eachFrame: z
      .boolean()
      .default(false)
      .describe('Three episodes to a scene: the same objects and direction in the ego, world and object frame.'),
    categories: z
      .strictObject({
        object: z.array(z.string()).min(1).readonly().optional(),
        reference: z.array(z.string()).min(1).readonly().optional(),
      })
      .readonly()
      .optional()
      .describe('Only these are moved, or named as reference.'),
    tasks: z.array(taskRuleSchema).min(1).max(60).readonly(),
  })
  .readonly();

export type Suite = z.infer<typeof suiteSchema>;

/** What one episode of a suite is to be about. */
export interface EpisodeSlot {
  readonly skill: Skill;
  readonly relation: GoalType;
  /** null: the relation has none. */
  readonly frame: FrameKind | null;
  /** Frames the same task must make sense in, the slot's own among them. */
  readonly frames: readonly FrameKind[];
  /** Which scene of the suite. */
  readonly scene: number;
  /** What its scene is to have. */
  readonly arranged: Arranged;
}

/** What a rule asks of the scenes of its tasks, choices made. */
export interface Arranged {
  readonly required: readonly string[];
  readonly categories: Readonly<Record<string, number>>;
  /** undefined: those of the recipe. */
  readonly relations: Recipe['relations'] | undefined;
  readonly count: Recipe['objects']['count'] | undefined;
  readonly on: Recipe['objects']['on'];
}

const FRAMES: readonly FrameKind[] = ['ego', 'world', 'object'];
const DIRECTIONS: ReadonlySet<GoalType> = new Set(['left', 'right', 'front', 'behind']);

/** @returns the suite, or one sentence that names the field at fault */
export function parseSuite(input: unknown): { ok: true; suite: Suite } | { ok: false; problem: string } {
  const parsed = suiteSchema.safeParse(input);
  if (!parsed.success) return { ok: false, problem: sentenceOf(parsed.error) };
  return { ok: true, suite: parsed.data };
}

/** What episode `index` is about: rules in proportion to their shares and well mixed, whatever part of a suite is run. */
export function episodeSlot(suite: Suite, index: number): EpisodeSlot {
  const perScene = suite.eachFrame ? FRAMES.length : 1;
  const scene = Math.floor(index / perScene);
  const scenes = Math.ceil(suite.episodes / perScene);
  const { rule, turn } = ruleOf(suite, scene, scenes);
  const { skill, relations, frames = FRAMES } = suite.tasks[rule];
  const relation = relations[turn % relations.length];
  const base = { skill, relation, scene, arranged: arrangedFor(suite.tasks[rule], turn) };
  if (!DIRECTIONS.has(relation) && relation !== 'gap') return { ...base, frame: null, frames: [] };
  if (suite.eachFrame) return { ...base, frame: FRAMES[index % perScene], frames: FRAMES };
  const frame = frames[Math.floor(turn / relations.length) % frames.length];
  return { ...base, frame, frames: [frame] };
}

/** Choices of several lists run through all their combinations. */
function arrangedFor({ scene }: Suite['tasks'][number], turn: number): Arranged {
  let left = turn;
  const required = (scene?.required ?? []).map((entry) => {
    if (typeof entry === 'string') return entry;
    const chosen = entry[left % entry.length];
    left = Math.floor(left / entry.length) + turn;
    return chosen;
  });
  return {
    required,
    categories: scene?.categories ?? {},
    relations: scene?.relations,
    count: scene?.count,
    on: scene?.on,
  };
}

/** A recipe as the scenes of an episode are made by it. */
export function arrangedRecipe(recipe: Recipe, { required, categories, relations, count, on }: Arranged): Recipe {
  const { objects } = recipe;
  const missing = required.filter((category) => !(category in objects.categories));
  return {
    ...recipe,
    relations: relations ?? recipe.relations,
    objects: {
      ...objects,
      count: count ?? objects.count,
      on: on ?? objects.on,
      categories: { ...objects.categories, ...Object.fromEntries(missing.map((id) => [id, 1])), ...categories },
      required: [...new Set([...objects.required, ...required])],
    },
  };
}

/** Views that a kind of task needs: one to point in, and of some another one. */
export const viewsOf = (skill: Skill): number => (skill === 'occluded' || skill === 'moved-camera' ? 2 : 1);

/** Seed of a scene's n-th trial: some arrangements have no room for the task. */
export const trialSeed = ({ id, seed }: Pick<Suite, 'id' | 'seed'>, scene: number, trial: number): number =>
  hashString(`suite ${id} ${seed} scene ${scene} trial ${trial}`);

/** Rule of a scene, and how often that rule had its turn before. */
function ruleOf({ tasks }: Suite, scene: number, scenes: number): { rule: number; turn: number } {
  const total = tasks.reduce((sum, { share }) => sum + share, 0);
  const counts = tasks.map(({ share }) => Math.floor((share * scenes) / total));
  const rest = tasks.map(({ share }, k) => (share * scenes) / total - counts[k]);
  const order = rest.map((_, k) => k).sort((a, b) => rest[b] - rest[a] || a - b);
  for (let k = 0, missing = scenes - counts.reduce((a, b) => a + b, 0); k < missing; k++) counts[order[k]]++;
  const places = counts.flatMap((count, rule) =>
    Array.from({ length: count }, (_, turn) => ({ rule, turn, at: (turn + 0.5) / count })),
  );
  places.sort((a, b) => a.at - b.at || a.rule - b.rule);
  return places[scene];
}
