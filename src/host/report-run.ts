import type { RunEvent } from '../contract/run-events.js';
import { writeReport } from '../dataset/report/write-report.js';
import { drain } from './drain.js';

/** Writes a dataset's contact sheet. @param limit most views shown, spread over the set */
export async function* reportRun(dir: string, limit: number, set: string | undefined): AsyncGenerator<RunEvent> {
  const { path, views } = yield* drain(
    writeReport(dir, { limit, ...(set !== undefined && { set }) }),
    'report',
    'views',
  );
  yield { type: 'done', summary: { path, views } };
}
