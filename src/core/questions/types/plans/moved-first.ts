import { firstBeforeFit, firstBeforeLift, liftable } from '../../../plans/moved-first.js';
import type { EvidenceStepLike } from '../../../plans/step.js';
import { minAreaRect } from '../../../geometry/polygon.js';
import { evaluateFits } from '../../../relations/fits.js';
import { evaluateFitsOn } from '../../../relations/fits-on.js';
import { whyNotMoved } from '../../../relations/fits-setting.js';
import type { Vec3 } from '../../../geometry/vec3.js';
import type { SceneGeometry } from '../../../relations/scene-geometry.js';
import { topsOf } from '../../../relations/top-patches.js';
import type { Answer, EvidenceStep } from '../../question-record.js';

import { questionSpec, specFromRecord } from '../../question-spec.js';
import type { ViewContext } from '../../view-context.js';
import { someAreSeen } from '../as-seen.js';
import { reachText } from '../fits.js';
import { directionOf, frameForm, frameOf, pairOf } from '../frames-here.js';
import type { Refused, ViewQuestionType } from '../question-type.js';

const MAX_OPTIONS = 4;

/** What must be moved first before A can be lifted (docs/spec.md §13.2)? */
export const MOVED_FIRST: ViewQuestionType = {
  name: 'moved-first',
  kind: 'plan',
  scope: 'view',
  types: ['moved_first'],
  weight: 2,
  *specs(context) {
    for (const { id: subject } of context.holders)
      if (isHandSized(context, subject))
        yield questionSpec({ kind: 'plan', type: 'moved_first', objects: { subject } });
  },
  stratum({ graph }, { objects: { subject } }) {
    return subject !== undefined && firstBeforeLift(graph.geometry, subject).first !== null ? 'blocked' : null;
  },
  roles(_, { objects: { subject } }) {
    return subject === undefined ? [] : [{ id: subject, level: 'support' }];
  },
  evaluate(context, { objects: { subject } }) {
    if (subject === undefined) return { refused: 'it needs a thing to lift' };
    if (!isHandSized(context, subject)) return { refused: 'nobody lifts it with a hand' };
    const { first, blockers, steps, reason } = firstBeforeLift(context.graph.geometry, subject);
    if (first === null) return { refused: reason ?? 'nothing is in the way' };
    const named = optionsAround(context, first, blockers, [subject]);
    if ('refused' in named) return named;
    return {
      verdict: 'T',
      measured: { blockers: blockers.length },
      answer: named.answer,
      evidence: { blockers, steps: steps.map(asStep) },
      phrases: named.phrases,
    };
  },
  form() {
    return 'moved_first.choice';
  },
  specOf(record) {
    return specFromRecord(record);
  },
};

/** Can A be lifted as things are? */
export const LIFTABLE: ViewQuestionType = {
  name: 'liftable',
  kind: 'plan',
  scope: 'view',
  types: ['liftable'],
  weight: 2,
  *specs(context) {
    for (const { id: subject } of context.holders) {
      const { fixed, structure } = context.graph.geometry.object(subject).record;
      if (!fixed && !structure && isHandSized(context, subject))
        yield questionSpec({ kind: 'plan', type: 'liftable', objects: { subject } });
    }
  },
  stratum({ graph }, { objects: { subject } }) {
    return subject === undefined ? null : liftable(graph.geometry, subject).verdict;
  },
  roles(_, { objects: { subject } }) {
    return subject === undefined ? [] : [{ id: subject, level: 'support' }];
  },
  evaluate(context, { objects: { subject } }) {
    if (subject === undefined) return { refused: 'it needs a thing to lift' };
    if (!isHandSized(context, subject)) return { refused: 'nobody lifts it with a hand' };
    const { verdict, blockers } = liftable(context.graph.geometry, subject);
    if (verdict === 'A') return { refused: 'something is almost in the way' };
    if (verdict === 'F' && !someAreSeen(context, blockers, 'content'))
      return { refused: 'what is in the way is hidden' };
    return { verdict, measured: {}, answer: { kind: 'yes-no', value: verdict === 'T' }, evidence: { blockers } };
  },
  form() {
    return 'liftable';
  },
  specOf(record) {
    return specFromRecord(record);
  },
  pair({ objects: { subject } }, category) {
    return subject === undefined ? null : `${category(subject)} lifted`;
  },
};

/** Larger things are furniture: a hand does not lift them. */
const MAX_LIFTED = 0.5;

const isHandSized = ({ graph }: ViewContext, id: number): boolean =>
  graph.geometry.object(id).largestExtent <= MAX_LIFTED;

