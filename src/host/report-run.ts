import type { RunEvent } from '../contract/run-events.js';

/** Writes a dataset's contact sheet. */
export async function* reportRun(_dir: string, _limit: number, _set: string | undefined): AsyncGenerator<RunEvent> {
  yield { type: 'done', summary: { path: '', views: 0 } };
}
