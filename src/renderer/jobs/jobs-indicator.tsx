import { Progress, Tooltip, UnstyledButton } from '@mantine/core';
import { goTo } from '../app/route.js';
import { useStore } from '../store.js';
import { durationWords, jobTitle, percentOf } from './job-words.js';
import { jobsStore, runningJob, useFollowJobs } from './jobs-store.js';
import './jobs.css';

/** What runs, small, on every page. */
export function JobsIndicator() {
  useFollowJobs();
  const queue = useStore(jobsStore, (state) => state.queue);
  const job = runningJob(queue);
  if (!job) return null;
  const waiting = queue?.jobs.filter(({ status }) => status === 'queued').length ?? 0;
  const percent = percentOf(job);
  const left = job.progress?.secondsLeft;
  const words = [
    jobTitle(job.spec),
    ...(left === null || left === undefined ? [] : [`${durationWords(left)} left`]),
    ...(waiting > 0 ? [`${waiting} waiting`] : []),
  ].join(', ');
  return (
    <Tooltip label={words}>
      <UnstyledButton className="jobs-indicator" onClick={() => goTo('jobs', { job: job.id })} aria-label={words}>
        <Progress
          value={percent ?? 100}
          animated={percent === null}
          striped={percent === null}
          size="sm"
          w={72}
          aria-label="Progress of the job that runs"
        />
        <span>{percent === null ? '…' : `${Math.floor(percent)} %`}</span>
      </UnstyledButton>
    </Tooltip>
  );
}
