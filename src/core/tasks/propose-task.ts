import type { Language } from '../questions/language/language.js';
import type { Lexicon } from '../questions/lexicon.js';
import { createViewContext, type Referent, type ViewContext } from '../questions/view-context.js';
import { whyFrameUnreadable } from '../questions/evaluate-question.js';
import type { Rng } from '../random.js';
import { forwardOf } from '../camera/pinhole.js';
import { horizontal } from '../geometry/vec3.js';
import { assertNever } from '../result.js';
import { evaluateFits } from '../relations/fits.js';
import { profileOf } from '../relations/profile.js';
import { truthOf } from '../relations/seen-pixels.js';
import { mayBePaired } from '../relations/gates.js';
import { frameDirection, isSideways, type Direction } from '../relations/frames.js';
import type { SceneGraph, SeenView } from '../relations/scene-graph.js';
import { evaluateGoal, frameRef } from './evaluate-goal.js';
import { doesNotFit } from './does-not-fit.js';
import { goalRegion, type GoalRegion } from './goal-region.js';
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
  /** How things are called, where not as in the first view. */
  readonly referent?: ViewContext['referent'];
  readonly words: (phrases: Readonly<Record<string, string>>) => TaskWords;
}

/** Questions of docs/spec.md §6 asked of one scene. */
const MAX_FITS = 24;
/** A camera that moved looks at least this much another way. */
const MIN_CAMERA_TURN_DEG = 50;
/** Gaps asked for, and how far off they may come out: metres. */
const GAPS = [0.05, 0.08, 0.1, 0.15];
const GAP_TOLERANCE = 0.02;
/** Regions worked out in one scene before the next is tried: each costs tens of milliseconds. */
const MAX_REGIONS = 8;
/** Directions of one task in several frames are told apart by at least this, degrees. */
const MIN_FRAME_ANGLE_DEG = 45;

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
    case 'metric':
    case 'disturbed':
      return oneRelation(search);
    case 'compound':
      return compound(search);
    case 'stack':
      return stack(search);
    case 'clear':
      return clear(search);
    case 'occluded':
    case 'moved-camera':
      return fromTwoViews(search);
    default:
      return assertNever(search.slot.skill);
  }
}

/** Put A somewhere relative to B: the first pair with a goal that does not hold and can be reached, or for sure cannot. */
function oneRelation(search: TaskSearch): TaskDraft | null {
  const { graph, view, slot } = search;
  const { geometry, views } = graph;
  const isRefusal = slot.skill === 'refuse';
  let asked = 0;
  let regions = 0;
  for (const { a, goals } of relationGoals(search)) {
    if (goals.some((goal) => evaluateGoal(geometry, views, goal) === 'T')) continue;
    const index = slot.frame === null ? 0 : slot.frames.indexOf(slot.frame);
    if (isRefusal) {
      if (asked++ >= MAX_FITS) return null;
      if (!doesNotFit(graph, view, a.id, goals[index][0])) continue;
      return placing(search, a, goals[index], 'refuse', null);
    }
    const found = goals.map((goal) => {
      const region = goalRegion(geometry, views, view, { object: a.id, goal });
      return isRoomy(region) ? region : null;
    });
    if (found.every((region) => region !== null)) return placing(search, a, goals[index], 'place', found[index]);
    if (++regions >= MAX_REGIONS) return null;
  }
  return null;
}

/** Put A where two directions from two things hold at once. */
function compound(search: TaskSearch): TaskDraft | null {
  const { graph, view, movable, references, slot } = search;
  const { geometry, views } = graph;
  let regions = 0;
  for (const a of movable) {
    for (const [i, b] of references.entries()) {
      for (const c of references.slice(i + 1)) {
        if (!isPair(search, a, b) || !isPair(search, a, c) || !isPair(search, b, c)) continue;
        const [type, other] = acrossOf(slot.relation as Direction, search.rng.fork(`${b.id} ${c.id}`));
        const [first] = framesFor(search, b, slot.frames, type) ?? [];
        const [second] = framesFor(search, c, ['ego'], other) ?? [];
        if (!first || !second) continue;
        const goal: GoalTerm[] = [
          { type, frame: first, subject: a.id, reference: b.id },
          { type: other, frame: second, subject: a.id, reference: c.id },
        ];
        if (evaluateGoal(geometry, views, goal) === 'T') continue;
        if (regions++ >= MAX_REGIONS) return null;
        const region = goalRegion(geometry, views, view, { object: a.id, goal });
        if (isRoomy(region)) return placing(search, a, goal, 'place', region);
      }
    }
  }
  return null;
}

/** A direction, and one across it. */
function acrossOf(direction: Direction, rng: Rng): [Direction, Direction] {
  return [direction, rng.pick(isSideways(direction) ? (['front', 'behind'] as const) : (['left', 'right'] as const))];
}

