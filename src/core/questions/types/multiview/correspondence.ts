import { markOf } from '../../../multiview/same-object.js';
import { CONSTANTS } from '../../../relations/constants.js';
import { gate, mayBePaired } from '../../../relations/gates.js';
import { profileOf } from '../../../relations/profile.js';
import { truthOf } from '../../../relations/seen-pixels.js';
import { objectPoints } from '../../object-points.js';
import type { Answer } from '../../question-record.js';
import { questionSpec, specFromRecord, type QuestionSpec } from '../../question-spec.js';
import type { SceneContext } from '../../scene-context.js';
import type { ViewContext } from '../../view-context.js';
import type { Refused, SceneAnswered, SceneQuestionType } from '../question-type.js';
import { askedPair, pointText, viewIds, viewPairs } from './views-here.js';

const FORMS = ['points', 'box', 'choice'] as const;
const MAX_OPTIONS = 4;

/** The thing marked in the first image: where is it in the second (docs/spec.md §12.3)? */
export const CORRESPONDENCE: SceneQuestionType = {
  name: 'correspondence',
  kind: 'multiview',
  scope: 'scene',
  types: ['correspondence'],
  weight: 4,
  *specs(context) {
    for (const [first, second] of viewPairs(context)) {
      const inSecond = new Set(markable(second));
      for (const subject of markable(first)) {
        if (!inSecond.has(subject)) continue;
        for (const form of FORMS)
          yield questionSpec({
            kind: 'multiview',
            type: 'correspondence',
            form,
            objects: { subject },
            views: viewIds(first, second),
          });
      }
    }
  },
  /** Things with a double in the second image ask more of whoever answers. */
  stratum(context, { form, objects, views }) {
    const second = context.view(views[1]);
    const hasDouble = second && objects.subject !== undefined && doublesOf(second, objects.subject).length > 0;
    return `${form} ${hasDouble ? 'double' : 'single'}`;
  },
  evaluate(context, spec) {
    const marked = markedThing(context, spec);
    if ('refused' in marked) return marked;
    const answer = answerIn(marked, spec.form);
    return 'refused' in answer ? answer : { ...marked.answered, answer, form: `correspondence.${spec.form}` };
  },
  specOf(record) {
    const form = record.answer.kind === 'points' ? 'points' : record.answer.kind === 'box2d' ? 'box' : 'choice';
    return specFromRecord(record, form);
  },
};

interface Marked {
  readonly id: number;
  readonly second: ViewContext;
  readonly answered: Omit<SceneAnswered, 'answer' | 'form'>;
}

function markedThing(context: SceneContext, spec: QuestionSpec): Marked | Refused {
  const pair = askedPair(context, spec);
  if ('refused' in pair) return pair;
  const { first, second, overlap } = pair;
  const id = spec.objects.subject;
  if (id === undefined) return { refused: 'no thing is marked' };
  const { geometry } = context.graph;
  const profile = profileOf(geometry, [id]);
  const seen = gate(geometry, first.view, id, 'target', CONSTANTS[profile]);
  const again = gate(geometry, second.view, id, 'name', CONSTANTS[profile]);
  const mark = markOf(first.view, id);
  if (!seen.passed || mark === null) return { refused: 'too little of it shows in the first image' };
  if (!again.passed) return { refused: 'too little of it shows in the second image' };
  const { name } = geometry.object(id).record;
  return {
    id,
    second,
    answered: {
      verdict: 'T',
      measured: { markU: mark[0], markV: mark[1] },
      evidence: {
        gates: {
          viewOverlap: overlap,
          [`${id}@${first.view.record.id}`]: seen.measured,
          [`${id}@${second.view.record.id}`]: again.measured,
        },
      },
      profile,
      fill: { point: pointText(mark, first.view), noun: name },
      phrases: {},
    },
  };
}

function answerIn({ id, second }: Marked, form: string): Answer | Refused {
  const { view } = second;
  if (form === 'points') {
    return objectPoints(view, id);
  }
  if (form === 'box') {
    const truth = truthOf(view, id);
    return truth?.box && truth.amodalBox
      ? { kind: 'box2d', box: truth.box, amodal: truth.amodalBox }
      : { refused: 'it does not show in the second image' };
  }
  const others = [...doublesOf(second, id), ...nearest(second, id)].filter((other, i, all) => all.indexOf(other) === i);
  const ids = [id, ...others.slice(0, MAX_OPTIONS - 1)].sort((a, b) => a - b);
  if (ids.length < 3) return { refused: 'there is hardly anything else to choose from' };
  const options = ids.map((option) => ({
    text: pointText(markOf(view, option) as [number, number], view),
    object: option,
  }));
  return { kind: 'choice', options, correct: ids.indexOf(id) };
}

const marked = new WeakMap<ViewContext, readonly number[]>();

/** Things that a point can mark in a view, in id order. */
export function markable(context: ViewContext): readonly number[] {
  const known = marked.get(context);
  if (known) return known;
  const { holders, referents, graph, view } = context;
  const ids = graph.geometry.objects
    .filter(({ record }) => !record.structure && gate(graph.geometry, view, record.id, 'target', CONSTANTS.room).passed)
    .map(({ record }) => record.id)
    .filter((id) => !isStage(holders, referents, graph.geometry.object(id).record.fixed, id))
    .filter((id) => markOf(view, id) !== null);
  marked.set(context, ids);
  return ids;
}

/** A table or floor that carries everything has no place of its own to point at. */
const isStage = (
  holders: ViewContext['holders'],
  referents: ViewContext['referents'],
  fixed: boolean,
  id: number,
): boolean => fixed && ![...holders, ...referents].some((known) => known.id === id);

/** Markable things of the same category. */
export function doublesOf(context: ViewContext, id: number): number[] {
  const { geometry } = context.graph;
  const { category } = geometry.object(id).record;
  return markable(context).filter(
    (other) => other !== id && geometry.object(other).record.category === category && mayBePaired(geometry, id, other),
  );
}

/** The other markable things, nearest in the image first. */
function nearest(context: ViewContext, id: number): number[] {
  const { geometry } = context.graph;
  const from = markOf(context.view, id) ?? [0, 0];
  const away = (other: number) => {
    const [u, v] = markOf(context.view, other) ?? [Infinity, Infinity];
    return Math.hypot(u - from[0], v - from[1]);
  };
  return markable(context)
    .filter((other) => other !== id && mayBePaired(geometry, id, other))
    .sort((a, b) => away(a) - away(b) || a - b);
}
