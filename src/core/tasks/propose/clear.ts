import { buildPatch, isUpwardSurface } from '../../relations/patch.js';
import type { SceneGeometry } from '../../relations/scene-geometry.js';
import type { SeenView } from '../../relations/scene-graph.js';
import { evaluateGoal } from '../evaluate-goal.js';
import { furthestFrom, goalRegion, planFor } from '../goal-region.js';
import type { GoalTerm } from '../task.js';
import { whereText } from '../word-task.js';
import { relationGoals } from './one-relation.js';
import { MAX_REGIONS, type TaskDraft, type TaskSearch } from './search.js';

/** Put A on B, where there is no place for it until C, which stands there, is moved away. */
export function clear(search: TaskSearch): TaskDraft | null {
  const { graph, view, slot, options, movable } = search;
  const { geometry, views } = graph;
  let regions = 0;
  for (const { a, goals } of relationGoals(search)) {
    const [goal] = goals;
    const [{ type, reference }] = goal;
    const blockers = movable.filter(({ id }) => id !== a.id && standsOn(geometry, id, reference));
    if (type !== 'on' || blockers.length !== 1 || evaluateGoal(geometry, views, goal) === 'T') continue;
    if (hasPlaceOn(geometry, views, a.id, goal, 1)) continue;
    const [blocker] = blockers;
    if (regions++ >= MAX_REGIONS) return null;
    const aside = furthestFrom(
      geometry,
      reference,
      goalRegion(geometry, views, view, { object: blocker.id, goal: [] }),
    );
    if (!aside?.plan) continue;
    const cleared = geometry.withMoved(blocker.id, aside.plan.worldFromObject);
    if (!hasPlaceOn(cleared, views, a.id, goal, MIN_PLACES)) continue;
    if (options.canPlace?.(blocker.id, aside.plan) === false) continue;
    // Pixels know it finer than the lattice does.
    if (goalRegion(geometry, views, view, { object: a.id, goal }).samples.some(({ plan }) => plan !== null)) continue;
    return {
      steps: [
        { object: blocker.id, goal: [] },
        { object: a.id, goal },
      ],
      goal,
      expected: 'place',
      shown: { object: [0], place: [0] },
      region: null,
      words: (phrases) => ({
        form: 'task.clear',
        fill: {
          A: a.phrase,
          C: blocker.phrase,
          where: whereText(options.language, geometry, goal, phrases, slot.skill),
        },
      }),
    };
  }
  return null;
}

const standsOn = (geometry: SceneGeometry, id: number, support: number): boolean =>
  geometry.contactsOf(id).some(({ a, b, share }) => a === id && b === support && share > 0);

/** Lattice of places looked at, metres; and how many of them have to be free once the way is cleared. */
const LATTICE = 0.015;
const MIN_PLACES = 4;

/** Whether a goal of standing on something can be fulfilled at so many places of a lattice over its top. */
function hasPlaceOn(
  geometry: SceneGeometry,
  views: readonly SeenView[],
  object: number,
  goal: readonly GoalTerm[],
  wanted: number,
): boolean {
  const [{ reference }] = goal;
  let found = 0;
  for (const patch of geometry.surfacesOf(reference).filter(isUpwardSurface).map(buildPatch)) {
    for (let x = patch.min[0] + LATTICE / 2; x < patch.max[0]; x += LATTICE)
      for (let y = patch.min[1] + LATTICE / 2; y < patch.max[1]; y += LATTICE)
        if (planFor(geometry, views, { object, goal }, [x, y, patch.origin[2]], reference) && ++found >= wanted)
          return true;
  }
  return false;
}
