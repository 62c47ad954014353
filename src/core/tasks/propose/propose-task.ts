import { createViewContext } from '../../questions/view-context.js';
import type { Rng } from '../../random.js';
import type { SceneGraph } from '../../relations/scene-graph.js';
import { assertNever } from '../../result.js';
import { isMovable, looseThings } from '../movable.js';
import type { EpisodeSlot } from '../suite.js';
import type { Task } from '../task.js';
import { wordTask } from '../word-task.js';
import { clear } from './clear.js';
import { compound } from './compound.js';
import { oneRelation } from './one-relation.js';
import type { ProposeOptions, TaskDraft, TaskSearch } from './search.js';
import { stack } from './stack.js';
import { fromTwoViews } from './two-views.js';

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
  const movable = context.referents.filter(({ id }) => isOf(id, options.categories?.object) && isMovable(geometry, id));
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
