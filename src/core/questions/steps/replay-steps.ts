import type { FrameRef } from '../../relations/frames.js';
import type { SceneGraph } from '../../relations/scene-graph.js';
import type { Verdict } from '../../relations/verdict.js';
import type { EvidenceStep, QuestionRecord } from '../question-record.js';
import { keptValue, stepQuantity, type StepScene } from './step-quantity.js';
import { stepVerdict } from './step-verdict.js';

/** What is read off the record's own evidence, and checked against it, rather than off the scene. */
const OF_EVIDENCE = /^(poses_tried|rejected_[a-z]+|robot_width)$/;

/** Verdicts that a search decides: they follow from the counts and the witness before them. */
const SEARCHED: ReadonlySet<string> = new Set(['fits', 'fits_on', 'fits_in']);

/**
 * Runs the steps of a stored derivation again on its scene (SPEC §8), and sees that the answer follows from them alone.
 *
 * @returns one sentence on the first step that does not follow, or null
 */
export function replaySteps(graph: SceneGraph, record: QuestionRecord): string | null {
  const { steps, witness } = record.evidence;
  const view = graph.views.find((seen) => seen.record.id === record.views[0]) ?? null;
  const scene: StepScene = { graph, view, profile: record.profile, witness };
  for (const [i, step] of steps.entries()) {
    const fault = faultOf(scene, record, step, steps.slice(0, i));
    if (fault !== null) return `step ${i} (${step.op}) ${fault}.`;
  }
  return whyNoAnswer(record);
}

function faultOf(
  scene: StepScene,
  record: QuestionRecord,
  step: EvidenceStep,
  earlier: readonly EvidenceStep[],
): string | null {
  const { op, args, value, verdict } = step;
  const frame: FrameRef | null = step.frame?.kind === 'ego' ? { kind: 'ego' } : step.frame;
  if (CONNECTIVES.has(op)) return disagrees(connect(step, earlier), verdict);
  if (typeof value !== 'number') {
    const own = SEARCHED.has(op)
      ? searched(earlier)
      : op === 'passes'
        ? passing(earlier)
        : stepVerdict(scene, op, frame, args);
    return disagrees(own, verdict);
  }
  if (OF_EVIDENCE.test(op)) {
    const stated = statedIn(record, op);
    return stated === value ? null : `says ${value}, its evidence says ${stated}`;
  }
  const own = op === 'clock' ? hourOf(earlier) : stepQuantity(scene, op, frame, args);
  if (own === null) return 'is none that can be run again';
  return keptValue(own) === value ? null : `should be ${keptValue(own)}, it is ${value}`;
}

const disagrees = (own: Verdict | null, stated: Verdict): string | null =>
  own === null ? 'is none that can be run again' : own === stated ? null : `should be ${own}, it is ${stated}`;

const CONNECTIVES: ReadonlySet<string> = new Set(['and', 'or', 'not']);

function connect({ op, args }: EvidenceStep, earlier: readonly EvidenceStep[]): Verdict | null {
  const parts = args.map((i) => earlier[i]?.verdict);
  if (parts.includes(undefined as never)) return null;
  if (parts.includes('A')) return 'A';
  const truths = parts.filter((part) => part === 'T').length;
  if (op === 'not') return truths === 0 ? 'T' : 'F';
  return (op === 'and' ? truths === parts.length : truths > 0) ? 'T' : 'F';
}

function statedIn({ evidence: { params, rejected } }: QuestionRecord, op: string): number {
  if (op === 'poses_tried') return Number(params['tried']);
  return op === 'robot_width' ? Number(params['width']) : (rejected[op.slice('rejected_'.length)] ?? 0);
}

const valueOf = (steps: readonly EvidenceStep[], op: string): number | null => {
  const found = steps.find((step) => step.op === op)?.value;
  return typeof found === 'number' ? found : null;
};

/** Something was put down somewhere, or every pose was rejected. */
function searched(earlier: readonly EvidenceStep[]): Verdict | null {
  if (earlier.some(({ op }) => op.startsWith('placed_'))) return 'T';
  const tried = valueOf(earlier, 'poses_tried');
  const rejected = earlier.filter(({ op }) => op.startsWith('rejected_')).map(({ value }) => Number(value));
  return tried !== null && rejected.reduce((sum, n) => sum + n, 0) === tried ? 'F' : null;
}

function passing(earlier: readonly EvidenceStep[]): Verdict | null {
  const [gap, width] = [valueOf(earlier, 'gap'), valueOf(earlier, 'robot_width')];
  return gap === null || width === null ? null : gap > width ? 'T' : 'F';
}

