import type { RunEvent } from '../contract/run-events.js';
import { exportDataset } from '../dataset/exporters/export-dataset.js';

/** Exports a dataset into a new folder. */
export async function* exportRun(dir: string, format: string, out: string, set: string | undefined): AsyncGenerator<RunEvent> {
  const progress = exportDataset(dir, format, out, set);
  let started = false;
  for (;;) {
    const step = await progress.next();
    if (step.done) {
      yield { type: 'done', summary: { out, ...step.value } };
      return;
    }
    const { done, total } = step.value;
    if (!started) yield { type: 'phase', phase: 'export', total, unit: 'views' };
    started = true;
    yield { type: 'progress', phase: 'export', done, total };
  }
}
