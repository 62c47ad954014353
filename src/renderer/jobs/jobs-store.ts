import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import type { JobsState, JobState } from '../../contract/studio/jobs.js';
import { useOpened, useStudio } from '../connection/studio-context.js';
import { createStore, type Store } from '../store.js';
import { jobTitle } from './job-words.js';

/** The queue as the backend last told it; null before it did. */
export const jobsStore: Store<{ readonly queue: JobsState | null; readonly problem: string | null }> = createStore<{
  queue: JobsState | null;
  problem: string | null;
}>({ queue: null, problem: null });

/** Follows the queue while the studio is open, and tells of ends. Used once, by the shell. */
export function useFollowJobs(): void {
  const studio = useStudio();
  const opened = useOpened();
  useEffect(() => {
    const until = new AbortController();
    const follow = async () => {
      for await (const queue of await studio.jobs.watch(undefined, { signal: until.signal })) {
        tellEnds(jobsStore.get().queue, queue);
        jobsStore.set({ queue, problem: null });
      }
    };
    follow().catch((error: unknown) => {
      // A lost connection is the shell's to tell; it opens again and so does this.
      if (!until.signal.aborted) jobsStore.set({ problem: error instanceof Error ? error.message : String(error) });
    });
    return () => until.abort();
  }, [studio, opened]);
}

/** The job that runs now, or null. */
export const runningJob = (queue: JobsState | null): JobState | null =>
  queue?.jobs.find(({ status }) => status === 'running' || status === 'pausing' || status === 'cancelling') ?? null;

function tellEnds(before: JobsState | null, now: JobsState): void {
  const was = new Map(before?.jobs.map(({ id, status }) => [id, status]));
  for (const job of now.jobs) {
    const earlier = was.get(job.id);
    if (earlier === undefined || earlier === job.status) continue;
    if (job.status === 'done') {
      const problems = job.problemCount;
      notifications.show({
        title: jobTitle(job.spec),
        message: problems > 0 ? `Done, with ${problems} problems.` : 'Done.',
        color: problems > 0 ? 'yellow' : 'green',
      });
    } else if (job.status === 'failed') {
      notifications.show({ title: jobTitle(job.spec), message: job.failure ?? '', color: 'red', autoClose: false });
    }
  }
}
