import { forwardOf } from '../../camera/pinhole.js';
import { horizontal } from '../../geometry/vec3.js';
import { createViewContext } from '../../questions/view-context.js';
import type { Direction } from '../../relations/frames.js';
import type { SeenView } from '../../relations/scene-graph.js';
import { truthOf } from '../../relations/seen-pixels.js';
import { evaluateGoal } from '../evaluate-goal.js';
import { goalRegion } from '../goal-region.js';
import { isMovable } from '../movable.js';
import type { GoalTerm } from '../task.js';
import {
  angleBetween,
  framesFor,
  isPair,
  isTakable,
  isWorthAsking,
  MAX_REGIONS,
  placing,
  type TaskDraft,
  type TaskSearch,
} from './search.js';

/** A camera that moved looks at least this much another way. */
const MIN_CAMERA_TURN_DEG = 50;

/**
 * Put A beside B as the first camera sees it, pointing in the picture of the second: the first one does not show A at
 * all, or both do and the camera went round.
 */
export function fromTwoViews(search: TaskSearch): TaskDraft | null {
  const { graph, slot, options, rng } = search;
  const { geometry, views } = graph;
  const [first, second] = views;
  if (second === undefined) return null;
  const isTurned = headingsApart(first, second) >= MIN_CAMERA_TURN_DEG;
  if (slot.skill === 'moved-camera' && !isTurned) return null;
  const context = createViewContext(graph, second, options.lexicon);
  const isHidden = (id: number) => (truthOf(first, id)?.visiblePixels ?? 0) === 0;
  const own = context.referents.filter(
    ({ id }) => isMovable(geometry, id) && (slot.skill !== 'occluded' || isHidden(id)),
  );
  const inBoth: TaskSearch = { ...search, view: second, context, movable: rng.fork('second').shuffle(own) };
  let regions = 0;
  for (const a of inBoth.movable) {
    if (!isTakable(search, a.id)) continue;
    for (const b of search.references) {
      // What stays must go by one name in both pictures.
      const there = context.referent(b.id);
      if (!('phrase' in there) || there.phrase !== b.phrase || !isPair(search, a, b)) continue;
      const frames = framesFor(search, b, ['ego'], slot.relation as Direction);
      if (!frames) continue;
      const goal: GoalTerm[] = [{ type: slot.relation, frame: frames[0], subject: a.id, reference: b.id }];
      if (evaluateGoal(geometry, views, goal) === 'T') continue;
      if (regions++ >= MAX_REGIONS) return null;
      const region = goalRegion(geometry, views, second, { object: a.id, goal });
      if (!isWorthAsking(search, a.id, region)) continue;
      return {
        ...placing(inBoth, a, goal, 'place', region),
        shown: { object: [0, 1], place: [0, 1] },
        referent: context.referent,
      };
    }
  }
  return null;
}

/** Horizontal angle between where two cameras look, degrees. */
function headingsApart(a: SeenView, b: SeenView): number {
  const [p, q] = [horizontal(forwardOf(a.record)), horizontal(forwardOf(b.record))];
  return p === null || q === null ? 0 : angleBetween(p, q);
}
