import type { RunEvent } from '../contract/run-events.js';
import { exportDataset } from '../dataset/exporters/export-dataset.js';
import { readBack } from '../dataset/exporters/read-back.js';
import { drain } from './drain.js';

/** Exports a dataset into a new folder, and reads back what was written. @param only ids of views; null: all */
export async function* exportRun(
  dir: string,
  format: string,
  out: string,
  set: string | undefined,
  only: readonly string[] | null = null,
): AsyncGenerator<RunEvent> {
  const counts = yield* drain(exportDataset(dir, format, out, set, only), 'export', 'views');
  const read = yield* drain(readBack(out, format), 'export', 'rows read back');
  yield { type: 'note', message: `read back: ${read.rows} rows and ${read.images} images, all as their format says` };
  yield { type: 'done', summary: { out, ...counts } };
}
