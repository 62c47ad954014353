import type { SceneGeometry } from '../relations/scene-geometry.js';
import { movedBy, type Task } from '../tasks/task.js';
import type { Action } from './rollout-record.js';

/**
 * Heights that the lowest points of what was moved may not sink below: of what was let go, and of what earlier steps put
 * down. World, metres, by object.
 *
 * @param now before the action
 * @param first as the task was set
 */
export function releasedHeights(
  now: SceneGeometry,
  first: SceneGeometry,
  task: Pick<Task, 'steps'>,
  { object, worldFromObject, owner, surface }: Pick<Action, 'object' | 'worldFromObject' | 'owner' | 'surface'>,
): Map<number, number> {
  const heights = new Map<number, number>();
  for (const id of movedBy(task))
    if (now.object(id).vertical.min < first.object(id).vertical.min) heights.set(id, now.object(id).vertical.min);
  const letGo = now.withMoved(object, worldFromObject).object(object).vertical.min;
  // What is let go in a hollow, as deep as it goes without touching the walls, slides on to its floor.
  const floor = surface === null ? now.object(owner).cavity?.tree.bounds.min[2] : undefined;
  heights.set(object, Math.min(letGo, floor ?? Infinity));
  return heights;
}
