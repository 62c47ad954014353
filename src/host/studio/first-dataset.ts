import { join } from 'node:path';
import type { JobSpec } from '../../contract/studio/jobs.js';
import { fileSize } from '../../dataset/whole-file.js';
import type { JobQueue } from '../../services/job-queue.js';
import { ownFolder } from '../own-folder.js';

/** What a first start makes, so that there is something to look at in a minute. */
export const FIRST_DATASET = { out: 'datasets/first', scenes: 6, seed: 0, shardSize: 2 } as const;

/** Queues the first dataset, unless it is there or was queued before. */
export async function queueFirstDataset(queue: JobQueue, workingFolder: string): Promise<void> {
  const { out } = FIRST_DATASET;
  if ((await fileSize(join(workingFolder, out, 'dataset.json'))) !== null) return;
  if (queue.state.jobs.some(({ spec }) => spec.kind === 'generate' && spec.out === out)) return;
  const recipe = join(ownFolder('scenes', 'tabletop.json'), 'tabletop.json');
  queue.add({ kind: 'generate', recipe, ...FIRST_DATASET } satisfies JobSpec);
}
