import { evaluateGoal } from '../tasks/evaluate-goal.js';
import { movedBy, type Task } from '../tasks/task.js';
import type { Seen } from './episode-scene.js';
import { fellCheck, movedCheck } from './score-placement.js';

/** Which of a task's steps comes next: the first whose relations do not hold; the last when all do. */
export function nextStep(task: Task, { graph }: Seen): number {
  const open = task.steps.findIndex(
    ({ goal }) => goal.length > 0 && evaluateGoal(graph.geometry, graph.views, goal) !== 'T',
  );
  return open === -1 ? task.steps.length - 1 : open;
}

/** Whether another attempt can still succeed: nothing fell, and nothing was moved that had to stay. */
export function isRecoverable(task: Task, first: Seen, now: Seen): boolean {
  const scene = {
    before: first.graph.geometry,
    after: now.graph.geometry,
    allowed: movedBy(task),
    released: new Map<number, number>(),
  };
  const others = { ...scene, released: new Map([...movedBy(task)].map((id) => [id, -Infinity])) };
  return movedCheck(scene).passed && fellCheck(others).passed;
}
