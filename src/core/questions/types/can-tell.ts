import { hashString } from '../../random.js';
import { CONSTANTS } from '../../relations/constants.js';
import type { FrameRef } from '../../relations/frames.js';
import { gate, mayBePaired } from '../../relations/gates.js';
import { profileOf } from '../../relations/profile.js';
import type { SceneGeometry } from '../../relations/scene-geometry.js';
import type { SeenView } from '../../relations/scene-graph.js';
import { truthOf } from '../../relations/seen-pixels.js';
import { fitsNoun, nounOf } from '../../relations/unique.js';
import { ENGLISH } from '../language/english.js';
import { definite } from '../language/grammar.js';
import { clauseText } from '../language/fill-wording.js';
import type { Lexicon } from '../lexicon.js';
import { questionSpec, specFromRecord, type QuestionSpec } from '../question-spec.js';
import type { ViewContext } from '../view-context.js';
import { relationOf } from './choose-relation.js';
import { compareSizes } from './compare.js';
import { DIRECTIONS, pairOf } from './frames-here.js';
import type { Answered, Refused, Role, ViewQuestionType } from './question-type.js';

/** Relations asked about: sides for the camera and in the world frame, nearness, sizes. */
const WITHOUT_FRAME = ['near', 'taller', 'bigger'] as const;

/** Questions for each pair of things: more would be a drill. */
const PER_PAIR = 2;

/** Why it cannot be told, as evidence names it. */
type Reason = 'hidden' | 'out_of_view' | 'frame_unreadable';

/**
 * Can it be told from this view whether A is left of, near, taller than … B (SPEC §8)? Not when the view shows nothing
 * of one of them, or of what gives the world frame its heading; yes when all are seen well enough and the relation is
 * clear. What is half seen is not asked about. Both answers are given of the same things: a pair is asked about only if
 * one view of the scene shows both and another does not, and things are called by their bare nouns in either.
 */
export const CAN_TELL: ViewQuestionType = {
  name: 'can-tell',
  kind: 'unanswerable',
  scope: 'view',
  types: ['can_tell'],
  weight: 1,
  *specs(context) {
    const { graph, view } = context;
    const things = graph.geometry.objects
      .filter(({ record }) => !record.structure && isOneOfItsName(graph.geometry, record.id, context.lexicon))
      .map(({ record }) => record.id);
    const frames: (FrameRef | null)[] = [{ kind: 'ego' }, { kind: 'world' }];
    for (const subject of things)
      for (const reference of things) {
        if (subject === reference || !mayBePaired(graph.geometry, subject, reference)) continue;
        const all = [
          ...frames.flatMap((frame) => DIRECTIONS.map((relation) => ({ relation: String(relation), frame }))),
          ...WITHOUT_FRAME.map((relation) => ({ relation: String(relation), frame: null })),
        ].filter(({ frame }) => hasBothAnswers(context, subject, reference, frame));
        const key = `${graph.geometry.scene.id} ${subject} ${reference}`;
        const chosen = all
          .map((one) => ({ ...one, order: hashString(`${key} ${one.relation} ${one.frame?.kind ?? ''}`) }))
          .sort((a, b) => a.order - b.order)
          .slice(0, PER_PAIR);
        for (const { relation, frame } of chosen)
          if (statusOf(context, view, subject, reference, frame) !== 'part')
            yield questionSpec({
              kind: 'unanswerable',
              type: 'can_tell',
              frame,
              objects: { subject, reference },
              params: { relation },
            });
      }
  },
  stratum({ graph, view }, spec) {
    const [subject, reference] = pairOf(spec);
    const status = statusOf({ graph }, view, subject, reference, spec.frame);
    return status === 'told' || status === 'part' ? status : status.reason;
  },
  /** What the view does not show is named all the same: by a noun that nothing else in the scene has. */
  roles({ view }, spec) {
    return pairOf(spec)
      .filter((id) => isSeen(view, id))
      .map((id): Role => ({ id, level: isMetric(spec) ? 'metric' : 'name' }));
  },
  evaluate(context, spec): Answered | Refused {
    const { graph, view, lexicon } = context;
    const { geometry } = graph;
    const [subject, reference] = pairOf(spec);
    for (const id of [subject, reference])
      if (!isOneOfItsName(geometry, id, lexicon)) return { refused: 'its noun alone would fit something else' };
    if (!mayBePaired(geometry, subject, reference)) return { refused: 'the two are parts of one thing' };
    const relation = String(spec.params['relation']);
    const status = statusOf(context, view, subject, reference, spec.frame);
    if (status === 'part') return { refused: 'what it takes is seen, but not well enough' };
    const named = { A: nounOfId(geometry, subject, lexicon), B: nounOfId(geometry, reference, lexicon) };
    const clause = spec.frame === null ? relation : `${relation}.${spec.frame.kind}`;
    const common = {
      profile: profileOf(geometry, [subject, reference]),
      phrases: { [subject]: named.A, [reference]: named.B },
      fill: { ...named, clause1: clauseText(ENGLISH, clause, { B: named.B, anchor: geometry.scene.anchor.text }) },
    };
    if (status !== 'told') {
      const { reason, object } = status;
      const truth = truthOf(view, object);
      return {
        ...common,
        fill: { ...common.fill, missing: definite(ENGLISH, nounOfId(geometry, object, lexicon)) },
        verdict: 'F',
        measured: { reason, missing: object, visiblePixels: 0, truncation: truth?.truncation ?? 1 },
        answer: { kind: 'yes-no', value: false },
      };
    }
    const { verdict } = judge(context, spec, relation);
    if (verdict === 'A') return { refused: 'it is in view, but too close to call' };
    return { ...common, verdict: 'T', measured: { relation: verdict }, answer: { kind: 'yes-no', value: true } };
  },
  form: () => 'can_tell',
  specOf(record) {
    const { relation } = record.evidence.params;
    return record.answer.kind === 'yes-no' && typeof relation === 'string'
      ? { ...specFromRecord(record), params: { relation } }
      : null;
  },
  /** That it is always the spoon that cannot be seen must not give it away. */
  pair({ objects: { subject, reference } }, category) {
    if (subject === undefined || reference === undefined) return null;
    return `${[category(subject), category(reference)].sort().join(' ')} can_tell`;
  },
};

