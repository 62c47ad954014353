import { jobTitle, numberWords } from './job-title.js';
import type { JobsState, JobStatus } from './jobs.js';

/** A job that has ended, for whoever waits for it. */
export interface JobEnd {
  readonly title: string;
  readonly message: string;
  readonly outcome: 'done' | 'problems' | 'failed';
}

/** Jobs that came to their end from one state of the queue to the next. @param before null: nothing is known of before */
export function endsBetween(before: JobsState | null, now: JobsState): JobEnd[] {
  const was = new Map(before?.jobs.map(({ id, status }) => [id, status]));
  return now.jobs.flatMap(({ id, spec, status, problemCount, failure }): JobEnd[] => {
    const earlier = was.get(id);
    if (earlier === undefined || earlier === status) return [];
    const title = jobTitle(spec);
    if (status === 'failed') return [{ title, message: failure ?? '', outcome: 'failed' }];
    if (status !== 'done') return [];
    return problemCount === 0
      ? [{ title, message: 'Done.', outcome: 'done' }]
      : [{ title, message: `Done, with ${numberWords(problemCount)} problems.`, outcome: 'problems' }];
  });
}

const ACTIVE: ReadonlySet<JobStatus> = new Set(['running', 'pausing', 'cancelling']);

/** Whether work goes on, or will by itself. */
export const isBusy = ({ held, jobs }: JobsState): boolean =>
  jobs.some(({ status }) => ACTIVE.has(status) || (status === 'queued' && !held));
