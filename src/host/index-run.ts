import type { RunEvent } from '../contract/run-events.js';
import { buildIndex } from '../dataset/index/build-index.js';
import { drain } from './drain.js';

/** Rebuilds a dataset's index. */
export async function* indexRun(dir: string): AsyncGenerator<RunEvent> {
  const { damage, ...counts } = yield* drain(buildIndex(dir), 'index', 'shards');
  for (const { place, problem } of damage) yield { type: 'problem', where: place, message: problem };
  yield { type: 'done', summary: { dir, ...counts } };
}
