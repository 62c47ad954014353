import { parentPort } from 'node:worker_threads';
import type { Job, JobRequest, JobResponse } from './job-messages.js';

export interface ServedJobs {
  readonly jobs: Readonly<Record<string, Job>>;
  /** Before the thread ends. */
  readonly dispose: () => Promise<void>;
}

/** Makes this a worker thread of a pool: one job at a time, what it reports on the way, then its value or its error. */
export function serveJobs({ jobs, dispose }: ServedJobs): void {
  const port = parentPort;
  if (!port) throw new Error('A worker entry runs as a worker thread only.');
  const send = (message: JobResponse) => port.postMessage(message);
  port.on('message', (request: JobRequest) => {
    if (request.job === null) {
      void dispose().finally(() => port.close());
      return;
    }
    jobs[request.job](request.input as never, (event) => send({ type: 'event', event })).then(
      (value) => send({ type: 'value', value }),
      (error: Error) => send({ type: 'error', name: error.name, message: error.message, stack: error.stack ?? '' }),
    );
  });
}
