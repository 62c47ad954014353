import { Alert, Button } from '@mantine/core';
import { goTo, useRoute } from '../app/route.js';
import { useStudio } from '../connection/studio-context.js';
import { useStore } from '../store.js';
import { GenerateForm } from './generate-form.js';
import { JobDetail } from './job-detail.js';
import { JobList } from './job-list.js';
import { jobsStore, runningJob } from './jobs-store.js';
import './jobs.css';

/** Make datasets: a form, what waits and runs, and one job closely. */
export default function JobsPage() {
  const studio = useStudio();
  const { queue, problem } = useStore(jobsStore, (state) => state);
  const { parameters } = useRoute();
  const chosen =
    queue?.jobs.find(({ id }) => id === parameters['job']) ?? runningJob(queue) ?? queue?.jobs.at(-1) ?? null;
  const waiting = queue?.jobs.filter(({ status }) => status === 'queued').length ?? 0;
  return (
    <div className="jobs-page">
      <section className="jobs-form" aria-labelledby="jobs-form-title">
        <h1 id="jobs-form-title" className="jobs-title">
          Generate a dataset
        </h1>
        <GenerateForm busy={runningJob(queue) !== null} onAdded={(id) => goTo('jobs', { job: id })} />
      </section>
      <section className="jobs-queue" aria-labelledby="jobs-queue-title">
        <h2 id="jobs-queue-title" className="jobs-title">
          Jobs
        </h2>
        {problem !== null && (
          <Alert color="red" title="The queue cannot be shown">
            {problem}
          </Alert>
        )}
        {queue?.held && (
          <Alert color="yellow" title="The queue waits for you">
            Vantage was started anew; it begins no long work by itself.
            <Button size="compact-xs" mt={6} display="block" onClick={() => void studio.jobs.release()}>
              Start the queue ({waiting})
            </Button>
          </Alert>
        )}
        {queue && <JobList jobs={queue.jobs} chosen={chosen?.id ?? null} choose={(id) => goTo('jobs', { job: id })} />}
      </section>
      <section className="jobs-detail" aria-label="The chosen job">
        {chosen ? (
          <JobDetail key={chosen.id} job={chosen} />
        ) : (
          <p className="jobs-empty">
            Choose a recipe and press Generate. Scenes appear here as they are made; you can close this window
            meanwhile.
          </p>
        )}
      </section>
    </div>
  );
}
