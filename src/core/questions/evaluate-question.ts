import { evaluateDirection } from '../relations/direction.js';
import { evaluateFits, type FitsJudgement } from '../relations/fits.js';
import { evaluateFitsOn } from '../relations/fits-on.js';
import { evaluateFreeSpace, freeRegion, type FreeRegion } from '../relations/free-space.js';
import type { Direction, FrameRef } from '../relations/frames.js';
import { gate, mayBePaired, type GateLevel } from '../relations/gates.js';
import { CONSTANTS, SPEC_VERSION } from '../relations/constants.js';
import { profileOf } from '../relations/profile.js';
import type { Judgement } from '../relations/verdict.js';
import { above, below } from '../relations/vertical.js';
import type { Profile } from '../scene/settled-scene.js';
import type { Candidate, Form } from './candidate.js';
import { pointsAnswer, pointsText } from './points-answer.js';
import type { Answer, Evidence, QuestionFrame } from './question-record.js';
import { specKey } from './spec-key.js';
import type { Referent, ViewContext } from './view-context.js';
import { reachText } from './wording.js';

/** A question as a program: what is asked of which objects, in which frame. */
export type QuestionSpec =
  | { readonly type: Direction; readonly frame: FrameRef; readonly subject: number; readonly reference: number }
  | { readonly type: 'above' | 'below'; readonly subject: number; readonly reference: number }
  | {
      readonly type: 'free_space';
      readonly form: 'points' | 'any';
      readonly frame: FrameRef;
      readonly direction: Direction;
      readonly reference: number;
    }
  | {
      readonly type: 'fits';
      readonly frame: FrameRef;
      readonly direction: Direction;
      readonly subject: number;
      readonly reference: number;
    }
  | { readonly type: 'fits_on'; readonly subject: number; readonly reference: number };

/** Why a question is not asked, in one clause. */
export interface Refused {
  readonly refused: string;
}

/**
 * Runs a question on the scene: its answer with evidence, or why it may not be asked (SPEC's rule 0: never when
 * ambiguous, never when a gate fails, never without a unique phrase for everything it names).
 */
export function evaluateQuestion(
  context: ViewContext,
  spec: QuestionSpec,
): { readonly candidate: Candidate } | Refused {
  const { graph } = context;
  const named = 'subject' in spec ? [spec.subject, spec.reference] : [spec.reference];
  const profile = profileOf(graph.geometry, spec.type === 'fits_on' ? [spec.subject] : named);
  const referents: Referent[] = [];
  for (const id of named) {
    const referent = context.referent(id);
    if ('refused' in referent) return referent;
    referents.push(referent);
  }
  if (referents.some(({ anchor }) => anchor !== null && named.includes(anchor)))
    return { refused: 'one phrase would name the other' };
  if (named.length === 2 && !mayBePaired(graph.geometry, named[0], named[1]))
    return { refused: 'the two are parts of one thing' };
  if ('frame' in spec && spec.frame.kind === 'object' && !referents[referents.length - 1].possessive) {
    return { refused: `"${referents[referents.length - 1].phrase}" cannot be said to have a side of its own` };
  }
  if ('frame' in spec && spec.frame.kind === 'world' && !context.worldReadable)
    return { refused: 'the world frame cannot be read in this view' };

  const gates: Record<string, Readonly<Record<string, number | string>>> = {};
  for (const id of named) {
    const seen = gate(graph.geometry, context.view, id, levelOf(spec, id), CONSTANTS[profile]);
    if (!seen.passed) return { refused: `the ${graph.geometry.object(id).record.name}: ${seen.reason}` };
    gates[id] = seen.measured;
  }
  const answered = answer(context, spec, profile);
  if ('refused' in answered) return answered;
  return { candidate: candidateOf(context, spec, profile, referents, gates, answered) };
}

interface Answered {
  readonly judgement: Judgement;
  readonly answer: Answer;
  readonly answerText: string;
  readonly evidence?: Partial<Evidence>;
}

function answer(context: ViewContext, spec: QuestionSpec, profile: Profile): Answered | Refused {
  const { graph, view } = context;
  switch (spec.type) {
    case 'above':
      return yesNo(above(graph.geometry, spec.subject, spec.reference));
    case 'below':
      return yesNo(below(graph.geometry, spec.subject, spec.reference));
    case 'free_space': {
      const question = { graph, view, anchor: spec.reference, frame: spec.frame, direction: spec.direction, profile };
      if (spec.form === 'any') return yesNo(evaluateFreeSpace(question));
      const region = freeRegion(question);
      return 'reason' in region ? { refused: region.reason } : points(region);
    }
    case 'fits':
      return fitAnswer(
        evaluateFits({
          graph,
          view,
          moving: spec.subject,
          anchor: spec.reference,
          frame: spec.frame,
          direction: spec.direction,
          profile,
        }),
      );
    case 'fits_on':
      return fitAnswer(evaluateFitsOn({ graph, view, moving: spec.subject, support: spec.reference, profile }));
    default:
      return yesNo(evaluateDirection(graph, view, spec.frame, spec.type, spec.subject, spec.reference));
  }
}

