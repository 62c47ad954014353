import { hashString } from '../random.js';
import { evaluateDirection } from '../relations/direction.js';
import type { Direction, FrameRef } from '../relations/frames.js';
import type { SceneGraph } from '../relations/scene-graph.js';
import { topsOf } from '../relations/top-patches.js';
import { above } from '../relations/vertical.js';
import type { Recipe } from '../scene/recipe.js';
import type { Entry } from './balance.js';
import { balanceFacts } from './balance-facts.js';
import { budgetPerView } from './budget.js';
import type { Candidate } from './candidate.js';
import { evaluateQuestion, type QuestionSpec } from './evaluate-question.js';
import type { Lexicon } from './lexicon.js';
import { specKey } from './spec-key.js';
import { isPlausibleFit, roomOverNeed } from './tightness.js';
import { createViewContext, type ViewContext } from './view-context.js';

const DIRECTIONS: readonly Direction[] = ['left', 'right', 'front', 'behind'];

/** Candidates kept for each question of the budget: balance over the whole set throws some away. */
const OVERSAMPLE = { configuration: 2, context: 1.5, compatibility: 1.5 } as const;
/** Free space and fits are costly: at most this many are tried for each candidate wanted. */
const TRIES_PER_CANDIDATE = 1.3;

/** Room of less than this many widths of the object counts as tight. */
const TIGHT = 1.1;

/** A candidate with what balance needs to know of it. */
export interface AskedCandidate {
  readonly entry: Entry;
  readonly candidate: Candidate;
}

/**
 * What can be asked of a scene, view by view: only what is true or false and passes its gates. A pure function of the
 * stored scene; chance comes from hashes of the questions themselves.
 */
export function askScene(graph: SceneGraph, rules: Recipe['questions'], lexicon: Lexicon): AskedCandidate[] {
  const budget = budgetPerView(rules);
  const asked: AskedCandidate[] = [];
  for (const view of graph.views) {
    const context = createViewContext(graph, view, lexicon);
    const specs = [
      ...chooseConfigurations(context, Math.ceil(budget.configuration * OVERSAMPLE.configuration)),
      ...inOrder(context, contextSpecs(context)),
      ...compatibilityInOrder(context),
    ];
    const wanted = {
      configuration: Infinity,
      context: Math.ceil(budget.context * OVERSAMPLE.context),
      compatibility: Math.ceil(budget.compatibility * OVERSAMPLE.compatibility),
    };
    const tries = {
      configuration: Infinity,
      context: Math.ceil(wanted.context * TRIES_PER_CANDIDATE),
      compatibility: Math.ceil(wanted.compatibility * TRIES_PER_CANDIDATE),
    };
    for (const spec of specs) {
      const kind = kindOf(spec);
      if (wanted[kind] <= 0 || tries[kind] <= 0) continue;
      tries[kind]--;
      const result = evaluateQuestion(context, spec);
      if ('refused' in result) continue;
      wanted[kind]--;
      asked.push({ candidate: result.candidate, entry: entryOf(context, result.candidate) });
    }
  }
  return asked;
}

/** The three kinds of the recipe's mix. */
export function kindOf(spec: QuestionSpec): 'configuration' | 'context' | 'compatibility' {
  if (spec.type === 'free_space') return 'context';
  return spec.type === 'fits' || spec.type === 'fits_on' ? 'compatibility' : 'configuration';
}

/** Order by a hash of the question itself: the same choice whatever else is asked. */
export const orderOf = (context: ViewContext, spec: QuestionSpec): number =>
  hashString(`${context.view.record.id} ${specKey(spec)}`);

function entryOf(context: ViewContext, candidate: Candidate): Entry {
  return {
    ...balanceFacts(candidate.record, context.graph.geometry.scene),
    key: candidate.key,
    order: hashString(candidate.key),
    form: Object.values(candidate.form).join(' '),
  };
}

function inOrder(context: ViewContext, specs: readonly QuestionSpec[]): QuestionSpec[] {
  return byOrder(
    context,
    specs.map((spec) => ({ spec })),
  ).map(({ spec }) => spec);
}

function byOrder<T extends { readonly spec: QuestionSpec }>(context: ViewContext, items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, order: orderOf(context, item.spec), key: specKey(item.spec) }))
    .sort((a, b) => a.order - b.order || (a.key < b.key ? -1 : 1))
    .map(({ item }) => item);
}

/**
 * Evaluates every pair, direction and frame, and takes from each stratum (relation, frame, answer, kind of no, camera's
 * own answer) in turn, so that rare ones are not drowned by common ones.
 */
