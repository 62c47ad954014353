import { useQuery } from '@tanstack/react-query';
import type { RecentDataset } from '../../contract/studio/datasets.js';
import { useOpened, useStudio } from '../connection/studio-context.js';
import { jobFolder, lastPart } from '../jobs/job-words.js';
import { jobsStore } from '../jobs/jobs-store.js';
import { useStore } from '../store.js';

/** Datasets that were opened, latest first, then those that were made here and not opened yet. */
export function useRecentDatasets(): readonly Pick<RecentDataset, 'path' | 'name'>[] {
  const studio = useStudio();
  const opened = useOpened();
  const recent =
    useQuery({ queryKey: ['recent-datasets', opened], queryFn: () => studio.datasets.recent() }).data ?? [];
  const queue = useStore(jobsStore, (state) => state.queue);
  const made = (queue?.jobs ?? [])
    .filter(({ spec, status }) => spec.kind === 'generate' && status === 'done')
    .toSorted((a, b) => (b.ended ?? 0) - (a.ended ?? 0))
    .map(({ spec }) => ({ path: jobFolder(spec), name: lastPart(jobFolder(spec)) }))
    .filter(({ path }) => !recent.some((one) => one.path.endsWith(path)));
  return [...recent, ...made];
}
