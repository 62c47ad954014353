import type { RunEvent } from '../contract/run-events.js';
import { exportDataset } from '../dataset/exporters/export-dataset.js';
import { drain } from './drain.js';

/** Exports a dataset into a new folder. */
export async function* exportRun(
  dir: string,
  format: string,
  out: string,
  set: string | undefined,
): AsyncGenerator<RunEvent> {
  const counts = yield* drain(exportDataset(dir, format, out, set), 'export', 'views');
  yield { type: 'done', summary: { out, ...counts } };
}
