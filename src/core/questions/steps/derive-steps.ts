import type { FrameRef } from '../../relations/frames.js';
import type { Verdict } from '../../relations/verdict.js';
import type { Profile } from '../../scene/settled-scene.js';
import type { EvidenceStep } from '../question-record.js';
import type { QuestionSpec } from '../question-spec.js';
import type { Answered } from '../types/question-type.js';
import type { ViewContext } from '../view-context.js';
import { keptValue, stepQuantity, type StepScene } from './step-quantity.js';

/** A step before it has a value or a verdict; `fixed` where the evidence has it already. */
interface Asked {
  readonly op: string;
  readonly args: readonly number[];
  readonly frame?: FrameRef | null;
  readonly fixed?: number;
}

/** What a superlative or comparative compares of each thing on offer. */
const COMPARED: Readonly<Record<string, string>> = {
  taller: 'height',
  tallest: 'height',
  shortest: 'height',
  wider: 'width',
  widest: 'width',
  narrowest: 'width',
  bigger: 'box_volume',
  biggest: 'box_volume',
  smallest: 'box_volume',
  closer: 'dist_cam',
  farther: 'dist_cam',
  closest: 'dist_cam',
  farthest: 'dist_cam',
  depth_order: 'dist_cam',
};

const EGO: FrameRef = { kind: 'ego' };

/**
 * The derivation of an answer as steps (SPEC §8): first what is measured, each quantity by its own definition, then
 * the verdict that follows. Types that are derived in one look have none.
 *
 * @returns empty where the type has no derivation, or a quantity of it is not defined here
 */
export function deriveSteps(
  context: ViewContext,
  spec: QuestionSpec,
  answered: Answered,
  profile: Profile,
): readonly EvidenceStep[] {
  const own = answered.evidence?.steps;
  if (own !== undefined) return own;
  if (answered.verdict === 'A') return [];
  const options = optionsOf(context, spec, answered);
  if (options.length > 0) return options;
  const { graph, view } = context;
  const scene: StepScene = { graph, view, profile, witness: answered.evidence?.witness ?? null };
  const asked = askedOf(context, spec, answered);
  const steps: EvidenceStep[] = [];
  for (const { op, args, frame = null, fixed } of asked) {
    const value = fixed ?? stepQuantity(scene, op, frame, args);
    if (value === null || !Number.isFinite(value)) return [];
    steps.push({ op, args, frame: frameRecord(context, frame), value: keptValue(value), verdict: 'T' });
  }
  if (steps.length === 0) return [];
  return [...steps, ...verdictsOf(context, spec, answered)];
}

/** Of a choice by a relation: what holds of each thing on offer. */
function optionsOf(context: ViewContext, spec: QuestionSpec, { measured, answer }: Answered): EvidenceStep[] {
  const { members, reference } = spec.objects;
  if (answer.kind !== 'choice' || members === undefined || reference === undefined) return [];
  return members.flatMap((id) => {
    const verdict = measured[`verdict ${id}`];
    if (verdict !== 'T' && verdict !== 'F') return [];
    return [{ op: spec.type, args: [id, reference], frame: frameRecord(context, spec.frame), value: null, verdict }];
  });
}

/** A frame as steps carry it. */
export const frameRecord = ({ view }: ViewContext, frame: FrameRef | null): EvidenceStep['frame'] =>
  frame?.kind === 'ego' ? { kind: 'ego', view: view.record.id } : frame;

/** The quantities that an answer follows from. */
function askedOf(context: ViewContext, spec: QuestionSpec, answered: Answered): readonly Asked[] {
  switch (spec.kind) {
    case 'configuration':
      return ofRelation(context, spec);
    case 'choice':
      return ofChoice(spec, answered);
    case 'metric':
      return ofQuantity(context, spec, answered);
    case 'compatibility':
      return ofFit(spec, answered);
    default:
      return [];
  }
}

function ofRelation({ graph: { geometry } }: ViewContext, spec: QuestionSpec): readonly Asked[] {
  const { subject: a, reference: b, second: c } = spec.objects;
  if (a === undefined || b === undefined) return [];
  switch (spec.type) {
    case 'left':
    case 'right':
    case 'front':
    case 'behind':
      return offsets(a, b, spec.frame, spec.type === 'left' || spec.type === 'right');
    case 'taller':
    case 'wider':
    case 'bigger':
      return [a, b].map((id) => ({ op: COMPARED[spec.type], args: [id] }));
    case 'closer':
    case 'farther':
      return c === undefined
        ? [a, b].map((id) => ({ op: 'dist_cam', args: [id], frame: EGO }))
        : [a, b].map((id) => ({ op: 'dist_closest', args: [id, c] }));
    case 'near':
    case 'next_to':
      return [{ op: 'dist_closest', args: [a, b] }];
    case 'higher':
      return heights(geometry.object(a).vertical.min >= geometry.object(b).vertical.min ? [a, b] : [b, a]);
    default:
      return [];
  }
}

