import { isUpwardSurface } from '../../relations/patch.js';
import { planPose } from '../../rollout/plan-pose.js';
import type { Direction } from '../../relations/frames.js';
import type { SceneGeometry } from '../../relations/scene-geometry.js';
import type { Referent } from '../../questions/view-context.js';
import { doesNotFit } from '../does-not-fit.js';
import { evaluateGoal } from '../evaluate-goal.js';
import { goalRegion } from '../goal-region.js';
import type { GoalTerm } from '../task.js';
import {
  framesFor,
  isPair,
  isTakable,
  isWorthAsking,
  MAX_FITS,
  MAX_REGIONS,
  placing,
  type TaskDraft,
  type TaskSearch,
} from './search.js';

/** Gaps asked for, and how far off they may come out: metres. */
const GAPS = [0.05, 0.08, 0.1, 0.15];
const GAP_TOLERANCE = 0.02;

/** Put A somewhere relative to B: the first pair with a goal that does not hold and can be reached, or for sure cannot. */
export function oneRelation(search: TaskSearch): TaskDraft | null {
  const { graph, view, slot } = search;
  const { geometry, views } = graph;
  const isRefusal = slot.skill === 'refuse';
  let asked = 0;
  let regions = 0;
  for (const { a, goals } of relationGoals(search)) {
    if (goals.some((goal) => evaluateGoal(geometry, views, goal) === 'T')) continue;
    const index = slot.frame === null ? 0 : slot.frames.indexOf(slot.frame);
    if (isRefusal) {
      if (asked++ >= MAX_FITS) return null;
      if (!doesNotFit(graph, view, a.id, goals[index][0])) continue;
      return placing(search, a, goals[index], 'refuse', null);
    }
    const found = goals.map((goal) => {
      const region = goalRegion(geometry, views, view, { object: a.id, goal });
      return isWorthAsking(search, a.id, region) ? region : null;
    });
    if (found.every((region) => region !== null)) return placing(search, a, goals[index], 'place', found[index]);
    if (++regions >= MAX_REGIONS) return null;
  }
  return null;
}

/** Pairs and triples that a slot's relation could be asked of, with the goal in each of the slot's frames. */
export function* relationGoals(
  search: TaskSearch,
): Generator<{ a: Referent; goals: readonly (readonly GoalTerm[])[] }> {
  const { graph, slot, movable, references, options } = search;
  const { geometry } = graph;
  for (const a of movable) {
    if (slot.skill !== 'refuse' && !isTakable(search, a.id)) continue;
    for (const b of references) {
      if (!isPair(search, a, b)) continue;
      if (options.categories?.reference?.includes(geometry.object(b.id).record.category) === false) continue;
      const base = { type: slot.relation, subject: a.id, reference: b.id };
      if (slot.relation === 'between') {
        for (const c of references) {
          if (c.id <= b.id || !isPair(search, a, c) || !isPair(search, b, c)) continue;
          if (c.anchor === b.id || b.anchor === c.id) continue;
          yield { a, goals: [[{ ...base, frame: null, second: c.id }]] };
        }
      } else if (slot.frames.length === 0) {
        if (slot.relation === 'inside' && !mayEnter(geometry, a.id, b.id, slot.skill === 'refuse')) continue;
        if (slot.relation === 'on' && !geometry.surfacesOf(b.id).some(isUpwardSurface)) continue;
        yield { a, goals: [[{ ...base, frame: null }]] };
      } else {
        const frames = framesFor(search, b, slot.frames, slot.relation as Direction);
        if (!frames) continue;
        const apart = gapTerm(search, a, b);
        yield { a, goals: frames.map((frame) => [{ ...base, frame }, ...apart]) };
      }
    }
  }
}

/** Of a metric task: how far the two shall be apart. */
function gapTerm({ slot, rng }: TaskSearch, a: Referent, b: Referent): GoalTerm[] {
  if (slot.skill !== 'metric') return [];
  const value = rng.fork(`gap ${a.id} ${b.id}`).pick(GAPS);
  return [{ type: 'gap', frame: null, subject: a.id, reference: b.id, gap: { value, tolerance: GAP_TOLERANCE } }];
}

/** Whether one thing has a hollow; and, where it is to take up the other, whether it does at some place or other. */
function mayEnter(geometry: SceneGeometry, id: number, container: number, isRefusal: boolean): boolean {
  const { cavity } = geometry.object(container);
  if (cavity === null) return false;
  if (isRefusal) return true;
  const { min, max } = cavity.tree.bounds;
  const at = (k: 0 | 1, share: number) => min[k] + share * (max[k] - min[k]);
  return PLACES_WITHIN.some(([x, y]) => planPose(geometry, id, [at(0, x), at(1, y), min[2]], container).ok);
}

/** Of a hollow, as shares of its width and depth. */
const PLACES_WITHIN = [
  [0.5, 0.5],
  [0.3, 0.5],
  [0.7, 0.5],
  [0.5, 0.3],
  [0.5, 0.7],
] as const;
