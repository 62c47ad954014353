import { useQuery } from '@tanstack/react-query';
import type { NearbyDataset } from '../../contract/studio/datasets.js';
import { useOpened, useStudio } from '../connection/studio-context.js';
import { jobsStore } from '../jobs/jobs-store.js';
import { useStore } from '../store.js';

/** Datasets that were opened, latest first, then those that lie in the working folder, whoever made them. */
export function useRecentDatasets(): readonly NearbyDataset[] {
  const studio = useStudio();
  const opened = useOpened();
  const recent =
    useQuery({ queryKey: ['recent-datasets', opened], queryFn: () => studio.datasets.recent() }).data ?? [];
  // A run that has ended may have made one.
  const made = useStore(
    jobsStore,
    ({ queue }) => queue?.jobs.filter(({ spec, status }) => spec.kind === 'generate' && status === 'done').length ?? 0,
  );
  const nearby =
    useQuery({ queryKey: ['nearby-datasets', opened, made], queryFn: () => studio.datasets.nearby() }).data ?? [];
  return [...recent, ...nearby.filter(({ path }) => !recent.some((one) => one.path === path))];
}
