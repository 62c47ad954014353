import type { SceneGraph } from '../relations/scene-graph.js';
import type { Task } from '../tasks/task.js';
import { judgePlace, placeFailure } from './judge-place.js';
import type { Attempt, FailureClass } from './rollout-record.js';

/**
 * The classes an attempt can be filed under by what was replied and where that points; null: it was done. One alone where
 * replies decide it, all that acting can come to where they are right.
 */
export function possibleClasses(attempt: Attempt, task: Task, now: SceneGraph): (FailureClass | null)[] {
  const { asked, step } = attempt;
  const { object, goal } = task.steps[step];
  const mute = asked.find(({ reply }) => reply === null);
  if (mute) return ['model-error', 'timeout'];
  if (asked.some(({ fault }) => fault !== null)) return ['parsing'];
  const [atObject, atPlace] = asked;
  if (atObject.lifted?.id !== object) return ['wrong-object'];
  if (atPlace?.refuses) return task.expected === 'refuse' ? [null] : ['would-not-fit'];
  if (!atPlace?.lifted) return ['surface'];
  const { world, id } = atPlace.lifted;
  const judged = judgePlace(now.geometry, now.views, task, object, goal, world, id);
  const acted: (FailureClass | null)[] = ['surface', 'would-not-fit', 'reach', 'collision', 'grasp', 'physics'];
  if (judged === 'right') return task.expected === 'place' ? [...acted, null] : acted;
  const own = placeFailure(judged).class;
  // Put down elsewhere than it was pointed at, it may still come to be where it should.
  return task.expected === 'refuse' ? [own, 'surface', 'would-not-fit'] : [own, 'surface', null];
}
