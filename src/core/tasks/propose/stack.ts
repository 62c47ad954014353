import { polygonArea } from '../../geometry/polygon.js';
import { buildPatch, isUpwardSurface } from '../../relations/patch.js';
import { movingObject } from '../../relations/fits-moving.js';
import type { SceneGeometry } from '../../relations/scene-geometry.js';
import { evaluateGoal } from '../evaluate-goal.js';
import { goalRegion } from '../goal-region.js';
import { isMovable } from '../movable.js';
import type { GoalTerm } from '../task.js';
import { isPair, isTakable, isWorthAsking, MAX_REGIONS, type TaskDraft, type TaskSearch } from './search.js';

/** Put B on C and A on B: three things that carry one another. */
export function stack(search: TaskSearch): TaskDraft | null {
  const { graph, view, movable, references } = search;
  const { geometry, views } = graph;
  let regions = 0;
  const regionOf = (object: number, goal: readonly GoalTerm[]) => {
    regions++;
    const region = goalRegion(geometry, views, view, { object, goal });
    return isWorthAsking(search, object, region) ? region : null;
  };
  for (const c of references) {
    const top = topArea(geometry, c.id);
    if (top === 0 || !isMovable(geometry, c.id)) continue;
    for (const b of movable) {
      const own = topArea(geometry, b.id);
      if (own === 0 || !isPair(search, b, c) || footArea(geometry, b.id) > top || !isTakable(search, b.id)) continue;
      const first: GoalTerm[] = [{ type: 'on', frame: null, subject: b.id, reference: c.id }];
      if (evaluateGoal(geometry, views, first) === 'T') continue;
      const upper = movable.filter(
        (a) => isPair(search, a, b) && isPair(search, a, c) && footArea(geometry, a.id) < own,
      );
      if (upper.length === 0) continue;
      if (regions >= MAX_REGIONS) return null;
      if (regionOf(b.id, first) === null) continue;
      for (const a of upper) {
        // Where B stands now A can be put on it; so it can when B stands on C, for B stays upright.
        const second: GoalTerm[] = [{ type: 'on', frame: null, subject: a.id, reference: b.id }];
        if (!isTakable(search, a.id)) continue;
        if (regions >= MAX_REGIONS) return null;
        const region = regionOf(a.id, second);
        if (region === null) continue;
        return {
          steps: [
            { object: b.id, goal: first },
            { object: a.id, goal: second },
          ],
          goal: [...second, ...first],
          expected: 'place',
          shown: { object: [0], place: [0] },
          region,
          words: () => ({ form: 'task.stack', fill: { A: a.phrase, B: b.phrase, C: c.phrase } }),
        };
      }
    }
  }
  return null;
}

/** Largest surface to stand on, m²; 0 for what has none, or a hollow in which things would lie. */
function topArea(geometry: SceneGeometry, id: number): number {
  if (geometry.object(id).cavity !== null) return 0;
  return geometry
    .surfacesOf(id)
    .filter(isUpwardSurface)
    .reduce((most, surface) => Math.max(most, Math.abs(polygonArea(buildPatch(surface).outline))), 0);
}

/** What a thing stands on, m². */
function footArea(geometry: SceneGeometry, id: number): number {
  const { contact } = movingObject(geometry, id);
  const corners = Array.from({ length: contact.length / 2 }, (_, k) => [contact[2 * k], contact[2 * k + 1]] as const);
  return Math.abs(polygonArea(corners));
}
