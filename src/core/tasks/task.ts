import { z } from 'zod';

// A task of the closed loop: relations that are not true yet, and what it takes to make them true.

const id = z.number().int().min(1).max(65535);

/** Whose left and front are meant; ego names the view by its number in the episode. */
export const taskFrameSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ego'), view: z.number().int().min(0) }).readonly(),
  z.strictObject({ kind: z.literal('world') }).readonly(),
  z.strictObject({ kind: z.literal('object'), object: id }).readonly(),
]);

export const goalTypeSchema = z.enum(['left', 'right', 'front', 'behind', 'on', 'inside', 'between', 'gap']);

/** One relation of docs/spec.md that is to hold; `gap` is dist_closest within a tolerance. */
export const goalTermSchema = z
  .strictObject({
    type: goalTypeSchema,
    frame: taskFrameSchema.nullable(),
    subject: id,
    reference: id,
    second: id.optional(),
    /** Metres. */
    gap: z.strictObject({ value: z.number().positive(), tolerance: z.number().positive() }).readonly().optional(),
  })
  .readonly();

/** What a task asks for beyond one relation. */
export const skillSchema = z.enum([
  'place',
  'refuse',
  'metric',
  'compound',
  'stack',
  'clear',
  'occluded',
  'moved-camera',
  'disturbed',
]);

/** One move of a task: this object, so that these relations hold. No relation: anywhere out of the way. */
export const taskStepSchema = z.strictObject({ object: id, goal: z.array(goalTermSchema).readonly() }).readonly();

export const taskSchema = z
  .strictObject({
    skill: skillSchema,
    /** The moves that fulfil it, in order. What the last one's relations say is the goal. */
    steps: z.array(taskStepSchema).min(1).readonly(),
    /** All that must hold in the end. */
    goal: z.array(goalTermSchema).min(1).readonly(),
    /** refuse: it does not fit there (docs/spec.md §6), and saying so is right. */
    expected: z.enum(['place', 'refuse']),
    /** Numbers of the views that are shown when the object, and when the place is asked for; points lie in the last. */
    shown: z
      .strictObject({ object: z.array(z.number().int().min(0)).min(1), place: z.array(z.number().int().min(0)).min(1) })
      .readonly(),
    /** How each named object is called, without article. */
    phrases: z.record(z.string(), z.string()).readonly(),
    template: z.string(),
    text: z.string(),
    /** Share of the surface where the goal would be true, and of the objects that are the right one: what chance gets. */
    chance: z.strictObject({ object: z.number(), place: z.number() }).readonly(),
  })
  .readonly();

export type TaskFrame = z.infer<typeof taskFrameSchema>;
export type GoalType = z.infer<typeof goalTypeSchema>;
export type GoalTerm = z.infer<typeof goalTermSchema>;
export type Skill = z.infer<typeof skillSchema>;
export type TaskStep = z.infer<typeof taskStepSchema>;
export type Task = z.infer<typeof taskSchema>;

/** The relation a task is filed under, with the kind of its frame ("none" where it has none). */
export const relationOf = ({ goal }: Pick<Task, 'goal'>): GoalType => goal[0].type;
export const frameOf = ({ goal }: Pick<Task, 'goal'>): TaskFrame['kind'] | 'none' => goal[0].frame?.kind ?? 'none';

/** Objects that a task may move. */
export const movedBy = ({ steps }: Pick<Task, 'steps'>): ReadonlySet<number> => new Set(steps.map((s) => s.object));