function chooseConfigurations(context: ViewContext, count: number): QuestionSpec[] {
  const strata = new Map<string, { spec: QuestionSpec }[]>();
  const put = (stratum: string, spec: QuestionSpec) => {
    const list = strata.get(stratum);
    if (list) list.push({ spec });
    else strata.set(stratum, [{ spec }]);
  };
  const { graph, view, referents } = context;
  const { objects: anchors } = graph.geometry.scene.anchor.by;
  const isAnchorPair = (a: number, b: number) => anchors.includes(a) && anchors.includes(b);
  for (const a of referents) {
    for (const b of referents) {
      if (a.id === b.id) continue;
      for (const type of ['above', 'below'] as const) {
        const [over, under] = type === 'above' ? [a.id, b.id] : [b.id, a.id];
        const { verdict, measured } = above(graph.geometry, over, under);
        // A "no" between things side by side is rarely worth asking; one over the other, the wrong way round, is.
        const aligned = Number(measured['footprintOverlap']) > 0;
        if (verdict !== 'A') put(`${type} ${verdict} ${aligned}`, { type, subject: a.id, reference: b.id });
      }
      for (const direction of DIRECTIONS) {
        const ego = evaluateDirection(graph, view, { kind: 'ego' }, direction, a.id, b.id);
        for (const frame of framesOf(context, b.id)) {
          const judged = frame.kind === 'ego' ? ego : evaluateDirection(graph, view, frame, direction, a.id, b.id);
          // "Facing from the lamp to the clock, is the clock further forward than the lamp?" answers itself.
          if (judged.verdict === 'A' || (frame.kind === 'world' && isAnchorPair(a.id, b.id))) continue;
          const opposite =
            judged.verdict === 'F' && Number(judged.measured['delta']) < -Number(judged.measured['margin']);
          const versus =
            frame.kind === 'ego'
              ? ''
              : ego.verdict === 'A'
                ? 'none'
                : ego.verdict === judged.verdict
                  ? 'same'
                  : 'differs';
          put(`${direction} ${frame.kind} ${judged.verdict} ${opposite} ${versus}`, {
            type: direction,
            frame,
            subject: a.id,
            reference: b.id,
          });
        }
      }
    }
  }
  const queues = [...strata.keys()]
    .sort()
    .map((stratum) => byOrder(context, strata.get(stratum) ?? []).map(({ spec }) => spec));
  return takeInTurn(queues, count, MOST_PER_PAIR, pairKeyOf);
}

/** Left and right of one pair in one frame say the same twice; more would be a drill. */
const MOST_PER_PAIR = 2;

function pairKeyOf(spec: QuestionSpec): string {
  if (!('subject' in spec)) return specKey(spec);
  const frame = 'frame' in spec ? spec.frame.kind : 'any';
  return `${frame} ${Math.min(spec.subject, spec.reference)} ${Math.max(spec.subject, spec.reference)}`;
}

/** One of each queue in turn; at most `most` that share a key. */
function takeInTurn<T>(
  queues: readonly (readonly T[])[],
  count: number,
  most = Infinity,
  keyOf: (item: T) => string = () => '',
): T[] {
  const taken: T[] = [];
  const used = new Map<string, number>();
  const next = queues.map(() => 0);
  for (let before = -1; taken.length < count && before !== taken.length;) {
    before = taken.length;
    for (const [q, queue] of queues.entries()) {
      while (next[q] < queue.length && (used.get(keyOf(queue[next[q]])) ?? 0) >= most) next[q]++;
      if (next[q] >= queue.length || taken.length >= count) continue;
      const item = queue[next[q]++];
      used.set(keyOf(item), (used.get(keyOf(item)) ?? 0) + 1);
      taken.push(item);
    }
  }
  return taken;
}

/** Frames in which something may be asked about a reference in this view. */
function framesOf(context: ViewContext, reference: number): FrameRef[] {
  const frames: FrameRef[] = [{ kind: 'ego' }];
  if (context.worldReadable) frames.push({ kind: 'world' });
  if (context.graph.geometry.object(reference).front !== null) frames.push({ kind: 'object', object: reference });
  return frames;
}

/**
 * Beside something, tight ones and others in turn, each in their own chance order (without the tight ones there would
 * hardly be a "no"); every fourth on top of something, from the second on.
 */
function compatibilityInOrder(context: ViewContext): QuestionSpec[] {
  const ordered = inOrder(context, besideSpecs(context));
  const isTight = (spec: QuestionSpec) =>
    spec.type === 'fits' && roomOverNeed(context, spec.subject, spec.reference, spec.frame, spec.direction) < TIGHT;
  const beside = takeInTurn([ordered.filter(isTight), ordered.filter((spec) => !isTight(spec))], ordered.length);
  const third = (k: number) => beside.filter((_, i) => i % 3 === k);
  const onTop = inOrder(context, onTopSpecs(context));
  return takeInTurn([third(0), onTop, third(1), third(2)], beside.length + onTop.length);
}

function contextSpecs(context: ViewContext): QuestionSpec[] {
  const forms = ['points', 'any'] as const;
  return context.referents.flatMap(({ id }) =>
    framesOf(context, id).flatMap((frame) =>
      DIRECTIONS.flatMap((direction) =>
        forms.map((form): QuestionSpec => ({ type: 'free_space', form, frame, direction, reference: id })),
      ),
    ),
  );
}

function besideSpecs(context: ViewContext): QuestionSpec[] {
  const { referents } = context;
  return referents.flatMap(({ id: subject }) =>
    referents.flatMap(({ id: reference }): QuestionSpec[] =>
      subject === reference || !isPlausibleFit(context, subject, reference)
        ? []
        : framesOf(context, reference).flatMap((frame) =>
            DIRECTIONS.map((direction): QuestionSpec => ({ type: 'fits', frame, direction, subject, reference })),
          ),
    ),
  );
}

function onTopSpecs({ graph: { geometry }, referents }: ViewContext): QuestionSpec[] {
  return referents.flatMap(({ id: subject }) =>
    referents
      .filter(({ id }) => id !== subject && topsOf(geometry, id, geometry.object(subject).height).tops.length > 0)
      .map(({ id: reference }): QuestionSpec => ({ type: 'fits_on', subject, reference })),
  );
}
