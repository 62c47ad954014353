import { ActionIcon, Progress, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { JobState } from '../../contract/studio/jobs.js';
import { useStudio } from '../connection/studio-context.js';
import { durationWords, jobFolder, jobTitle, percentOf, STATUS_COLOURS, STATUS_WORDS } from './job-words.js';

interface Props {
  readonly jobs: readonly JobState[];
  readonly chosen: string | null;
  readonly choose: (id: string) => void;
}

/** Jobs in the order they run; those that wait can be moved. */
export function JobList({ jobs, chosen, choose }: Props) {
  if (jobs.length === 0)
    return (
      <p className="jobs-empty">
        Nothing runs and nothing waits. Generating, asking again, verifying, exporting and evaluating appear here.
      </p>
    );
  const waiting = jobs.filter(({ status }) => status === 'queued');
  return (
    <ul className="jobs-list">
      {jobs.map((job) => (
        <li key={job.id} className="jobs-row" data-chosen={job.id === chosen || undefined}>
          <button
            type="button"
            className="jobs-row-main"
            onClick={() => choose(job.id)}
            aria-current={job.id === chosen}
          >
            <span className="jobs-row-title">{jobTitle(job.spec)}</span>
            <span className="jobs-row-words">
              <i className="jobs-dot" style={{ background: `var(--mantine-color-${STATUS_COLOURS[job.status]}-6)` }} />
              {rowWords(job)}
            </span>
            {job.status === 'running' && (
              <Progress value={percentOf(job) ?? 0} size="xs" aria-label={`Progress of ${jobTitle(job.spec)}`} />
            )}
          </button>
          {job.status === 'queued' && waiting.length > 1 && <Mover job={job} waiting={waiting} />}
        </li>
      ))}
    </ul>
  );
}

function Mover({ job, waiting }: { readonly job: JobState; readonly waiting: readonly JobState[] }) {
  const studio = useStudio();
  const at = waiting.indexOf(job);
  return (
    <span className="jobs-mover">
      <Tooltip label="Earlier">
        <ActionIcon
          size="sm"
          aria-label="Earlier"
          disabled={at === 0}
          onClick={() => void studio.jobs.move({ id: job.id, before: waiting[at - 1].id })}
        >
          <IconArrowUp size={14} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Later">
        <ActionIcon
          size="sm"
          aria-label="Later"
          disabled={at === waiting.length - 1}
          onClick={() => void studio.jobs.move({ id: job.id, before: waiting[at + 2]?.id ?? null })}
        >
          <IconArrowDown size={14} />
        </ActionIcon>
      </Tooltip>
    </span>
  );
}

function rowWords(job: JobState): string {
  if (job.status === 'running') {
    const percent = percentOf(job);
    const left = job.progress?.secondsLeft;
    if (percent === null) return 'starting';
    return `${Math.floor(percent)} % of ${job.progress?.phase}${left ? `, ${durationWords(left)} left` : ''}`;
  }
  if (job.status === 'failed') return `failed: ${job.failure ?? ''}`;
  if (job.status === 'done') return `done, in ${jobFolder(job.spec)}`;
  return STATUS_WORDS[job.status];
}
