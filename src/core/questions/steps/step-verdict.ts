import { bigger, closer, taller, wider } from '../../relations/compare.js';
import { closerToCamera } from '../../relations/closer.js';
import { evaluateDirection } from '../../relations/direction.js';
import type { Direction, FrameRef } from '../../relations/frames.js';
import { inside } from '../../relations/inside.js';
import { near, nextTo } from '../../relations/near.js';
import { directlyOnAsked, on } from '../../relations/on.js';
import { and, decide, not } from '../../relations/tolerance.js';
import { under } from '../../relations/under.js';
import type { Verdict } from '../../relations/verdict.js';
import { above, higher } from '../../relations/vertical.js';
import type { StepScene } from './step-quantity.js';

/**
 * The verdict of a relation that a step states, by SPEC's predicates alone.
 *
 * @param args object ids, in SPEC's order
 * @returns null for an operation that is no relation of SPEC §3, §4 or §7
 */
export function stepVerdict(
  { graph, view }: Pick<StepScene, 'graph' | 'view'>,
  op: string,
  frame: FrameRef | null,
  args: readonly number[],
): Verdict | null {
  const { geometry } = graph;
  const [a, b, c] = args;
  switch (op) {
    case 'left':
    case 'right':
    case 'front':
    case 'behind':
      return frame && evaluateDirection(graph, view, frame, op satisfies Direction, a, b).verdict;
    case 'on':
      return on(geometry, a, b).verdict;
    case 'directly_on':
      return directlyOnAsked(geometry, a, b).verdict;
    case 'inside':
      return inside(geometry, a, b).verdict;
    case 'under':
      return under(geometry, a, b).verdict;
    case 'near':
      return near(geometry, a, b).verdict;
    case 'next_to':
      return nextTo(geometry, a, b).verdict;
    case 'above':
      return above(geometry, a, b).verdict;
    case 'below':
      return above(geometry, b, a).verdict;
    case 'higher':
      return higher(geometry, a, b).verdict;
    case 'taller':
      return taller(geometry, a, b).verdict;
    case 'wider':
      return wider(geometry, a, b).verdict;
    case 'bigger':
      return bigger(geometry, a, b).verdict;
    case 'closer':
    case 'farther': {
      const [near1, far] = op === 'closer' ? [a, b] : [b, a];
      if (c !== undefined) return closer(graph, view, near1, far, c).verdict;
      if (view === null) return null;
      const both = [closerToCamera(view, near1, far).verdict, closer(graph, view, near1, far, 'camera').verdict];
      return decide(and(...both), and(...both.map(not)));
    }
    default:
      return null;
  }
}
