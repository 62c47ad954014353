import { compose, invert, transformDirection, transformPoint } from '../geometry/pose.js';
import { distance, type Vec3 } from '../geometry/vec3.js';
import type { Released } from '../edges.js';
import type { SceneGeometry } from '../relations/scene-geometry.js';
import type { SeenView } from '../relations/scene-graph.js';
import { evaluateTerm } from '../tasks/evaluate-goal.js';
import type { GoalTerm } from '../tasks/task.js';
import { MAX_REST_DRIFT } from '../scene/rest.js';
import type { SceneObject } from '../scene/settled-scene.js';
import type { Check } from './rollout-record.js';

/** Placement succeeds when nothing else moved further than this, metres. */
export const MAX_COLLATERAL = 0.01;
/** What sank further than this below where it was put, or was, has fallen, metres. */
export const MAX_FALL = 0.03;

/** What a placement is scored against. */
export interface PlacementScene {
  /** As it was when the task was set. */
  readonly before: SceneGeometry;
  readonly after: SceneGeometry;
  /** All views of the episode, by number. */
  readonly views: readonly SeenView[];
  readonly goal: readonly GoalTerm[];
  /** Objects that may be elsewhere. */
  readonly allowed: ReadonlySet<number>;
  /** What was let go, and at which height its lowest point was then. */
  readonly released: ReadonlyMap<number, number>;
  readonly rest: Pick<Released, 'rested' | 'drift'>;
}

/** Every check of FORMATS' placement score with what it measured: goal true, at rest, nothing else moved, nothing fell. */
export function scorePlacement(scene: PlacementScene): Check[] {
  return [...goalChecks(scene), restCheck(scene), movedCheck(scene), fellCheck(scene)];
}

export const goalChecks = ({ after, views, goal }: Pick<PlacementScene, 'after' | 'views' | 'goal'>): Check[] =>
  goal.map((term): Check => {
    const { verdict, measured } = evaluateTerm(after, views, term);
    return {
      check: 'goal',
      passed: verdict === 'T',
      type: term.type,
      frame: term.frame,
      verdict,
      measured,
      limit: null,
    };
  });

const restCheck = ({ rest }: PlacementScene): Check => ({
  check: 'rest',
  passed: rest.rested,
  measured: { drift: rest.drift },
  limit: MAX_REST_DRIFT,
});

export function movedCheck({ before, after, allowed }: Pick<PlacementScene, 'before' | 'after' | 'allowed'>): Check {
  let [most, object] = [0, null as number | null];
  for (const { record } of before.objects) {
    if (allowed.has(record.id)) continue;
    const shift = shiftOf(record, after.object(record.id).record);
    if (shift > most) [most, object] = [shift, record.id];
  }
  return { check: 'moved', passed: most <= MAX_COLLATERAL, measured: { most, object }, limit: MAX_COLLATERAL };
}

/** How far any corner of an object's box moved; of what looks the same in every turn, the ends of its axis. Metres. */
function shiftOf(before: SceneObject, after: SceneObject): number {
  const { center, halfExtents, orientation } = before.obb;
  const move = compose(after.worldFromObject, invert(before.worldFromObject));
  const reach = Math.max(...halfExtents);
  const isRound = before.symmetry === 'infinite';
  const up = transformDirection(before.worldFromObject, before.up);
  const points = isRound
    ? [-reach, reach].map((t): Vec3 => [center[0] + t * up[0], center[1] + t * up[1], center[2] + t * up[2]])
    : CORNERS.map((corner) =>
        transformPoint({ position: center, orientation }, [
          corner[0] * halfExtents[0],
          corner[1] * halfExtents[1],
          corner[2] * halfExtents[2],
        ]),
      );
  return Math.max(...points.map((point) => distance(point, transformPoint(move, point))));
}

const CORNERS: readonly Vec3[] = [-1, 1].flatMap((x) => [-1, 1].flatMap((y) => [-1, 1].map((z): Vec3 => [x, y, z])));

export function fellCheck({ before, after, released }: Pick<PlacementScene, 'before' | 'after' | 'released'>): Check {
  let [most, object] = [0, null as number | null];
  for (const { record, vertical } of before.objects) {
    const from = released.get(record.id) ?? vertical.min;
    const sank = from - after.object(record.id).vertical.min;
    if (sank > most) [most, object] = [sank, record.id];
  }
  return { check: 'fell', passed: most <= MAX_FALL, measured: { most, object }, limit: MAX_FALL };
}
