import type { JobSpec, JobState, JobStatus } from '../../contract/studio/jobs.js';

export { count, jobTitle, lastPart, numberWords } from '../../contract/studio/job-title.js';

// What jobs and amounts are called on the screen.

export const STATUS_WORDS: Readonly<Record<JobStatus, string>> = {
  queued: 'waiting',
  running: 'running',
  pausing: 'pausing: what is under way is finished first',
  cancelling: 'cancelling',
  paused: 'paused',
  interrupted: 'interrupted: Vantage ended while it ran',
  cancelled: 'cancelled',
  failed: 'failed',
  done: 'done',
};

export const STATUS_COLOURS: Readonly<Record<JobStatus, string>> = {
  queued: 'gray',
  running: 'indigo',
  pausing: 'indigo',
  cancelling: 'gray',
  paused: 'yellow',
  interrupted: 'yellow',
  cancelled: 'gray',
  failed: 'red',
  done: 'green',
};

/** Where a job's results are. */
export const jobFolder = (spec: JobSpec): string => ('out' in spec ? spec.out : spec.dir);

/** Share of the phase that is done, 0–100; null when nothing is known. */
export function percentOf({ progress }: JobState): number | null {
  return progress === null || progress.total === 0 ? null : (100 * progress.done) / progress.total;
}

/** "3 min 20 s" */
export function durationWords(seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return `${s} s`;
  if (s < 600) return s % 60 === 0 ? `${Math.floor(s / 60)} min` : `${Math.floor(s / 60)} min ${s % 60} s`;
  if (s < 5400) return `${Math.round(s / 60)} min`;
  return `${(s / 3600).toFixed(1)} h`;
}

/** "0.8 scenes/s", "4.2 scenes/min" */
export const rateWords = (rate: number, unit: string): string =>
  rate >= 0.5 ? `${rate < 10 ? rate.toFixed(1) : Math.round(rate)} ${unit}/s` : `${(rate * 60).toFixed(1)} ${unit}/min`;

/** "1.2 GB" */
export function bytesWords(bytes: number): string {
  if (bytes < 1e6) return `${Math.round(bytes / 1e3)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
