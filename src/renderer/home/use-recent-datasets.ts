import { jobFolder, lastPart } from '../jobs/job-words.js';
import { jobsStore } from '../jobs/jobs-store.js';
import { useStore } from '../store.js';

export interface RecentDataset {
  readonly path: string;
  readonly name: string;
}

/** Datasets that were made here, latest first. */
export function useRecentDatasets(): readonly RecentDataset[] {
  const queue = useStore(jobsStore, (state) => state.queue);
  const made = (queue?.jobs ?? []).filter(({ spec, status }) => spec.kind === 'generate' && status === 'done');
  return made
    .toSorted((a, b) => (b.ended ?? 0) - (a.ended ?? 0))
    .map(({ spec }) => ({ path: jobFolder(spec), name: lastPart(jobFolder(spec)) }));
}
