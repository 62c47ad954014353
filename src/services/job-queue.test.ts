import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../contract/run-events.js';
import type { JobSpec, LiveStep } from '../contract/studio/jobs.js';
import { UserError } from '../core/result.js';
import { JobQueue, type JobControl, type JobEntry } from './job-queue.js';

const generate = (out: string): JobSpec => ({ kind: 'generate', recipe: 'r.json', seed: 0, out, scenes: 4 });
const verify: JobSpec = { kind: 'verify', dir: 'd' };
const nameOf = (spec: JobSpec) => ('out' in spec ? spec.out : spec.dir);

const stepOf = (episode: number): LiveStep => ({
  episode,
  attempt: 0,
  text: 'Put the cup on the book.',
  asked: [],
  picture: `s${episode}`,
  size: [4, 3],
  ended: null,
});

const tick = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A queue whose jobs advance one event at a time, by hand. */
function workbench(kept: readonly JobEntry[] = []) {
  let clock = 0;
  let ids = 0;
  const begun: { name: string; resume: boolean }[] = [];
  let wake: (step: 'event' | 'end' | 'fail') => void = () => {};
  let saved: readonly JobEntry[] = kept;
  const queue = new JobQueue(
    {
      async *run(spec: JobSpec, { resume, signal, onPicture, onStep }: JobControl): AsyncGenerator<RunEvent> {
        begun.push({ name: nameOf(spec), resume });
        yield { type: 'phase', phase: 'scenes', total: 4, unit: 'scenes' };
        for (let done = 1; ; done++) {
          const step = await new Promise<'event' | 'end' | 'fail'>((resolve) => {
            wake = resolve;
            signal.addEventListener('abort', () => resolve('event'));
          });
          if (step === 'fail') throw new UserError('The disk is full.');
          if (step === 'end') break;
          if (signal.aborted) return;
          onPicture(`s${done}`, Uint8Array.of(done));
          onStep(stepOf(done));
          yield { type: 'rejected', scene: `s${done}`, seed: 1, reason: 'no-room', detail: '' };
          yield { type: 'progress', phase: 'scenes', done, total: 4 };
        }
        yield { type: 'done', summary: { scenes: 4 } };
      },
      save: async (jobs) => {
        saved = JSON.parse(JSON.stringify(jobs)) as JobEntry[];
      },
      now: () => clock,
      newId: () => `job-${ids++}`,
    },
    kept,
  );
  const settle = async () => {
    for (let k = 0; k < 6; k++) await tick();
  };
  return {
    queue,
    begun,
    settle,
    saved: () => saved,
    step: async (what: 'event' | 'end' | 'fail', seconds = 1) => {
      clock += seconds * 1000;
      wake(what);
      await settle();
    },
    statuses: () => queue.state.jobs.map(({ spec, status }) => `${nameOf(spec)} ${status}`),
  };
}

