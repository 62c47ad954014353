import { evaluateDirection } from '../relations/direction.js';
import { CONSTANTS, SPEC_VERSION } from '../relations/constants.js';
import { gate, mayBePaired } from '../relations/gates.js';
import { profileOf } from '../relations/profile.js';
import type { SceneGraph, SeenView } from '../relations/scene-graph.js';
import type { Candidate } from './candidate.js';
import { plainAnswer } from './language/plain-answer.js';
import type { Evidence, EvidenceStep, QuestionFrame } from './question-record.js';
import { marginRatio } from './margin-ratio.js';
import { isConnective, specKey, type QuestionSpec } from './question-spec.js';
import { deriveSteps } from './steps/derive-steps.js';
import type { SceneContext } from './scene-context.js';
import { isDirection } from './types/frames-here.js';
import type { Answered, Refused, SceneAnswered, SceneQuestionType, ViewQuestionType } from './types/question-type.js';
import { questionTypeOf } from './types/table.js';
import type { Referent, ViewContext } from './view-context.js';

export type { Refused } from './types/question-type.js';

type Evaluated = { readonly candidate: Candidate } | Refused;

/** Runs a question about one view; see `evaluateSceneQuestion` for the others. */
export function evaluateQuestion(context: ViewContext, spec: QuestionSpec): Evaluated {
  return evaluateWanted(context, spec, 'decided');
}

/**
 * The same for calibration: a question that passes all gates and whose predicate is too close to call. Its record is
 * marked by the split "ambiguous" and answers with the reason.
 */
export function evaluateAmbiguous(context: ViewContext, spec: QuestionSpec): Evaluated {
  return evaluateWanted(context, spec, 'ambiguous');
}

/** The same for people who look on: what is too close to call is a candidate too, with the verdict A. */
export function evaluateEither(context: ViewContext, spec: QuestionSpec): Evaluated {
  return evaluateWanted(context, spec, 'either');
}

type Wanted = 'decided' | 'ambiguous' | 'either';

function evaluateWanted(context: ViewContext, spec: QuestionSpec, wanted: Wanted): Evaluated {
  const family = questionTypeOf(spec);
  if (family?.scope !== 'view') return { refused: `"${spec.type}" is no question of kind ${spec.kind} about one view` };
  return evaluateInView(family, context, spec, wanted);
}

/** Runs a question about several views. */
export function evaluateSceneQuestion(context: SceneContext, spec: QuestionSpec): Evaluated {
  const family = questionTypeOf(spec);
  if (family?.scope !== 'scene')
    return { refused: `"${spec.type}" is no question of kind ${spec.kind} about several views` };
  return evaluateInScene(family, context, spec);
}

/**
 * Its answer with evidence, or why it may not be asked (SPEC's rule 0: never when ambiguous, never when a gate fails,
 * never without a unique phrase for everything it names).
 */
function evaluateInView(family: ViewQuestionType, context: ViewContext, spec: QuestionSpec, wanted: Wanted): Evaluated {
  const { graph, view } = context;
  const { geometry } = graph;
  const roles = family.roles(context, spec);
  const named = roles.map(({ id }) => id);
  const referents: Referent[] = [];
  for (const id of named) {
    const referent = context.referent(id);
    if ('refused' in referent) return referent;
    referents.push(referent);
  }
  if (referents.some(({ anchor }) => anchor !== null && named.includes(anchor)))
    return { refused: 'one phrase would name the other' };
  if (family.placeTells?.(spec) === true && referents.some(({ anchor }) => anchor !== null))
    return { refused: 'a phrase would say where it is, and with that the answer' };
  for (let i = 0; i < named.length; i++)
    for (let j = 0; j < i; j++)
      if (!mayBePaired(geometry, named[i], named[j])) return { refused: 'the two are parts of one thing' };
  const unreadable = whyFrameUnreadable(context, spec);
  if (unreadable !== null) return { refused: unreadable };

  const profile = profileOf(
    geometry,
    roles.filter(({ aside }) => aside !== true).map(({ id }) => id),
  );
  const gates: Record<string, Readonly<Record<string, number | string>>> = {};
  for (const { id, level } of roles) {
    const seen = gate(geometry, view, id, level, CONSTANTS[profile]);
    if (!seen.passed) return { refused: `the ${geometry.object(id).record.name}: ${seen.reason}` };
    gates[id] = seen.measured;
  }
  const evaluated = family.evaluate(context, spec, profile);
  const isWanted = wanted === 'decided' || (wanted === 'either' && !('refused' in evaluated));
  const answered = isWanted ? evaluated : undecided(evaluated);
  if ('refused' in answered) return answered;
  const steps = deriveSteps(context, spec, answered, answered.profile ?? profile);
  return {
    candidate: candidateOf(graph, view, spec, {
      ...answered,
      evidence: { ...answered.evidence, steps, gates: { ...gates, ...answered.evidence?.gates } },
      form: family.form(context, spec),
      profile: answered.profile ?? profile,
      phrases: {
        ...phrasesIn(context, steps),
        ...Object.fromEntries(referents.map(({ id, phrase }) => [id, phrase])),
        ...answered.phrases,
      },
      fill: { ...namesOf(spec, referents), ...facingIn(context, steps), ...answered.fill },
    }),
  };
}

/** How the steps of a derivation call what they speak of, where it can be called anything. */
function phrasesIn(context: ViewContext, steps: readonly EvidenceStep[]): Record<string, string> {
  const ids = steps.flatMap(({ op, args }) => (isConnective(op) ? [] : args));
  return Object.fromEntries(
    [...new Set(ids)].flatMap((id) => {
      const referent = context.referent(id);
      return 'refused' in referent ? [] : [[id, referent.phrase]];
    }),
  );
}

