import type { RunEvent } from '../contract/run-events.js';
import type { ShardRecord } from '../core/scene/dataset-record.js';
import { ask, type AskWorkshop } from './ask.js';
import { runTasks } from './job-pool.js';

/** What to make: scenes 0 … scenes − 1 in shards of `shardSize`, all of them or the shards from … to. */
export interface GenerateJob {
  readonly scenes: number;
  readonly shardSize: number;
  /** First and last shard, inclusive. */
  readonly shards: readonly [number, number];
  readonly set: string;
  /** Aborted: the shards under way are finished and recorded, and the rest is left to a later run. */
  readonly signal?: AbortSignal | undefined;
}

/** The dataset under construction, and the workers that make its shards. */
export interface GenerateWorkshop extends AskWorkshop {
  /** Shards of this run that are on disk already, whole. */
  finishedShards(): Promise<readonly ShardRecord[]>;
  makeShard(shard: number, report: (event: SceneReport) => void): Promise<ShardRecord>;
  /** Writes dataset.json with these shards. */
  recordShards(shards: readonly ShardRecord[]): Promise<void>;
}

/** One scene done: made, or given up with its reason; then its twin, if it was to have one. */
export type SceneReport =
  | { readonly type: 'made'; readonly scene: string; readonly thumbnail: Uint8Array | null }
  | { readonly type: 'twin'; readonly scene: string }
  | ({ readonly type: 'rejected' } & GivenUp)
  | ({ readonly type: 'no-twin' } & GivenUp);

interface GivenUp {
  readonly scene: string;
  readonly seed: number;
  readonly reason: string;
  readonly detail: string;
}

/**
 * The main job: shards, then questions. A shard that is on disk is not made again, so an interrupted run is
 * continued by running it once more; the bytes are those of an uninterrupted one.
 */
export async function* generate(job: GenerateJob, workshop: GenerateWorkshop): AsyncGenerator<RunEvent> {
  const [from, to] = job.shards;
  const finished = new Map((await workshop.finishedShards()).map((record) => [record.id, record]));
  const wanted = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const sceneCount = (shard: number) => Math.min(job.shardSize, job.scenes - shard * job.shardSize);
  const open = wanted.filter((shard) => !finished.has(String(shard).padStart(6, '0')));
  const total = wanted.reduce((sum, shard) => sum + sceneCount(shard), 0);
  let done = total - open.reduce((sum, shard) => sum + sceneCount(shard), 0);

  yield { type: 'phase', phase: 'scenes', total, unit: 'scenes', done };
  if (done > 0) yield { type: 'progress', phase: 'scenes', done, total };
  const tasks = open.map((shard) => (report: (event: SceneReport) => void) => workshop.makeShard(shard, report));
  const record = async (shard: ShardRecord) => {
    finished.set(shard.id, shard);
    await workshop.recordShards([...finished.values()]);
  };
  const events = runTasks<SceneReport, ShardRecord>(tasks, workshop.concurrency, record, job.signal);
  for await (const event of events) {
    if (event.type === 'twin') continue;
    if (event.type === 'no-twin') {
      yield { ...event, type: 'rejected' };
      continue;
    }
    done++;
    if (event.type === 'rejected') yield event;
    yield { type: 'progress', phase: 'scenes', done, total };
  }
  await workshop.recordShards([...finished.values()]);
  if (job.signal?.aborted) return;
  yield* ask({ set: job.set, signal: job.signal }, workshop);
}