/** What must be taken away for A to fit beside B (docs/spec.md §13.2)? */
export const REMOVED_TO_FIT: ViewQuestionType = {
  name: 'removed-to-fit',
  kind: 'plan',
  scope: 'view',
  types: ['removed_to_fit'],
  // Tops that are taken by one thing. Beside a thing the same can be evaluated, but is not proposed: of 540 places that
  // looked it, with a movable thing in them and little room, none was (three kinds of tables, 150 ms each).
  weight: 1,
  tries: 6,
  *specs(context) {
    const { geometry } = context.graph;
    for (const { id: subject } of context.referents) {
      if (whyNotMoved(geometry, subject) !== null) continue;
      for (const { id: reference } of context.holders)
        if (subject !== reference && isOccupiedTop(geometry, subject, reference))
          yield questionSpec({ kind: 'plan', type: 'removed_to_fit', form: 'on', objects: { subject, reference } });
    }
  },
  roles(_, spec) {
    const [subject, reference] = pairOf(spec);
    const isOn = spec.form === 'on';
    return [
      { id: subject, level: 'name' },
      { id: reference, level: isOn ? 'support' : 'name', ...(isOn && { aside: true }) },
    ];
  },
  evaluate(context, spec, profile) {
    const { graph, view } = context;
    const [moving, anchor] = pairOf(spec);
    const fitsWithout =
      spec.form === 'on'
        ? (without?: number) => evaluateFitsOn({ graph, view, moving, support: anchor, profile, without })
        : (without?: number) =>
            evaluateFits({
              graph,
              view,
              moving,
              anchor,
              frame: frameOf(spec),
              direction: directionOf(spec),
              profile,
              without,
            });
    const asIs = fitsWithout();
    const { first, blockers, steps, without, reason } = firstBeforeFit(graph.geometry, anchor, asIs, fitsWithout);
    if (first === null || without === null) return { refused: reason ?? 'no one thing is in the way' };
    const named = optionsAround(context, first, [first], [moving, anchor]);
    if ('refused' in named) return named;
    return {
      verdict: 'T',
      measured: asIs.measured,
      answer: named.answer,
      evidence: {
        witness: without.witness,
        blockers,
        rejected: asIs.rejected,
        params: { tried: asIs.tried },
        steps: steps.map(asStep),
      },
      phrases: named.phrases,
      fill: spec.form === 'on' ? {} : { reach: reachText(profile) },
    };
  },
  form(context, spec) {
    if (spec.form === 'on') return 'removed_to_fit.on';
    const direction = directionOf(spec);
    return `removed_to_fit.${direction}.${frameForm(context, frameOf(spec), direction)}`;
  },
  specOf(record) {
    return specFromRecord(record, record.direction === null ? 'on' : '');
  },
};

/** A look: whether B has a top that is large enough for A, but not beside what stands on it. */
function isOccupiedTop(geometry: SceneGeometry, subject: number, reference: number): boolean {
  if (geometry.object(reference).record.fixed) return false;
  const a = geometry.object(subject);
  const carried = geometry
    .contactsOf(reference)
    .filter(({ a: id, b }) => b === reference && id !== subject)
    .map(({ a: id }) => geometry.object(id));
  if (carried.length === 0) return false;
  const need = minAreaRect(a.footprint).width;
  return topsOf(geometry, reference, a.height).tops.some(({ outline }) => {
    const { axis, width } = minAreaRect(outline);
    if (width < MIN_TOP * need) return false;
    const directions: Vec3[] = [
      [axis[0], axis[1], 0],
      [-axis[1], axis[0], 0],
    ];
    return carried.some((other) =>
      directions.every((d) => {
        const ends = outline.map(([x, y]) => x * d[0] + y * d[1]);
        const { min, max } = other.support(d);
        return Math.max(min - Math.min(...ends), Math.max(...ends) - max) < MAX_BESIDE * need;
      }),
    );
  });
}

/** Widths of the object that a top needs for it to stand there at all: it may reach over the edge a little. */
const MIN_TOP = 0.9;
/** Free strips beside a thing narrower than this many widths leave no room. */
const MAX_BESIDE = 1;

const asStep = ({ op, args, value, verdict }: EvidenceStepLike): EvidenceStep => ({
  op,
  args,
  frame: null,
  value,
  verdict,
});

/** A choice among things that can be named here: the right one, others that are in the way too, and what stands nearest. */
function optionsAround(
  { graph, referents }: ViewContext,
  correct: number,
  blockers: readonly number[],
  asked: readonly number[],
): { readonly answer: Answer; readonly phrases: Record<string, string> } | Refused {
  const { geometry } = graph;
  const named = new Map(referents.map((referent) => [referent.id, referent]));
  const right = named.get(correct);
  if (!right) return { refused: 'what must be moved cannot be named here' };
  const from = geometry.object(correct).center;
  const away = (id: number) => Math.hypot(...geometry.object(id).center.map((x, k) => x - from[k]));
  // A phrase that names one of the asked things ("the mug on the book") would give the answer away.
  const free = (id: number) => {
    const anchor = named.get(id)?.anchor ?? null;
    return !asked.includes(id) && (anchor === null || !asked.includes(anchor));
  };
  if (!free(correct)) return { refused: 'its name would give it away' };
  const others = [...named.keys()]
    .filter((id) => id !== correct && free(id) && !geometry.object(id).record.fixed)
    .sort((a, b) => Number(blockers.includes(b)) - Number(blockers.includes(a)) || away(a) - away(b) || a - b);
  const ids = [correct, ...others.slice(0, MAX_OPTIONS - 1)].sort((a, b) => a - b);
  if (ids.length < 3) return { refused: 'there is hardly anything else to choose from' };
  const phrase = (id: number) => named.get(id)?.phrase ?? '';
  return {
    answer: {
      kind: 'choice',
      options: ids.map((id) => ({ text: `the ${phrase(id)}`, object: id })),
      correct: ids.indexOf(correct),
    },
    phrases: Object.fromEntries(ids.map((id) => [id, phrase(id)])),
  };
}
