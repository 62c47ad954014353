import type { SceneGeometry } from '../relations/scene-geometry.js';
import type { SceneGraph } from '../relations/scene-graph.js';
import { evaluateGoal } from '../tasks/evaluate-goal.js';
import { goalRegion } from '../tasks/goal-region.js';
import { movedBy, type Task } from '../tasks/task.js';
import type { Attempt, Failure } from './rollout-record.js';
import { fellCheck, movedCheck } from './score-placement.js';

/**
 * Which of a task's steps comes next: the first whose relations do not hold, the last when all do. What is only to be
 * out of the way is so when the next thing has a place to go.
 */
export function nextStep(task: Task, { geometry, views }: SceneGraph): number {
  const view = views[task.shown.place[task.shown.place.length - 1]];
  const open = task.steps.findIndex(({ goal }, k) => {
    if (goal.length > 0) return evaluateGoal(geometry, views, goal) !== 'T';
    const next = task.steps[k + 1];
    return next !== undefined && !goalRegion(geometry, views, view, next).samples.some(({ plan }) => plan !== null);
  });
  return open === -1 ? task.steps.length - 1 : open;
}

/** Whether another attempt can still succeed: nothing fell, and nothing was moved that had to stay. */
export function isRecoverable(task: Task, first: SceneGeometry, now: SceneGeometry): boolean {
  const scene = {
    before: first,
    after: now,
    allowed: movedBy(task),
    released: new Map<number, number>(),
  };
  const others = { ...scene, released: new Map([...movedBy(task)].map((id) => [id, -Infinity])) };
  return movedCheck(scene).passed && fellCheck(others).passed;
}

/** What is cleared away has to be out of the way. */
const STILL_IN_THE_WAY: Failure = {
  class: 'wrong-place',
  detail: 'What was moved aside stands where it leaves the next thing no place.',
};

/**
 * Why an episode was not done: the failure of its last attempt; where that one succeeded in a part of the task, of the
 * latest before it that did not, and that so used up an attempt.
 */
export const whyNotDone = (attempts: readonly Pick<Attempt, 'failure'>[]): Failure =>
  attempts.findLast(({ failure }) => failure !== null)?.failure ?? STILL_IN_THE_WAY;
