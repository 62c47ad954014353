import { parentPort } from 'node:worker_threads';
import { createJobs, type JobRequest, type JobResponse } from './jobs.js';

// A worker thread of the pool: one job at a time, what it reports on the way, then its value or its error.

const port = parentPort;
if (!port) throw new Error('The worker entry runs as a worker thread only.');
const { jobs, dispose } = createJobs();
const send = (message: JobResponse) => port.postMessage(message);

port.on('message', (request: JobRequest) => {
  if (request.job === null) {
    void dispose().finally(() => port.close());
    return;
  }
  const run = jobs[request.job] as (input: unknown, report: (event: unknown) => void) => Promise<unknown>;
  run(request.input, (event) => send({ type: 'event', event })).then(
    (value) => send({ type: 'value', value }),
    (error: Error) => send({ type: 'error', name: error.name, message: error.message, stack: error.stack ?? '' }),
  );
});
