import { Alert, Button, Group, Progress } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { RESUMABLE, type JobState } from '../../contract/studio/jobs.js';
import { goTo } from '../app/route.js';
import { useShownPath } from '../app/use-shown-path.js';
import { useStudio } from '../connection/studio-context.js';
import { JobPictures } from './job-pictures.js';
import { JobSummary } from './job-summary.js';
import {
  count,
  durationWords,
  jobFolder,
  jobTitle,
  numberWords,
  percentOf,
  rateWords,
  STATUS_WORDS,
} from './job-words.js';

/** One job closely: how far it is, what it gave up and why, what it has made. */
export function JobDetail({ job }: { readonly job: JobState }) {
  const { spec, status, progress } = job;
  const shownPath = useShownPath();
  const active = status === 'running' || status === 'pausing' || status === 'cancelling';
  const rejected = Object.entries(job.rejected).sort(([, a], [, b]) => b - a);
  const rejectedCount = rejected.reduce((sum, [, n]) => sum + n, 0);
  return (
    <div className="jobs-one">
      <header className="jobs-one-head">
        <div>
          <h2 className="jobs-title">{jobTitle(spec)}</h2>
          <p className="jobs-quiet">
            {STATUS_WORDS[status]} · {shownPath(jobFolder(spec))}
            {spec.kind === 'generate' && ` · seed ${spec.seed}`}
          </p>
        </div>
        <Actions job={job} />
      </header>
      {(active || progress) && (
        <div>
          <Progress
            value={status === 'done' ? 100 : (percentOf(job) ?? 0)}
            size="md"
            color={status === 'done' ? 'green' : 'indigo'}
            aria-label={`Progress of ${jobTitle(spec)}`}
          />
          <p className="jobs-progress-words" role="status">
            {progressWords(job)}
          </p>
        </div>
      )}
      {job.failure !== null && (
        <Alert color={status === 'failed' ? 'red' : 'gray'} title={status === 'failed' ? 'It stopped' : undefined}>
          {job.failure}
        </Alert>
      )}
      {status === 'interrupted' && (
        <Alert color="yellow" title="Vantage ended while this ran">
          {RESUMABLE.has(spec.kind)
            ? 'What was finished is kept, whole. Resume goes on from there; the result is the same as if it had never stopped.'
            : 'Nothing is left half-written. Resume begins it again.'}
        </Alert>
      )}
      {rejected.length > 0 && (
        <section aria-label="Scenes given up">
          <h3 className="jobs-subtitle">{count(rejectedCount, 'scene')} given up</h3>
          <table className="jobs-table">
            <tbody>
              {rejected.map(([reason, n]) => (
                <tr key={reason}>
                  <td>{reason.replaceAll('-', ' ')}</td>
                  <td className="jobs-number">{numberWords(n)}</td>
                  <td className="jobs-bar-cell">
                    <span className="jobs-bar" style={{ width: `${(100 * n) / rejected[0][1]}%` }} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {job.problems.length > 0 && (
        <section aria-label="Problems">
          <h3 className="jobs-subtitle">{count(job.problemCount, 'problem')}</h3>
          <ul className="jobs-problems">
            {job.problems.map(({ where, message }, k) => (
              <li key={k}>
                <code>{where}</code> {message}
              </li>
            ))}
          </ul>
        </section>
      )}
      {job.summary && <JobSummary spec={spec} summary={job.summary} problems={job.problemCount} />}
      {typeof job.summary?.['path'] === 'string' && (spec.kind === 'report' || spec.kind === 'balance') && (
        <p className="jobs-quiet">
          A page to open in any browser: <code>{job.summary['path']}</code>
        </p>
      )}
      {job.notes.map((note) => (
        <p key={note} className="jobs-quiet">
          {note[0].toUpperCase() + note.slice(1)}
        </p>
      ))}
      <JobPictures job={job} />
    </div>
  );
}

function Actions({ job: { id, spec, status, summary } }: { readonly job: JobState }) {
  const studio = useStudio();
  const act = useMutation({
    mutationFn: (action: 'pause' | 'resume' | 'cancel' | 'remove') => studio.jobs[action]({ id }),
  });
  const stopped = status === 'paused' || status === 'interrupted' || status === 'cancelled' || status === 'failed';
  const active = status === 'running' || status === 'pausing' || status === 'cancelling';
  return (
    <div>
      <Group gap={6} justify="flex-end" wrap="nowrap">
        {status === 'running' && RESUMABLE.has(spec.kind) && (
          <Button variant="default" onClick={() => act.mutate('pause')}>
            Pause
          </Button>
        )}
        {stopped && (
          <Button onClick={() => act.mutate('resume')}>
            {RESUMABLE.has(spec.kind) || status === 'paused' ? 'Resume' : 'Run again'}
          </Button>
        )}
        {(status === 'running' || status === 'pausing' || status === 'queued' || status === 'paused') && (
          <Button variant="default" onClick={() => act.mutate('cancel')}>
            Cancel
          </Button>
        )}
        {status === 'done' && <Results spec={spec} summary={summary} />}
        {!active && (
          <Button variant="default" onClick={() => act.mutate('remove')}>
            Remove from list
          </Button>
        )}
      </Group>
      {act.error && <p className="jobs-fault">{act.error.message}</p>}
    </div>
  );
}

/** The way to what a job has made. */
function Results({ spec, summary }: Pick<JobState, 'spec' | 'summary'>) {
  switch (spec.kind) {
    case 'verify':
      // A folder with runs of suites and no dataset.
      if (summary && summary['questions'] === undefined)
        return <Button onClick={() => goTo('rollouts', { path: spec.dir })}>See the runs</Button>;
      return <Button onClick={() => goTo('datasets', { path: spec.dir })}>Open dataset</Button>;
    case 'export':
      return null;
    case 'rollout':
      return <Button onClick={() => goTo('rollouts', { path: spec.dir })}>See the run</Button>;
    case 'evaluate':
      return <Button onClick={() => goTo('models', { dataset: spec.dir })}>See the results</Button>;
    default:
      return <Button onClick={() => goTo('datasets', { path: jobFolder(spec) })}>Open dataset</Button>;
  }
}

function progressWords({ status, progress, started, ended }: JobState): string {
  const took = started !== null && ended !== null ? ` in ${durationWords((ended - started) / 1000)}` : '';
  if (status === 'done') return `Done${took}.`;
  if (!progress) return 'Starting: browsers and objects are made ready.';
  const { done, total, unit, rate, secondsLeft, phase } = progress;
  return [
    `${numberWords(done)} of ${numberWords(total)} ${unit}${phase.includes(unit) || unit.includes(phase) ? '' : ` (${phase})`}`,
    ...(rate === null ? [] : [rateWords(rate, unit)]),
    ...(secondsLeft === null || status !== 'running' ? [] : [`${durationWords(secondsLeft)} left`]),
  ].join(' · ');
}
