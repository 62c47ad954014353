import type { Language } from '../questions/language/language.js';
import type { Lexicon } from '../questions/lexicon.js';
import { createViewContext, type Referent, type ViewContext } from '../questions/view-context.js';
import { whyFrameUnreadable } from '../questions/evaluate-question.js';
import type { Rng } from '../random.js';
import { mayBePaired } from '../relations/gates.js';
import { frameDirection, isSideways, type Direction } from '../relations/frames.js';
import type { SceneGraph, SeenView } from '../relations/scene-graph.js';
import { evaluateGoal, frameRef } from './evaluate-goal.js';
import { doesNotFit } from './does-not-fit.js';
import { goalRegion, ownersOf, type GoalRegion } from './goal-region.js';
import { isMovable, looseThings } from './movable.js';
import { isRoomy } from './roomiest.js';
import type { EpisodeSlot, FrameKind, Suite } from './suite.js';
import type { GoalTerm, Task, TaskFrame, TaskStep } from './task.js';
import { whereText, wordTask, type TaskWords } from './word-task.js';

/** What is needed to propose a task beside the scene itself. */
export interface ProposeOptions {
  readonly language: Language;
  readonly lexicon: Lexicon;
  readonly categories?: Suite['categories'];
  /** Whether a gripper gets hold of it; left out where nothing is grasped. */
  readonly isGraspable?: (id: number) => boolean;
}

/** Everything a kind of task is looked for with. */
export interface TaskSearch {
  readonly graph: SceneGraph;
  readonly view: SeenView;
  readonly context: ViewContext;
  readonly slot: EpisodeSlot;
  readonly options: ProposeOptions;
  /** Things that may be moved and can be named, in random order. */
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
  readonly words: (phrases: Readonly<Record<string, string>>) => TaskWords;
}

/** Regions worked out in one scene before the next is tried: each costs tens of milliseconds. */
const MAX_REGIONS = 8;
/** Directions of one task in several frames are told apart by at least this, degrees. */
const MIN_FRAME_ANGLE_DEG = 60;

/**
 * A task of the kind a slot asks for, whose goal does not hold yet and can be reached by pointing at the picture; or null
 * when this scene has none.
 */
export function proposeTask(graph: SceneGraph, slot: EpisodeSlot, options: ProposeOptions, rng: Rng): Task | null {
  const view = graph.views[0];
  const context = createViewContext(graph, view, options.lexicon);
  const { geometry } = graph;
  const isOf = (id: number, list: readonly string[] | undefined) =>
    list === undefined || list.includes(geometry.object(id).record.category);
  const movable = context.referents.filter(
    ({ id }) => isOf(id, options.categories?.object) && isMovable(geometry, id) && (options.isGraspable?.(id) ?? true),
  );
  const search: TaskSearch = {
    graph,
    view,
    context,
    slot,
    options,
    movable: rng.fork('object').shuffle(movable),
    references: rng.fork('reference').shuffle([...context.referents]),
    rng,
  };
  const draft = draftTask(search);
  return draft && finish(search, draft);
}

function draftTask(search: TaskSearch): TaskDraft | null {
  switch (search.slot.skill) {
    case 'place':
    case 'refuse':
      return oneRelation(search);
    default:
      return null;
  }
}

/** Put A somewhere relative to B: the first pair with a goal that does not hold and can be reached, or for sure cannot. */
function oneRelation(search: TaskSearch): TaskDraft | null {
  const { graph, view, slot } = search;
  const { geometry, views } = graph;
  const isRefusal = slot.skill === 'refuse';
  let regions = 0;
  for (const { a, goals } of relationGoals(search)) {
    if (goals.some((goal) => evaluateGoal(geometry, views, goal) === 'T')) continue;
    const index = slot.frame === null ? 0 : slot.frames.indexOf(slot.frame);
    if (isRefusal) {
      if (!doesNotFit(graph, view, a.id, goals[index][0])) continue;
      return placing(search, a, goals[index], 'refuse', null);
    }
    const found = goals.map((goal) => {
      if (regions++ >= MAX_REGIONS) return null;
      const region = goalRegion(geometry, views, view, { object: a.id, goal });
      return isRoomy(region) ? region : null;
    });
    if (found.every((region) => region !== null)) return placing(search, a, goals[index], 'place', found[index]);
    if (regions >= MAX_REGIONS) return null;
  }
  return null;
}

const placing = (
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

/** Pairs and triples that a slot's relation could be asked of, with the goal in each of the slot's frames. */
function* relationGoals(search: TaskSearch): Generator<{ a: Referent; goals: readonly (readonly GoalTerm[])[] }> {
  const { graph, slot, movable, references, options } = search;
  const { geometry } = graph;
  for (const a of movable) {
    for (const b of references) {
      if (!isPair(search, a, b)) continue;
      if (options.categories?.reference?.includes(geometry.object(b.id).record.category) === false) continue;
      const base = { type: slot.relation, subject: a.id, reference: b.id };
      if (slot.relation === 'between') {
        for (const c of references) {
          if (c.id <= b.id || !isPair(search, a, c) || !isPair(search, b, c)) continue;
          if (c.anchor === b.id || b.anchor === c.id) continue;
          yield { a, goals: [[{ ...base, frame: null, second: c.id }]] };
        }
      } else if (slot.frames.length === 0) {
        if (slot.relation === 'inside' && geometry.object(b.id).cavity === null) continue;
        yield { a, goals: [[{ ...base, frame: null }]] };
      } else {
        const frames = framesFor(search, b, slot.frames, slot.relation as Direction);
        if (frames) yield { a, goals: frames.map((frame) => [{ ...base, frame }]) };
      }
    }
  }
}

function isPair({ graph }: TaskSearch, a: Referent, b: Referent): boolean {
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

const angleBetween = (a: readonly number[], b: readonly number[]): number =>
  (Math.acos(Math.max(-1, Math.min(1, a[0] * b[0] + a[1] * b[1]))) * 180) / Math.PI;

function finish({ graph, view, context, slot, options, rng }: TaskSearch, draft: TaskDraft): Task {
  const { geometry } = graph;
  const { steps, goal, expected, shown, region } = draft;
  const ids = new Set(
    [...goal, ...steps.flatMap((step) => step.goal)].flatMap((term) => [
      term.subject,
      term.reference,
      ...(term.second === undefined ? [] : [term.second]),
      ...(term.frame?.kind === 'object' ? [term.frame.object] : []),
    ]),
  );
  for (const { object } of steps) ids.add(object);
  const phrases = Object.fromEntries(
    [...ids]
      .sort((p, q) => p - q)
      .map((id): [string, string] => {
        const referent = context.referent(id);
        return [String(id), 'phrase' in referent ? referent.phrase : geometry.object(id).record.name];
      }),
  );
  const words = draft.words(phrases);
  return {
    skill: slot.skill,
    steps,
    goal,
    expected,
    shown,
    phrases,
    ...wordTask(options.language, words, graph.geometry.scene.split, rng.fork('words')),
    chance: {
      object: 1 / Math.max(1, looseThings(geometry, view).length),
      place: expected === 'refuse' ? 0 : (region?.share ?? 0),
    },
  };
}

export { isSideways, ownersOf };