function hourOf(earlier: readonly EvidenceStep[]): number | null {
  const angle = valueOf(earlier, 'clock_angle');
  return angle === null ? null : Math.round(angle / 30) % 12 || 12;
}

/** Values are rounded to 1e-4 before they are put together. */
const SLACK = 2e-4;

/** What the last steps come to must be the answer. */
function whyNoAnswer(record: QuestionRecord): string | null {
  const { type, kind, answer, evidence } = record;
  const { steps } = evidence;
  const last = steps.at(-1);
  if (last === undefined) return null;
  if (answer.kind === 'yes-no')
    return (last.verdict === 'T') === answer.value
      ? null
      : `its last step is ${last.verdict}, which is not its answer.`;
  if (answer.kind === 'number' && type === 'count') {
    const counted = steps.filter(({ verdict }) => verdict === 'T').length;
    return counted === answer.value ? null : `${counted} of its steps are true, it counts ${answer.value}.`;
  }
  if (answer.kind === 'number' && kind === 'metric') {
    const own = resultOf(type, steps);
    return own === null || Math.abs(own - answer.value) <= SLACK
      ? null
      : `its steps come to ${own}, its answer is ${answer.value}.`;
  }
  if (kind === 'reasoning') return whyNotSolved(record);
  if (answer.kind !== 'choice') return null;
  const right = answer.options[answer.correct];
  if (type === 'direction') {
    const sides = steps.filter(({ value, verdict }) => value === null && verdict === 'T').map(({ op }) => op);
    return sides.length === 1 && sides[0] === right.direction ? null : `its steps name ${sides.join(' and ')}.`;
  }
  if (steps.every(({ value }) => value === null)) {
    const named = steps.filter(({ verdict }) => verdict === 'T').map(({ args }) => args[0]);
    return named.length === 1 && named[0] === right.object ? null : 'its steps do not single out its answer.';
  }
  const order = steps
    .filter(({ value }) => typeof value === 'number')
    .sort((p, q) => Number(p.value) - Number(q.value))
    .map(({ args }) => args[0]);
  const ahead = LARGEST.has(type) ? order.at(-1) : order[0];
  const follows = type === 'depth_order' ? order.join() === (right.objects ?? []).join() : right.object === ahead;
  return follows ? null : 'its steps put another option ahead.';
}

/**
 * Of a nested question: of the things its conditions are checked of, all hold of one alone, which is the answer; and the
 * reference that is singled out is the only one of its kind.
 */
function whyNotSolved({ answer, evidence: { steps, params, measured } }: QuestionRecord): string | null {
  const relations = steps.filter(({ op }) => !CONNECTIVES.has(op));
  const of = (subject: number) => relations.filter(({ args }) => args[0] === subject);
  const solution = relations.at(-1)?.args[0];
  if (solution === undefined) return 'it has no steps.';
  const conditions = of(solution);
  if (conditions.some(({ verdict }) => verdict !== 'T')) return 'its last steps do not hold of the answer.';
  const singled = params['chain'] === undefined ? undefined : conditions[0].args[1];
  const isOfReference = ({ op, args }: EvidenceStep) =>
    singled !== undefined && op === relations[0].op && args[1] === relations[0].args[1];
  if (singled !== undefined) {
    const ofReference = relations.filter((step) => isOfReference(step) && !conditions.includes(step));
    if (ofReference.some(({ args, verdict }) => (verdict === 'T') !== (args[0] === singled)))
      return 'its first steps single out another reference.';
  }
  const candidates = new Set(
    relations.filter((step) => step.args[1] === conditions[0].args[1]).map(({ args }) => args[0]),
  );
  for (const id of candidates)
    if (id !== solution && of(id).every(({ verdict }) => verdict === 'T')) return `object ${id} would do as well.`;
  const stated = answer.kind === 'choice' ? answer.options[answer.correct].object : measured['solution'];
  return stated === solution ? null : `its steps come to object ${solution}.`;
}

const LARGEST: ReadonlySet<string> = new Set([
  'taller',
  'tallest',
  'wider',
  'widest',
  'bigger',
  'biggest',
  'farther',
  'farthest',
]);

/** A quantity put together from those it is derived from; null where it is not. */
function resultOf(type: string, steps: readonly EvidenceStep[]): number | null {
  const [first, second] = steps.map(({ value }) => Number(value));
  switch (type) {
    case 'height':
      return second - first;
    case 'dist_v_gap':
      return Math.max(0, first - second);
    case 'dist_center':
    case 'dist_h_center':
      return Math.hypot(first, second);
    default:
      return null;
  }
}