describe('the queue of jobs', () => {
  it('says what goes on while it does, and no longer', async () => {
    const { queue, settle, step } = workbench();
    queue.add(generate('a'));
    await settle();
    expect(queue.state.jobs[0].live).toBeNull();
    await step('event');
    await step('event');
    expect(queue.state.jobs[0].live).toEqual(stepOf(2));
    await step('end');
    expect(queue.state.jobs[0].live).toBeNull();
  });

  it('runs one after another and says rate, time left and what was given up', async () => {
    const { queue, settle, step, statuses } = workbench();
    const id = queue.add(generate('a'));
    queue.add(verify);
    await settle();
    expect(statuses()).toEqual(['a running', 'd queued']);
    await step('event', 2);
    await step('event', 2);
    expect(queue.state.jobs[0]).toMatchObject({
      progress: { phase: 'scenes', done: 2, total: 4, unit: 'scenes', rate: 0.5, secondsLeft: 4 },
      rejected: { 'no-room': 2 },
      pictures: ['s2', 's1'],
    });
    expect(queue.picture(id, 's1')).toEqual(Uint8Array.of(1));
    await step('end');
    expect(statuses()).toEqual(['a done', 'd running']);
    expect(queue.state.jobs[0].summary).toEqual({ scenes: 4 });
  });

  it('pauses where a run can go on, frees the machine, and goes on when asked', async () => {
    const { queue, begun, settle, statuses, step } = workbench();
    const a = queue.add(generate('a'));
    const d = queue.add(verify);
    await settle();
    await step('event');
    queue.pause(a);
    await settle();
    expect(statuses()).toEqual(['a paused', 'd running']);
    expect(() => queue.pause(d)).toThrow('cannot stop half way');
    queue.resume(a);
    expect(statuses()).toEqual(['d running', 'a queued']);
    await step('end');
    expect(begun).toEqual([
      { name: 'a', resume: false },
      { name: 'd', resume: false },
      { name: 'a', resume: true },
    ]);
  });

  it('cancels what waits and what runs; both can be taken up again', async () => {
    const { queue, settle, statuses } = workbench();
    const a = queue.add(generate('a'));
    const b = queue.add(generate('b'));
    await settle();
    queue.cancel(b);
    queue.cancel(a);
    await settle();
    expect(statuses()).toEqual(['a cancelled', 'b cancelled']);
    expect(() => queue.cancel(a)).toThrow('ended already');
    queue.resume(b);
    await settle();
    expect(statuses()).toEqual(['a cancelled', 'b running']);
    queue.remove(a);
    expect(() => queue.remove(b)).toThrow('cancel it first');
  });

  it('keeps the sentence of a job that failed and goes on with the next', async () => {
    const { queue, settle, step, statuses } = workbench();
    queue.add(generate('a'));
    queue.add(generate('b'));
    await settle();
    await step('fail');
    expect(statuses()).toEqual(['a failed', 'b running']);
    expect(queue.state.jobs[0].failure).toBe('The disk is full.');
  });

  it('moves what waits', async () => {
    const { queue, settle, statuses } = workbench();
    const [a, b] = ['a', 'b', 'c'].map((out) => queue.add(generate(out)));
    await settle();
    queue.move(queue.state.jobs[2].id, b);
    expect(statuses()).toEqual(['a running', 'c queued', 'b queued']);
    queue.move(queue.state.jobs[1].id, null);
    expect(statuses()).toEqual(['a running', 'b queued', 'c queued']);
    expect(() => queue.move(a, null)).toThrow('Only a job that waits');
  });

  it('after a crash shows what ran as interrupted, and begins nothing unasked', async () => {
    const first = workbench();
    first.queue.add(generate('a'));
    first.queue.add(generate('b'));
    await first.settle();
    const crashed = workbench(first.saved());
    expect(crashed.statuses()).toEqual(['a interrupted', 'b queued']);
    await crashed.settle();
    expect(crashed.queue.state.held).toBe(true);
    expect(crashed.begun).toEqual([]);
    crashed.queue.resume(crashed.queue.state.jobs[0].id);
    await crashed.settle();
    await crashed.step('end');
    expect(crashed.begun).toEqual([
      { name: 'a', resume: true },
      { name: 'b', resume: false },
    ]);
  });

  it('is interrupted in order when Vantage ends', async () => {
    const { queue, settle, saved, step } = workbench();
    queue.add(generate('a'));
    queue.add(generate('b'));
    await settle();
    await step('event');
    await queue.dispose();
    expect(saved().map(({ status }) => status)).toEqual(['interrupted', 'queued']);
  });

  it('tells its state at once, and again when it changed', async () => {
    const { queue, settle } = workbench();
    const until = new AbortController();
    const watch = queue.watch(until.signal);
    expect((await watch.next()).value?.jobs).toEqual([]);
    const next = watch.next();
    queue.add(generate('a'));
    await settle();
    expect((await next).value?.jobs).toHaveLength(1);
    await watch.next();
    const last = watch.next();
    until.abort();
    expect((await last).done).toBe(true);
  });
});
