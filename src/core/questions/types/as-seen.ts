import { nothingBetween, thingsBetween } from '../../relations/between.js';
import { gate, type GateLevel } from '../../relations/gates.js';
import { nextTo } from '../../relations/near.js';
import { constantsOf } from '../../relations/profile.js';
import type { Judgement } from '../../relations/verdict.js';
import type { ViewContext } from '../view-context.js';

// A no for the sake of a third thing is asked only where that thing is seen: nobody can answer for what is hidden.

const HIDDEN = 'what decides it is hidden';

/** Whether one of several things is seen well enough in a view. */
export function someAreSeen({ graph, view }: ViewContext, ids: Iterable<number>, level: GateLevel): boolean {
  for (const id of ids)
    if (gate(graph.geometry, view, id, level, constantsOf(graph.geometry, [id])).passed) return true;
  return false;
}

/** nothing_between(B, C); A where everything between them is hidden. */
export function nothingBetweenAsSeen(context: ViewContext, b: number, c: number): Judgement {
  const { geometry } = context.graph;
  const found = nothingBetween(geometry, b, c);
  return found.verdict === 'F' && !someAreSeen(context, thingsBetween(geometry, b, c), 'name')
    ? { ...found, verdict: 'A', reason: HIDDEN }
    : found;
}

/** next_to(A, B); A where they are near and everything between them is hidden. */
export function nextToAsSeen(context: ViewContext, a: number, b: number): Judgement {
  const { geometry } = context.graph;
  const found = nextTo(geometry, a, b);
  const hasThird = found.verdict === 'F' && found.measured['between'] !== null;
  return hasThird && !someAreSeen(context, thingsBetween(geometry, a, b), 'name')
    ? { ...found, verdict: 'A', reason: HIDDEN }
    : found;
}
