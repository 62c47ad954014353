import type { PlannedPose } from '../../rollout/plan-pose.js';
import type { Language } from '../../questions/language/language.js';
import type { Lexicon } from '../../questions/lexicon.js';
import { whyFrameUnreadable } from '../../questions/evaluate-question.js';
import type { Referent, ViewContext } from '../../questions/view-context.js';
import type { Rng } from '../../random.js';
import { mayBePaired } from '../../relations/gates.js';
import { frameDirection, type Direction } from '../../relations/frames.js';
import type { SceneGraph, SeenView } from '../../relations/scene-graph.js';
import { frameRef } from '../evaluate-goal.js';
import type { GoalRegion } from '../goal-region.js';
import { isRoomy, roomiest } from '../roomiest.js';
import type { EpisodeSlot, FrameKind, Suite } from '../suite.js';
import type { GoalTerm, Task, TaskFrame, TaskStep } from '../task.js';
import { whereText, type TaskWords } from '../word-task.js';

// What all kinds of tasks are looked for with.

/** What is needed to propose a task beside the scene itself. */
export interface ProposeOptions {
  readonly language: Language;
  readonly lexicon: Lexicon;
  readonly categories?: Suite['categories'];
  /** Whether a gripper gets hold of it; left out where nothing is grasped. */
  readonly isGraspable?: (id: number) => boolean;
  /** Whether an arm gets it to where it is to be let go, nothing slipping; left out where nothing is grasped. */
  readonly canPlace?: (id: number, plan: PlannedPose) => boolean;
}

/** Everything a kind of task is looked for with. */
export interface TaskSearch {
  readonly graph: SceneGraph;
  readonly view: SeenView;
  readonly context: ViewContext;
  readonly slot: EpisodeSlot;
  readonly options: ProposeOptions;
  /** Things that stand free and can be named, in random order; whether a hand can take them is not asked yet. */
  readonly movable: readonly Referent[];
  /** Things that can be named, in random order. */
  readonly references: readonly Referent[];
  readonly rng: Rng;
}

/** A task without its words and its odds. */
export interface TaskDraft {
  readonly steps: readonly TaskStep[];
  readonly goal: readonly GoalTerm[];
  readonly expected: Task['expected'];
  readonly shown: Task['shown'];
  readonly region: GoalRegion | null;
  /** How things are called, where not as in the first view. */
  readonly referent?: ViewContext['referent'];
  readonly words: (phrases: Readonly<Record<string, string>>) => TaskWords;
}

/** Questions of docs/spec.md §6 asked of one scene. */
export const MAX_FITS = 24;
/** Regions worked out in one scene before the next is tried: each costs tens of milliseconds. */
export const MAX_REGIONS = 8;
/** Directions of one task in several frames are told apart by at least this, degrees. */
const MIN_FRAME_ANGLE_DEG = 45;

/** Whether a hand can take it: asked as late as can be, for it takes a while to find out. */
export const isTakable = ({ options }: TaskSearch, id: number): boolean => options.isGraspable?.(id) ?? true;

/** Whether a place can be pointed at with room around it, and reached where an arm has to. */
export function isWorthAsking({ options }: TaskSearch, id: number, region: GoalRegion): boolean {
  if (!isRoomy(region)) return false;
  const plan = roomiest(region)?.plan;
  return !!plan && (options.canPlace?.(id, plan) ?? true);
}

export function isPair({ graph }: TaskSearch, a: Referent, b: Referent): boolean {
  return a.id !== b.id && mayBePaired(graph.geometry, a.id, b.id) && a.anchor !== b.id && b.anchor !== a.id;
}

/** The frames of a direction from B, if all of them are readable and, of several, clearly differ; else null. */
export function framesFor(
  { graph, view, context }: Pick<TaskSearch, 'graph' | 'view' | 'context'>,
  { id }: Referent,
  kinds: readonly FrameKind[],
  direction: Direction,
): readonly TaskFrame[] | null {
  const frames: TaskFrame[] = [];
  const vectors: (readonly number[])[] = [];
  for (const kind of kinds) {
    const frame: TaskFrame = kind === 'ego' ? { kind, view: 0 } : kind === 'object' ? { kind, object: id } : { kind };
    if (whyFrameUnreadable(context, { frame: frameRef(frame) }) !== null) return null;
    const vector = frameDirection(graph, view, frameRef(frame), direction);
    if ('reason' in vector) return null;
    if (vectors.some((other) => angleBetween(other, vector.d) < MIN_FRAME_ANGLE_DEG)) return null;
    vectors.push(vector.d);
    frames.push(frame);
  }
  return frames;
}

/** Degrees. */
export const angleBetween = (a: readonly number[], b: readonly number[]): number =>
  (Math.acos(Math.max(-1, Math.min(1, a[0] * b[0] + a[1] * b[1]))) * 180) / Math.PI;

/** One move: A to where a goal holds. */
export const placing = (
  { graph, slot, options }: TaskSearch,
  a: Referent,
  goal: readonly GoalTerm[],
  expected: Task['expected'],
  region: GoalRegion | null,
): TaskDraft => ({
  steps: [{ object: a.id, goal }],
  goal,
  expected,
  shown: { object: [0], place: [0] },
  region,
  words: (phrases) => ({
    form: 'task.put',
    fill: { A: a.phrase, where: whereText(options.language, graph.geometry, goal, phrases, slot.skill) },
  }),
});