/** The lower end of the upper one and the upper end of the lower one, above the floor. */
const heights = ([upper, lower]: readonly number[]): Asked[] => [
  { op: 'elevation', args: [upper] },
  { op: 'top', args: [lower] },
];

/** Where the middle of A is from the middle of B: along the direction that is asked about, then across it. */
function offsets(a: number, b: number, frame: FrameRef | null, sideways: boolean, placed = ''): Asked[] {
  const ops = sideways ? ['offset_left', 'offset_front'] : ['offset_front', 'offset_left'];
  return ops.map((op) => ({ op: `${placed}${op}`, args: [a, b], frame }));
}

function ofChoice({ type, frame, objects }: QuestionSpec, { answer }: Answered): readonly Asked[] {
  const { subject, reference, members = [] } = objects;
  if (type === 'direction' && subject !== undefined && reference !== undefined)
    return offsets(subject, reference, frame, true);
  const compared = COMPARED[type];
  if (compared === undefined || answer.kind !== 'choice') return [];
  if (reference !== undefined) return members.map((id) => ({ op: 'dist_closest', args: [id, reference] }));
  return members.map((id) => ({ op: compared, args: [id], frame: compared === 'dist_cam' ? EGO : null }));
}

function ofQuantity(
  context: ViewContext,
  { type, frame, objects }: QuestionSpec,
  { answer }: Answered,
): readonly Asked[] {
  const { subject: a, reference: b } = objects;
  if (a === undefined || answer.kind !== 'number') return [];
  const result: Asked = { op: type, args: b === undefined ? [a] : [a, b], frame, fixed: answer.value };
  switch (type) {
    case 'height':
      return [{ op: 'elevation', args: [a] }, { op: 'top', args: [a] }, result];
    case 'clock':
      return b === undefined
        ? []
        : [...offsets(a, b, frame, false), { op: 'clock_angle', args: [a, b], frame }, result];
    case 'dist_center':
      return b === undefined
        ? []
        : [{ op: 'dist_h_center', args: [a, b] }, { op: 'dist_v_center', args: [a, b] }, result];
    case 'dist_h_center':
      return b === undefined ? [] : [...offsets(a, b, EGO, true), result];
    case 'dist_v_gap': {
      if (b === undefined) return [];
      const { geometry } = context.graph;
      const isUpper = geometry.object(a).vertical.min >= geometry.object(b).vertical.min;
      return [...heights(isUpper ? [a, b] : [b, a]), result];
    }
    default:
      return [];
  }
}

function ofFit(
  { type, frame, direction, objects, params }: QuestionSpec,
  { verdict, evidence }: Answered,
): readonly Asked[] {
  const { subject: a, reference: b, second: c } = objects;
  if (b === undefined) return [];
  if (type === 'passes')
    return c === undefined
      ? []
      : [
          { op: 'gap', args: [b, c] },
          { op: 'robot_width', args: [], fixed: Number(params['width']) },
        ];
  if (a === undefined) return [];
  if (verdict === 'F') {
    const rejected = Object.entries(evidence?.rejected ?? {});
    return rejected.length === 0
      ? []
      : [
          { op: 'poses_tried', args: [], fixed: Number(evidence?.params?.['tried']) },
          ...rejected.map(([reason, count]) => ({ op: `rejected_${reason}`, args: [], fixed: count })),
        ];
  }
  if (type !== 'fits' || frame === null || direction === null) return [];
  const sideways = direction === 'left' || direction === 'right';
  return [...offsets(a, b, frame, sideways, 'placed_'), { op: 'placed_dist_closest', args: [a, b] }];
}

/** What follows: the verdict of the question's own predicate, or of each option of a choice of sides. */
function verdictsOf(context: ViewContext, spec: QuestionSpec, { verdict, answer }: Answered): EvidenceStep[] {
  const { subject, reference, second } = spec.objects;
  const args = [subject, reference, second].filter((id): id is number => id !== undefined);
  const step = (op: string, of: readonly number[], decided: Verdict): EvidenceStep => ({
    op,
    args: of,
    frame: frameRecord(context, spec.frame),
    value: null,
    verdict: decided,
  });
  if (answer.kind === 'yes-no') return [step(spec.type, args, verdict)];
  if (answer.kind === 'choice' && spec.type === 'direction')
    // The sides that it is not on come first: what is left is the conclusion.
    return [false, true].flatMap((isRight) =>
      answer.options.flatMap(({ direction }, i) =>
        direction === undefined || (i === answer.correct) !== isRight
          ? []
          : [step(direction, args, isRight ? 'T' : 'F')],
      ),
    );
  return [];
}
