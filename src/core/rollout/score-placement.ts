import { distance } from '../geometry/vec3.js';
import type { Released } from '../edges.js';
import type { SceneGeometry } from '../relations/scene-geometry.js';
import type { SeenView } from '../relations/scene-graph.js';
import { evaluateTerm } from '../tasks/evaluate-goal.js';
import type { GoalTerm } from '../tasks/task.js';
import { MAX_REST_DRIFT } from '../scene/rest.js';
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
    const now = after.object(record.id).record;
    const shift = Math.max(
      distance(record.obb.center, now.obb.center),
      distance(record.worldFromObject.position, now.worldFromObject.position),
    );
    if (shift > most) [most, object] = [shift, record.id];
  }
  return { check: 'moved', passed: most <= MAX_COLLATERAL, measured: { most, object }, limit: MAX_COLLATERAL };
}

export function fellCheck({ before, after, released }: Pick<PlacementScene, 'before' | 'after' | 'released'>): Check {
  let [most, object] = [0, null as number | null];
  for (const { record, vertical } of before.objects) {
    const from = released.get(record.id) ?? vertical.min;
    const sank = from - after.object(record.id).vertical.min;
    if (sank > most) [most, object] = [sank, record.id];
  }
  return { check: 'fell', passed: most <= MAX_FALL, measured: { most, object }, limit: MAX_FALL };
}
