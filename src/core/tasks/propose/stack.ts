import { project } from '../../camera/pinhole.js';
import { polygonArea } from '../../geometry/polygon.js';
import { buildPatch, isUpwardSurface } from '../../relations/patch.js';
import { movingObject } from '../../relations/fits-moving.js';
import { transformPoint } from '../../geometry/pose.js';
import type { PlannedPose } from '../../rollout/plan-pose.js';
import type { SeenView } from '../../relations/scene-graph.js';
import type { SceneGeometry } from '../../relations/scene-geometry.js';
import { evaluateGoal } from '../evaluate-goal.js';
import { goalRegion } from '../goal-region.js';
import { roomiest } from '../roomiest.js';
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
      const place = regionOf(b.id, first);
      if (place === null || !isShownAt(geometry, view, b.id, roomiest(place)?.plan ?? null)) continue;
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

/** So much of the image around what stands there, pixels; and nothing nearer than by this before its top, metres. */
const MARGIN = 4;
const NEARER = 0.01;

/** Whether a thing will be seen whole, and its top with nothing before it, where it is going to stand. */
function isShownAt(geometry: SceneGeometry, view: SeenView, id: number, plan: PlannedPose | null): boolean {
  if (plan === null) return false;
  const { width, height } = view.record.intrinsics;
  const { center, halfExtents, orientation } = geometry.withMoved(id, plan.worldFromObject).object(id).record.obb;
  const corner = (x: number, y: number, z: number) =>
    project(
      view.record,
      transformPoint({ position: center, orientation }, [x * halfExtents[0], y * halfExtents[1], z * halfExtents[2]]),
    );
  const isWithin = ({ u, v, depth }: ReturnType<typeof corner>) =>
    depth > 0 && u >= MARGIN && v >= MARGIN && u <= width - MARGIN && v <= height - MARGIN;
  if (![-1, 1].every((x) => [-1, 1].every((y) => [-1, 1].every((z) => isWithin(corner(x, y, z)))))) return false;
  const tops = [corner(0, 0, 1), ...[-0.6, 0.6].flatMap((x) => [-0.6, 0.6].map((y) => corner(x, y, 1)))];
  return tops.every(({ u, v, depth }) => view.depth[Math.floor(v) * width + Math.floor(u)] > depth - NEARER);
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
