import { expect, it } from 'vitest';
import { endsBetween, isBusy } from './job-ends.js';
import type { JobsState, JobState, JobStatus } from './jobs.js';

const job = (id: string, status: JobStatus, more: Partial<JobState> = {}): JobState => ({
  id,
  spec: { kind: 'verify', dir: `datasets/${id}` },
  status,
  added: 0,
  started: null,
  ended: null,
  progress: null,
  rejected: {},
  problems: [],
  problemCount: 0,
  notes: [],
  pictures: [],
  live: null,
  failure: null,
  summary: null,
  ...more,
});
const queue = (held: boolean, ...jobs: JobState[]): JobsState => ({ held, jobs });

it('tells of what has ended since, once, and of nothing that was over before', () => {
  const before = queue(false, job('a', 'running'), job('b', 'queued'), job('c', 'running'), job('d', 'done'));
  const now = queue(
    false,
    job('a', 'done'),
    job('b', 'failed', { failure: 'The disk is full.' }),
    job('c', 'done', { problemCount: 1200 }),
    job('d', 'done'),
    job('e', 'done'),
  );
  expect(endsBetween(before, now)).toEqual([
    { title: 'Verify a', message: 'Done.', outcome: 'done' },
    { title: 'Verify b', message: 'The disk is full.', outcome: 'failed' },
    { title: 'Verify c', message: 'Done, with 1,200 problems.', outcome: 'problems' },
  ]);
  expect(endsBetween(now, now)).toEqual([]);
  expect(endsBetween(null, now)).toEqual([]);
});

it('is busy while something runs or will by itself', () => {
  expect(isBusy(queue(false))).toBe(false);
  expect(isBusy(queue(false, job('a', 'done'), job('b', 'paused')))).toBe(false);
  expect(isBusy(queue(false, job('a', 'queued')))).toBe(true);
  expect(isBusy(queue(true, job('a', 'queued')))).toBe(false);
  expect(isBusy(queue(true, job('a', 'cancelling')))).toBe(true);
});
