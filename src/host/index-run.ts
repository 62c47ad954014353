import type { RunEvent } from '../contract/run-events.js';
import { buildIndex } from '../dataset/sqlite-index.js';

/** Rebuilds a dataset's index. */
export async function* indexRun(dir: string): AsyncGenerator<RunEvent> {
  const progress = buildIndex(dir);
  let started = false;
  for (;;) {
    const step = await progress.next();
    if (step.done) {
      yield { type: 'done', summary: { dir, ...step.value } };
      return;
    }
    const { done, total } = step.value;
    if (!started) yield { type: 'phase', phase: 'index', total, unit: 'shards' };
    started = true;
    yield { type: 'progress', phase: 'index', done, total };
  }
}