/** Objects in whose frame steps are taken, and whose left and right are said as seen when facing them. */
function facingIn({ graph }: ViewContext, steps: readonly EvidenceStep[]): { facing?: string } {
  const owners = steps.flatMap(({ frame }) => (frame?.kind === 'object' ? [frame.object] : []));
  const facing = [...new Set(owners)].filter((id) => graph.geometry.object(id).record.leftRight === 'facing');
  return facing.length === 0 ? {} : { facing: facing.join(' ') };
}

/** What is too close to call as an answer; refused when it is clear, or unasked for another reason. */
function undecided(evaluated: Answered | Refused): Answered | Refused {
  if (!('refused' in evaluated)) return { refused: 'it is clear enough' };
  const { refused, ambiguous, fill } = evaluated;
  if (!ambiguous) return evaluated;
  return {
    verdict: 'A',
    measured: ambiguous,
    answer: { kind: 'text', value: 'ambiguous', reason: refused },
    ...(fill && { fill }),
  };
}

function evaluateInScene(family: SceneQuestionType, context: SceneContext, spec: QuestionSpec): Evaluated {
  const answered = family.evaluate(context, spec);
  if ('refused' in answered) return answered;
  const first = context.view(spec.views[0]);
  if (!first) return { refused: `the scene has no view ${spec.views[0]}` };
  return { candidate: candidateOf(context.graph, first.view, spec, answered) };
}

/** Why a frame cannot be asked about in this view; null when it can (SPEC §3.1). */
export function whyFrameUnreadable(
  context: ViewContext,
  { kind, frame }: Pick<QuestionSpec, 'frame'> & Partial<Pick<QuestionSpec, 'kind'>>,
): string | null {
  // Whether it can be read is what such a question asks.
  if (kind === 'unanswerable') return null;
  if (frame === null || frame.kind === 'ego') return null;
  if (frame.kind === 'world') return context.worldReadable ? null : 'the world frame cannot be read in this view';
  const owner = context.referent(frame.object);
  if ('refused' in owner) return owner.refused;
  return owner.possessive ? null : `"${owner.phrase}" cannot be said to have a side of its own`;
}

/** The blanks of SPEC's arguments: A, B, C are the subject, the reference and the second. */
function namesOf({ objects }: QuestionSpec, referents: readonly Referent[]): Record<string, string> {
  const blanks: Record<string, string> = {};
  const slots = [
    ['A', objects.subject],
    ['B', objects.reference],
    ['C', objects.second],
  ] as const;
  for (const [blank, id] of slots) {
    const referent = referents.find((r) => r.id === id);
    if (referent) blanks[blank] = referent.phrase;
  }
  return blanks;
}

function candidateOf(graph: SceneGraph, view: SeenView, spec: QuestionSpec, answered: SceneAnswered): Candidate {
  const { scene } = graph.geometry;
  const { answer, form, profile, phrases, verdict, measured } = answered;
  const evidence: Evidence = {
    verdict,
    params: {},
    measured,
    gates: {},
    witness: null,
    blockers: [],
    rejected: {},
    steps: [],
    ...answered.evidence,
  };
  const views = spec.views.length > 0 ? spec.views : [view.record.id];
  return {
    key: `${views[0]}|${specKey(spec)}`,
    form,
    fill: { ...(speaksOfWorld(spec, evidence) && { anchor: scene.anchor.text }), ...answered.fill },
    record: {
      schema: 'vantage/question@1',
      scene: scene.id,
      views,
      split: verdict === 'A' ? 'ambiguous' : scene.split,
      kind: spec.kind,
      type: spec.type,
      frame: frameRecord(spec, view.record.id),
      style: 'short',
      direction: spec.direction,
      objects: answered.members === undefined ? spec.objects : { ...spec.objects, members: answered.members },
      phrases,
      answer,
      answerText: plainAnswer(answer),
      evidence: { ...evidence, params: { ...spec.params, ...evidence.params, ...marginScaleOf(graph) } },
      profile,
      egoVerdict: egoVerdictOf(graph, view, spec, answered),
      ...(kindHasMargin(answer, verdict) && {
        marginRatio: marginRatio(spec.type, spec.frame?.kind === 'ego', verdict, measured),
      }),
      spec: SPEC_VERSION,
    },
  };
}

/** Whether a question, or a step of its derivation, is in the world's frame. */
const speaksOfWorld = ({ frame }: QuestionSpec, { steps }: Evidence): boolean =>
  [frame, ...steps.map((step) => step.frame)].some((one) => one?.kind === 'world');

const kindHasMargin = ({ kind }: Answered['answer'], verdict: Answered['verdict']): boolean =>
  kind === 'yes-no' || verdict === 'A';

/** Says so in every record when a set is asked with other margins than SPEC's. */
const marginScaleOf = ({ geometry: { marginScale } }: SceneGraph): { marginScale?: number } =>
  marginScale === 1 ? {} : { marginScale };

function frameRecord({ frame }: QuestionSpec, view: string): QuestionFrame | null {
  return frame?.kind === 'ego' ? { kind: 'ego', view } : frame;
}

/** The camera's own answer about a direction in another frame (SPEC §3.1): of a yes or no, and of what cannot be told. */
function egoVerdictOf(graph: SceneGraph, view: SeenView, spec: QuestionSpec, { answer }: Answered) {
  const { type, frame, objects } = spec;
  if (!isDirection(type) || frame === null || frame.kind === 'ego') return null;
  if (answer.kind !== 'yes-no' && answer.kind !== 'text') return null;
  if (objects.subject === undefined || objects.reference === undefined) return null;
  return evaluateDirection(graph, view, { kind: 'ego' }, type, objects.subject, objects.reference).verdict;
}
