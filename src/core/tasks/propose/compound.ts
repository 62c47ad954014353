import type { Rng } from '../../random.js';
import { isSideways, type Direction } from '../../relations/frames.js';
import { evaluateGoal } from '../evaluate-goal.js';
import { goalRegion } from '../goal-region.js';
import type { GoalTerm } from '../task.js';
import {
  framesFor,
  isPair,
  isTakable,
  isWorthAsking,
  MAX_REGIONS,
  placing,
  type TaskDraft,
  type TaskSearch,
} from './search.js';

/** Put A where two directions from two things hold at once. */
export function compound(search: TaskSearch): TaskDraft | null {
  const { graph, view, movable, references, slot } = search;
  const { geometry, views } = graph;
  let regions = 0;
  for (const a of movable) {
    if (!isTakable(search, a.id)) continue;
    for (const [i, b] of references.entries()) {
      for (const c of references.slice(i + 1)) {
        if (!isPair(search, a, b) || !isPair(search, a, c) || !isPair(search, b, c)) continue;
        const [type, other] = acrossOf(slot.relation as Direction, search.rng.fork(`${b.id} ${c.id}`));
        const [first] = framesFor(search, b, slot.frames, type) ?? [];
        const [second] = framesFor(search, c, ['ego'], other) ?? [];
        if (!first || !second) continue;
        const goal: GoalTerm[] = [
          { type, frame: first, subject: a.id, reference: b.id },
          { type: other, frame: second, subject: a.id, reference: c.id },
        ];
        if (evaluateGoal(geometry, views, goal) === 'T') continue;
        if (regions++ >= MAX_REGIONS) return null;
        const region = goalRegion(geometry, views, view, { object: a.id, goal });
        if (isWorthAsking(search, a.id, region)) return placing(search, a, goal, 'place', region);
      }
    }
  }
  return null;
}

/** A direction, and one across it. */
function acrossOf(direction: Direction, rng: Rng): [Direction, Direction] {
  return [direction, rng.pick(isSideways(direction) ? (['front', 'behind'] as const) : (['left', 'right'] as const))];
}
