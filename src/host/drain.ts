import type { Phase, RunEvent } from '../contract/run-events.js';

/** Turns bare progress into events of one phase, and gives back what the work returned. */
export async function* drain<Value>(
  work: AsyncGenerator<{ readonly done: number; readonly total: number }, Value>,
  phase: Phase,
  unit: string,
): AsyncGenerator<RunEvent, Value> {
  let started = false;
  for (;;) {
    const step = await work.next();
    if (step.done) return step.value;
    const { done, total } = step.value;
    if (!started) yield { type: 'phase', phase, total, unit };
    started = true;
    yield { type: 'progress', phase, done, total };
  }
}