function yesNo(judgement: Judgement): Answered | Refused {
  if (judgement.verdict === 'A') return { refused: judgement.reason ?? 'too close to call' };
  const value = judgement.verdict === 'T';
  return { judgement, answer: { kind: 'yes-no', value }, answerText: value ? 'Yes' : 'No' };
}

function fitAnswer(fit: FitsJudgement): Answered | Refused {
  const answered = yesNo(fit);
  if ('refused' in answered) return answered;
  const { witness, blockers, rejected, tried } = fit;
  return { ...answered, evidence: { witness, blockers, rejected, params: { tried } } };
}

function points(region: FreeRegion): Answered | Refused {
  if (!region.askable) return { refused: 'what is free there is too small to ask about' };
  const answer = pointsAnswer(region);
  if (!answer) return { refused: 'what is free there is too narrow to point at' };
  const judgement: Judgement = { verdict: 'T', measured: { pixels: region.pixels, area: region.area } };
  return { judgement, answer, answerText: pointsText(answer) };
}

/** How well each object must be seen: an anchor of points as a target, what carries as such, else to be named. */
function levelOf(spec: QuestionSpec, id: number): GateLevel {
  if (spec.type === 'free_space') return 'target';
  return spec.type === 'fits_on' && id === spec.reference ? 'support' : 'name';
}

function candidateOf(
  context: ViewContext,
  spec: QuestionSpec,
  profile: Profile,
  referents: readonly Referent[],
  gates: Evidence['gates'],
  answered: Answered,
): Candidate {
  const { graph, view } = context;
  const { scene } = graph.geometry;
  const reference = referents[referents.length - 1];
  const subject = referents.length === 2 ? referents[0] : null;
  const frame = 'frame' in spec ? frameRecord(spec.frame, view.record.id) : null;
  const direction =
    spec.type === 'left' || spec.type === 'right' || spec.type === 'front' || spec.type === 'behind' ? spec.type : null;
  const isCompatibility = spec.type === 'fits' || spec.type === 'fits_on';
  return {
    key: `${view.record.id}|${specKey(spec)}`,
    form: formOf(context, spec),
    fill: {
      reference: reference.phrase,
      ...(subject && { subject: subject.phrase }),
      ...(frame?.kind === 'world' && { anchor: scene.anchor.text }),
      ...(spec.type === 'fits' && { reach: reachText(profile) }),
    },
    record: {
      schema: 'vantage/question@1',
      scene: scene.id,
      views: [view.record.id],
      split: scene.split,
      kind: spec.type === 'free_space' ? 'context' : isCompatibility ? 'compatibility' : 'configuration',
      type: spec.type,
      frame,
      style: 'short',
      direction: 'direction' in spec ? spec.direction : null,
      objects: { ...(subject && { subject: subject.id }), reference: reference.id },
      phrases: Object.fromEntries(referents.map(({ id, phrase }) => [id, phrase])),
      answer: answered.answer,
      answerText: answered.answerText,
      evidence: {
        verdict: answered.judgement.verdict,
        params: {},
        measured: answered.judgement.measured,
        gates,
        witness: null,
        blockers: [],
        rejected: {},
        steps: [],
        ...answered.evidence,
      },
      profile,
      egoVerdict:
        direction !== null && frame !== null && frame.kind !== 'ego' && subject !== null
          ? evaluateDirection(graph, view, { kind: 'ego' }, direction, subject.id, reference.id).verdict
          : null,
      spec: SPEC_VERSION,
    },
  };
}

function frameRecord(frame: FrameRef, view: string): QuestionFrame {
  return frame.kind === 'ego' ? { kind: 'ego', view } : frame;
}

function formOf(context: ViewContext, spec: QuestionSpec): Form {
  if (!('frame' in spec)) return { kind: spec.type === 'fits_on' ? 'fits-on' : spec.type };
  const { leftRight } = context.graph.geometry.object(spec.reference).record;
  const located = { frame: spec.frame.kind, leftRight };
  if (spec.type === 'free_space')
    return { kind: spec.form === 'points' ? 'points' : 'free-space', direction: spec.direction, ...located };
  if (spec.type === 'fits') return { kind: 'fits', direction: spec.direction, ...located };
  return { kind: 'direction', direction: spec.type, ...located };
}
