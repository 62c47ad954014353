import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { endsBetween, type JobEnd } from '../../contract/studio/job-ends.js';
import type { JobsState, JobState } from '../../contract/studio/jobs.js';
import { useOpened, useStudio } from '../connection/studio-context.js';
import { createStore, type Store } from '../store.js';

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

const COLOURS: Readonly<Record<JobEnd['outcome'], string>> = { done: 'green', problems: 'yellow', failed: 'red' };

/** While nobody looks, what is told stays, and the window's title says so. */
function tellEnds(before: JobsState | null, now: JobsState): void {
  for (const { title, message, outcome } of endsBetween(before, now)) {
    notifications.show({
      title,
      message,
      color: COLOURS[outcome],
      autoClose: outcome === 'failed' || document.hidden ? false : 6000,
    });
    if (!document.hidden) continue;
    const own = document.title;
    document.title = `${outcome === 'failed' ? 'Failed' : 'Done'}: ${title}`;
    document.addEventListener('visibilitychange', () => (document.title = own), { once: true });
  }
}
