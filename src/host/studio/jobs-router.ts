import { implement } from '@orpc/server';
import { jobsContract } from '../../contract/studio/jobs.js';
import { UsageError } from '../../core/result.js';
import { listFolder } from '../../dataset/whole-file.js';
import type { JobQueue } from '../../services/job-queue.js';
import type { StudioBackend } from './backend.js';
import { confineJob } from './confine-job.js';
import { measureRun } from './measure-run.js';
import { recipeOf, studioWorkers } from './run-job.js';

/** A window is told of changes at most this often, milliseconds: a run can report hundreds a second. */
const TELL_EVERY = 200;

export function jobsRouter({ queue, estimates, roots, imported }: StudioBackend) {
  const jobs = implement(jobsContract);
  const place = { roots, imported };
  let measuring: Promise<unknown> | null = null;
  return {
    watch: jobs.watch.handler(async function* ({ signal }) {
      const until = signal ?? new AbortController().signal;
      for await (const state of (await queue).watch(until)) {
        yield state;
        await pause(TELL_EVERY);
      }
    }),
    add: jobs.add.handler(async ({ input: { spec } }) => {
      const jobQueue = await queue;
      // What is wrong is said in the form, not by a job that failed.
      const confined = await confineJob(spec, roots);
      if (spec.kind === 'generate' && confined.kind === 'generate') {
        await recipeOf(spec, place);
        await expectNew(confined.out, spec.out, jobQueue);
      }
      return { id: jobQueue.add(spec) };
    }),
    pause: jobs.pause.handler(async ({ input }) => (await queue).pause(input.id)),
    resume: jobs.resume.handler(async ({ input }) => (await queue).resume(input.id)),
    cancel: jobs.cancel.handler(async ({ input }) => (await queue).cancel(input.id)),
    remove: jobs.remove.handler(async ({ input }) => (await queue).remove(input.id)),
    move: jobs.move.handler(async ({ input }) => (await queue).move(input.id, input.before)),
    release: jobs.release.handler(async () => (await queue).release()),
    picture: jobs.picture.handler(async ({ input }) => {
      const webp = (await queue).picture(input.id, input.scene);
      if (webp === null) throw new UsageError(`The picture of ${input.scene} is no longer kept.`);
      return new Blob([Uint8Array.from(webp)], { type: 'image/webp' });
    }),
    estimate: jobs.estimate.handler(async ({ input }) => {
      const recipe = await recipeOf(input, place);
      const workers = studioWorkers();
      const known = await estimates.find(recipe, workers);
      if (known) return known;
      if ((await queue).busy || measuring)
        throw new UsageError('Something runs on this machine: measure when it has ended.');
      const measured = measureRun(recipe, input.seed, imported, workers, Date.now);
      measuring = measured;
      try {
        const estimate = await measured;
        await estimates.keep(recipe, estimate);
        return estimate;
      } finally {
        measuring = null;
      }
    }),
    knownEstimate: jobs.knownEstimate.handler(async ({ input }) =>
      estimates.find(await recipeOf(input, place), studioWorkers()),
    ),
  };
}

async function expectNew(folder: string, name: string, queue: JobQueue): Promise<void> {
  const taken = queue.state.jobs.some(
    ({ spec, status }) => spec.kind === 'generate' && spec.out === name && status !== 'done',
  );
  if (taken)
    throw new UsageError(`A job of the list writes to "${name}" already: resume it, or choose another folder.`);
  if ((await listFolder(folder)).length > 0)
    throw new UsageError(`The folder "${name}" is not empty: choose another one.`);
}

const pause = (milliseconds: number): Promise<void> => new Promise((over) => setTimeout(over, milliseconds));