/** Put B on C and A on B: three things that carry one another. */
function stack(search: TaskSearch): TaskDraft | null {
  const { graph, view, movable, references } = search;
  const { geometry, views } = graph;
  let regions = 0;
  const carries = (id: number) => geometry.surfacesOf(id).length > 0 && geometry.object(id).cavity === null;
  for (const b of movable) {
    if (!carries(b.id)) continue;
    for (const c of references) {
      if (!isPair(search, b, c) || !carries(c.id) || !isMovable(geometry, c.id)) continue;
      const first: GoalTerm[] = [{ type: 'on', frame: null, subject: b.id, reference: c.id }];
      if (evaluateGoal(geometry, views, first) === 'T') continue;
      for (const a of movable) {
        if (!isPair(search, a, b) || !isPair(search, a, c)) continue;
        const second: GoalTerm[] = [{ type: 'on', frame: null, subject: a.id, reference: b.id }];
        // Where B stands now A can be put on it; so it can when B stands on C, for B stays upright.
        if (regions >= MAX_REGIONS) return null;
        regions += 2;
        if (!isRoomy(goalRegion(geometry, views, view, { object: b.id, goal: first }))) break;
        const region = goalRegion(geometry, views, view, { object: a.id, goal: second });
        if (!isRoomy(region)) continue;
        return {
          steps: [
            { object: b.id, goal: first },
            { object: a.id, goal: second },
          ],
          goal: [...second, ...first],
          expected: 'place',
          shown: { object: [0], place: [0] },
          region,
          words: () => ({ form: 'task.stack', fill: { A: a.phrase, B: b.phrase, C: c.phrase } }),
        };
      }
    }
  }
  return null;
}

/** Put A beside B, where it fits nowhere until C is moved away. */
function clear(search: TaskSearch): TaskDraft | null {
  const { graph, view, slot, options } = search;
  const { geometry } = graph;
  let tried = 0;
  for (const { a, goals } of relationGoals(search)) {
    const [goal] = goals;
    const [term] = goal;
    if (term.frame === null || evaluateGoal(geometry, graph.views, goal) === 'T') continue;
    const question = {
      graph,
      view,
      moving: a.id,
      anchor: term.reference,
      frame: frameRef(term.frame),
      direction: term.type as Direction,
      profile: profileOf(geometry, [a.id, term.reference]),
    };
    if (tried++ >= MAX_FITS) return null;
    const now = evaluateFits(question);
    if (now.verdict !== 'F' || now.blockers.length !== 1) continue;
    const blocker = search.movable.find(({ id }) => id === now.blockers[0]);
    if (!blocker || blocker.id === a.id || blocker.id === term.reference) continue;
    if (evaluateFits({ ...question, without: blocker.id }).verdict !== 'T') continue;
    return {
      steps: [
        { object: blocker.id, goal: [] },
        { object: a.id, goal },
      ],
      goal,
      expected: 'place',
      shown: { object: [0], place: [0] },
      region: null,
      words: (phrases) => ({
        form: 'task.clear',
        fill: {
          A: a.phrase,
          C: blocker.phrase,
          where: whereText(options.language, geometry, goal, phrases, slot.skill),
        },
      }),
    };
  }
  return null;
}

/**
 * Put A beside B as the first camera sees it, pointing in the picture of the second: the first one does not show A at
 * all, or both do and the camera went round.
 */
function fromTwoViews(search: TaskSearch): TaskDraft | null {
  const { graph, slot, options, rng } = search;
  const { geometry, views } = graph;
  const [first, second] = views;
  if (second === undefined) return null;
  const isTurned = headingsApart(first, second) >= MIN_CAMERA_TURN_DEG;
  if (slot.skill === 'moved-camera' && !isTurned) return null;
  const context = createViewContext(graph, second, options.lexicon);
  const isHidden = (id: number) => (truthOf(first, id)?.visiblePixels ?? 0) === 0;
  const own = context.referents.filter(
    ({ id }) =>
      isMovable(geometry, id) && (options.isGraspable?.(id) ?? true) && (slot.skill !== 'occluded' || isHidden(id)),
  );
  const inBoth: TaskSearch = { ...search, view: second, context, movable: rng.fork('second').shuffle(own) };
  let regions = 0;
  for (const a of inBoth.movable) {
    for (const b of search.references) {
      // What stays must go by one name in both pictures.
      const there = context.referent(b.id);
      if (!('phrase' in there) || there.phrase !== b.phrase || !isPair(search, a, b)) continue;
      const frames = framesFor(search, b, ['ego'], slot.relation as Direction);
      if (!frames) continue;
      const goal: GoalTerm[] = [{ type: slot.relation, frame: frames[0], subject: a.id, reference: b.id }];
      if (evaluateGoal(geometry, views, goal) === 'T') continue;
      if (regions++ >= MAX_REGIONS) return null;
      const region = goalRegion(geometry, views, second, { object: a.id, goal });
      if (!isRoomy(region)) continue;
      return {
        ...placing(inBoth, a, goal, 'place', region),
        shown: { object: [0, 1], place: [0, 1] },
        referent: context.referent,
      };
    }
  }
  return null;
}

/** Horizontal angle between where two cameras look, degrees. */
function headingsApart(a: SeenView, b: SeenView): number {
  const [p, q] = [horizontal(forwardOf(a.record)), horizontal(forwardOf(b.record))];
  return p === null || q === null ? 0 : angleBetween(p, q);
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
        if (!frames) continue;
        const apart = gapTerm(search, a, b);
        yield { a, goals: frames.map((frame) => [{ ...base, frame }, ...apart]) };
      }
    }
  }
}

/** Of a metric task: how far the two shall be apart. */
function gapTerm({ slot, rng }: TaskSearch, a: Referent, b: Referent): GoalTerm[] {
  if (slot.skill !== 'metric') return [];
  const value = rng.fork(`gap ${a.id} ${b.id}`).pick(GAPS);
  return [{ type: 'gap', frame: null, subject: a.id, reference: b.id, gap: { value, tolerance: GAP_TOLERANCE } }];
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

function finish({ graph, context, slot, options, rng }: TaskSearch, draft: TaskDraft): Task {
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
        const referent = draft.referent?.(id) ?? context.referent(id);
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
      object: 1 / Math.max(1, looseThings(geometry, graph.views[shown.object[shown.object.length - 1]]).length),
      place: expected === 'refuse' ? 0 : (region?.share ?? 0),
    },
  };
}
