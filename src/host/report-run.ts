import { join } from 'node:path';
import type { RunEvent } from '../contract/run-events.js';
import { UserError } from '../core/result.js';
import { listEvaluations } from '../dataset/evaluation/evaluation-folder.js';
import { MANIFEST } from '../dataset/layout.js';
import { writeBenchmarkReport } from '../dataset/report/write-benchmark-report.js';
import { writeReport } from '../dataset/report/write-report.js';
import { fileSize } from '../dataset/whole-file.js';
import { drain } from './drain.js';

/**
 * Writes a dataset's contact sheet and its evaluations, or the evaluations of a benchmark.
 *
 * @param limit most views shown, spread over the set
 */
export async function* reportRun(dir: string, limit: number, set: string | undefined): AsyncGenerator<RunEvent> {
  if ((await fileSize(join(dir, MANIFEST))) === null && (await listEvaluations(dir)).length > 0) {
    const written = await writeBenchmarkReport(dir);
    if (written === null) throw new UserError(`No evaluation in "${dir}" has been scored yet: finish one first.`);
    yield { type: 'done', summary: { ...written } };
    return;
  }
  const { path, views } = yield* drain(
    writeReport(dir, { limit, ...(set !== undefined && { set }) }),
    'report',
    'views',
  );
  yield { type: 'done', summary: { path, views } };
}
