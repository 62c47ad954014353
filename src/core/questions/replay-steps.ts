import { evaluateDirection } from '../relations/direction.js';
import type { Direction, FrameRef } from '../relations/frames.js';
import { inside } from '../relations/inside.js';
import { near, nextTo } from '../relations/near.js';
import { on } from '../relations/on.js';
import type { SceneGraph } from '../relations/scene-graph.js';
import { under } from '../relations/under.js';
import type { Verdict } from '../relations/verdict.js';
import type { EvidenceStep, QuestionRecord } from './question-record.js';

/**
 * Runs the steps of a stored derivation again on its scene (SPEC §8), by none of the code that asked.
 *
 * @returns one sentence on the first step that does not follow, or null
 */
export function replaySteps(graph: SceneGraph, record: QuestionRecord): string | null {
  const { steps } = record.evidence;
  const view = graph.views.find((seen) => seen.record.id === record.views[0]) ?? null;
  for (const [i, step] of steps.entries()) {
    const own = CONNECTIVES.has(step.op) ? connect(step, steps.slice(0, i)) : relate(graph, view, step);
    if (own === null) return `step ${i} (${step.op}) is none that can be run again.`;
    if (own !== step.verdict) return `step ${i} (${step.op}) should be ${own}, it is ${step.verdict}.`;
  }
  const last = steps.at(-1);
  if (last && record.answer.kind === 'yes-no' && (last.verdict === 'T') !== record.answer.value)
    return `its last step is ${last.verdict}, which is not its answer.`;
  if (last && record.type === 'count' && record.answer.kind === 'number') {
    const counted = steps.filter(({ verdict }) => verdict === 'T').length;
    if (counted !== record.answer.value) return `${counted} of its steps are true, it counts ${record.answer.value}.`;
  }
  return null;
}

const CONNECTIVES: ReadonlySet<string> = new Set(['and', 'or', 'not']);

function connect({ op, args }: EvidenceStep, earlier: readonly EvidenceStep[]): Verdict | null {
  const parts = args.map((i) => earlier[i]?.verdict);
  if (parts.includes(undefined as never)) return null;
  if (parts.includes('A')) return 'A';
  const truths = parts.filter((part) => part === 'T').length;
  if (op === 'not') return truths === 0 ? 'T' : 'F';
  return (op === 'and' ? truths === parts.length : truths > 0) ? 'T' : 'F';
}

function relate(graph: SceneGraph, view: SceneGraph['views'][number] | null, step: EvidenceStep): Verdict | null {
  const { geometry } = graph;
  const [a, b] = step.args;
  const frame: FrameRef | null = step.frame?.kind === 'ego' ? { kind: 'ego' } : step.frame;
  switch (step.op) {
    case 'left':
    case 'right':
    case 'front':
    case 'behind':
      return frame && evaluateDirection(graph, view, frame, step.op satisfies Direction, a, b).verdict;
    case 'on':
      return on(geometry, a, b).verdict;
    case 'inside':
      return inside(geometry, a, b).verdict;
    case 'under':
      return under(geometry, a, b).verdict;
    case 'near':
      return near(geometry, a, b).verdict;
    case 'next_to':
      return nextTo(geometry, a, b).verdict;
    default:
      return null;
  }
}
