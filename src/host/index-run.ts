import type { RunEvent } from '../contract/run-events.js';
import { buildIndex } from '../dataset/sqlite-index.js';
import { drain } from './drain.js';

/** Rebuilds a dataset's index. */
export async function* indexRun(dir: string): AsyncGenerator<RunEvent> {
  const counts = yield* drain(buildIndex(dir), 'index', 'shards');
  yield { type: 'done', summary: { dir, ...counts } };
}