const isMetric = ({ params }: QuestionSpec): boolean =>
  params['relation'] === 'taller' || params['relation'] === 'bigger';

function judge(context: ViewContext, spec: QuestionSpec, relation: string) {
  const ids = pairOf(spec);
  return isMetric(spec)
    ? compareSizes(context, relation, ids)
    : relationOf(context, relation, spec.frame, ids[0], ids[1]);
}

interface Untold {
  readonly reason: Reason;
  /** What the view shows nothing of. */
  readonly object: number;
}

/** told: all it takes is seen well enough; part: some of it is seen, yet not well enough to say. */
function statusOf(
  { graph }: Pick<ViewContext, 'graph'>,
  view: SeenView,
  subject: number,
  reference: number,
  frame: FrameRef | null,
): 'told' | 'part' | Untold {
  const { geometry } = graph;
  const unseen = [subject, reference].filter((id) => !isSeen(view, id));
  if (unseen.length > 0) {
    const [object] = unseen;
    // Parts of it could only show beyond the image's border: they are not in the picture, rather than covered.
    const isOutside = (truthOf(view, object)?.truncation ?? 1) >= MOSTLY_OUTSIDE;
    return { reason: isOutside ? 'out_of_view' : 'hidden', object };
  }
  if (![subject, reference].every((id) => passes(geometry, view, id))) return 'part';
  if (frame?.kind !== 'world') return 'told';
  const { by } = geometry.scene.anchor;
  if (by.kind !== 'objects') return by.kind === 'camera' ? 'told' : 'part';
  const missing = by.objects.find((id) => !isSeen(view, id));
  if (missing !== undefined) return { reason: 'frame_unreadable', object: missing };
  return by.objects.every((id) => passes(geometry, view, id)) ? 'told' : 'part';
}

const MOSTLY_OUTSIDE = 0.5;

const isSeen = (view: SeenView, id: number): boolean => (truthOf(view, id)?.visiblePixels ?? 0) > 0;

const passes = (geometry: SceneGeometry, view: SeenView, id: number): boolean =>
  gate(geometry, view, id, 'name', CONSTANTS.room).passed;

/** Whether some views of the scene tell it and others do not, as far as what they show goes. */
function hasBothAnswers(context: ViewContext, subject: number, reference: number, frame: FrameRef | null): boolean {
  const all = context.graph.views.map((view) => statusOf(context, view, subject, reference, frame));
  return all.includes('told') && all.some((status) => typeof status === 'object');
}

const nounOfId = (geometry: SceneGeometry, id: number, lexicon: Lexicon): string =>
  nounOf(geometry.object(id).record, lexicon);

/** Whether its noun fits nothing else in the whole scene, seen or not: then the noun alone names it in every view. */
function isOneOfItsName(geometry: SceneGeometry, id: number, lexicon: Lexicon): boolean {
  const noun = nounOfId(geometry, id, lexicon);
  return (
    noun !== 'object' && !geometry.objects.some(({ record }) => record.id !== id && fitsNoun(record, noun, lexicon))
  );
}
