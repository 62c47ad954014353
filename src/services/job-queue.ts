import type { RunEvent } from '../contract/run-events.js';
import {
  RESUMABLE,
  type JobProgress,
  type JobSpec,
  type JobState,
  type JobStatus,
  type JobsState,
  type LiveStep,
} from '../contract/studio/jobs.js';
import { UsageError, UserError } from '../core/result.js';

/** What the queue needs of the outside. */
export interface JobEdges {
  /** Begins a job, or goes on with it. Aborting the signal lets a resumable job stop where it can go on later. */
  run(spec: JobSpec, control: JobControl): AsyncGenerator<RunEvent>;
  /** Keeps what the queue must not forget. */
  save(jobs: readonly JobEntry[]): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
  newId(): string;
}

export interface JobControl {
  /** Whether the job was begun before. */
  readonly resume: boolean;
  readonly signal: AbortSignal;
  onPicture(name: string, webp: Uint8Array): void;
  onStep(step: LiveStep): void;
}

/** What is kept of a job when Vantage ends. Its data resume by themselves. */
export type JobEntry = Pick<JobState, 'id' | 'spec' | 'status' | 'added' | 'started' | 'ended' | 'failure' | 'summary'>;

/** Most kept of a running job's problems, notes and pictures. */
const KEPT = { problems: 50, notes: 20, pictures: 60 } as const;
/** Jobs that have ended are listed up to this many. */
const KEPT_ENDED = 50;
/** A rate is of the last minute. */
const RATE_WINDOW = 60_000;

interface Job {
  state: JobState;
  /** Begun at some time: running it again goes on with it. */
  begun: boolean;
  stop: AbortController | null;
  running: AsyncGenerator<RunEvent> | null;
  readonly pictures: Map<string, Uint8Array>;
}

const ACTIVE: ReadonlySet<JobStatus> = new Set(['running', 'pausing', 'cancelling']);
const STOPPED: ReadonlySet<JobStatus> = new Set(['paused', 'interrupted', 'cancelled', 'failed']);

/** Long work, one job after another. What watches it may come and go. */
export class JobQueue {
  private jobs: Job[];
  private held: boolean;
  private revision = 0;
  private readonly watchers = new Set<() => void>();
  private saving: Promise<void> = Promise.resolve();
  private ending = false;
  /** Resolves when the job that runs has ended. */
  private current: Promise<void> = Promise.resolve();

  /** @param kept what `save` was last given; a job that ran then is interrupted now */
  constructor(
    private readonly edges: JobEdges,
    kept: readonly JobEntry[] = [],
  ) {
    this.jobs = kept.map((entry) => ({
      state: { ...EMPTY, ...entry, status: afterwards(entry.status) },
      begun: entry.started !== null,
      stop: null,
      running: null,
      pictures: new Map(),
    }));
    this.held = this.jobs.some(({ state }) => state.status === 'queued');
  }

  get state(): JobsState {
    return { held: this.held, jobs: this.jobs.map(({ state }) => state) };
  }

  get busy(): boolean {
    return this.jobs.some(({ state }) => ACTIVE.has(state.status));
  }

  /** The state, and again after changes, until the signal is aborted. Changes between two readings come as one. */
  async *watch(signal: AbortSignal): AsyncGenerator<JobsState> {
    let seen = -1;
    while (!signal.aborted) {
      if (seen !== this.revision) {
        seen = this.revision;
        yield this.state;
        continue;
      }
      await new Promise<void>((resolve) => {
        const wake = () => {
          this.watchers.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        this.watchers.add(wake);
        signal.addEventListener('abort', wake);
      });
    }
  }

  /** @returns the job's id */
  add(spec: JobSpec): string {
    const id = this.edges.newId();
    const state: JobState = { ...EMPTY, id, spec, status: 'queued', added: this.edges.now() };
    this.jobs.push({ state, begun: false, stop: null, running: null, pictures: new Map() });
    const ended = this.jobs.filter((job) => job.state.status === 'done' || job.state.status === 'cancelled');
    const forgotten = new Set(ended.slice(0, Math.max(0, ended.length - KEPT_ENDED)));
    this.jobs = this.jobs.filter((job) => !forgotten.has(job));
    this.keep();
    this.startNext();
    return id;
  }

  pause(id: string): void {
    const job = this.find(id);
    if (job.state.status === 'queued') return this.become(job, 'paused');
    if (job.state.status !== 'running') throw new UsageError('Only a job that runs or waits can be paused.');
    if (!RESUMABLE.has(job.state.spec.kind))
      throw new UsageError('This job cannot stop half way and go on later: cancel it, or let it end.');
    this.become(job, 'pausing');
    job.stop?.abort();
  }

  resume(id: string): void {
    const job = this.find(id);
    if (!STOPPED.has(job.state.status)) throw new UsageError('This job waits, runs or is done already.');
    // Before those that wait: it had its turn.
    const rest = this.jobs.filter((other) => other !== job);
    const next = rest.findIndex(({ state }) => state.status === 'queued');
    const at = next === -1 ? rest.length : next;
    this.jobs = [...rest.slice(0, at), job, ...rest.slice(at)];
    job.state = { ...job.state, failure: null, ended: null };
    this.become(job, 'queued');
    // Asked for by hand: no job was begun unasked.
    this.release();
  }

  cancel(id: string): void {
    const job = this.find(id);
    const { status } = job.state;
    if (status === 'queued' || status === 'paused' || status === 'interrupted') {
      job.state = { ...job.state, ended: this.edges.now() };
      return this.become(job, 'cancelled');
    }
    if (status !== 'running' && status !== 'pausing') throw new UsageError('This job has ended already.');
    this.become(job, 'cancelling');
    leave(job);
  }

  remove(id: string): void {
    const job = this.find(id);
    if (ACTIVE.has(job.state.status)) throw new UsageError('This job runs: cancel it first.');
    this.jobs = this.jobs.filter((other) => other !== job);
    this.keep();
  }

  /** Places a queued job before another one; null: last. */
  move(id: string, before: string | null): void {
    const job = this.find(id);
    if (job.state.status !== 'queued') throw new UsageError('Only a job that waits can be moved.');
    if (before === id) return;
    const rest = this.jobs.filter((other) => other !== job);
    const at = before === null ? rest.length : rest.indexOf(this.find(before));
    this.jobs = [...rest.slice(0, at), job, ...rest.slice(at)];
    this.keep();
  }

  release(): void {
    this.held = false;
    this.changed();
    this.startNext();
  }

  /** A picture as WebP; null when it is no longer kept. */
  picture(id: string, name: string): Uint8Array | null {
    return this.find(id).pictures.get(name) ?? null;
  }

  /** Stops what runs, so that a later start finds it interrupted, and waits for its end. */
  async dispose(): Promise<void> {
    this.ending = true;
    for (const job of this.jobs) {
      if (ACTIVE.has(job.state.status)) leave(job);
    }
    await this.current;
    await this.saving;
  }

  private startNext(): void {
    if (this.held || this.ending || this.busy) return;
    const job = this.jobs.find(({ state }) => state.status === 'queued');
    if (job) this.current = this.runJob(job);
  }

  private async runJob(job: Job): Promise<void> {
    const { edges } = this;
    job.stop = new AbortController();
    const meter = new RateMeter();
    job.state = {
      ...job.state,
      started: job.state.started ?? edges.now(),
      progress: null,
      rejected: {},
      problems: [],
      problemCount: 0,
      notes: [],
      summary: null,
    };
    const resume = job.begun;
    job.begun = true;
    this.become(job, 'running');
    let end: JobStatus = 'paused';
    try {
      // A crash must find the job in the journal before there are data of it.
      await this.saving;
      const events = edges.run(job.state.spec, {
        resume,
        signal: job.stop.signal,
        onPicture: (name, webp) => {
          job.pictures.set(name, webp);
          if (job.pictures.size > KEPT.pictures) job.pictures.delete([...job.pictures.keys()][0]);
          job.state = { ...job.state, pictures: [...job.pictures.keys()].reverse() };
          this.changed();
        },
        onStep: (step) => {
          job.state = { ...job.state, live: step };
          this.changed();
        },
      });
      job.running = events;
      if (statusOf(job) === 'cancelling') await events.return(undefined);
      for await (const event of events) {
        job.state = after(job.state, event, meter, edges.now());
        if (event.type === 'done') end = 'done';
        this.changed();
      }
    } catch (error) {
      // A run that was told to stop may say so by an error of ours.
      end = job.stop.signal.aborted && error instanceof UserError ? 'paused' : 'failed';
      job.state = { ...job.state, failure: messageOf(error) };
    }
    job.running = null;
    job.stop = null;
    job.state = { ...job.state, ended: edges.now(), live: null };
    if (this.ending && end === 'paused') end = 'interrupted';
    else if (statusOf(job) === 'cancelling' && end !== 'done') end = 'cancelled';
    this.become(job, end);
    this.startNext();
  }

  private find(id: string): Job {
    const job = this.jobs.find(({ state }) => state.id === id);
    if (!job) throw new UsageError('There is no such job any more.');
    return job;
  }

  private become(job: Job, status: JobStatus): void {
    job.state = { ...job.state, status };
    this.keep();
  }

  private keep(): void {
    this.changed();
    const entries = this.jobs.map(({ state }): JobEntry => {
      const { id, spec, status, added, started, ended, failure, summary } = state;
      return { id, spec, status, added, started, ended, failure, summary };
    });
    this.saving = this.saving
      .then(() => this.edges.save(entries))
      .catch((error: unknown) => {
        // The work itself goes on; that it would be forgotten is told where it can be seen.
        const message = `The queue could not be kept: ${messageOf(error)}`;
        const active = this.jobs.find(({ state }) => ACTIVE.has(state.status));
        if (active && !active.state.notes.includes(message))
          active.state = { ...active.state, notes: [...active.state.notes, message] };
        this.changed();
      });
  }

  private changed(): void {
    this.revision++;
    for (const wake of this.watchers) wake();
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Ends a run as soon as it says something: leaving its loop is what cancels. Its clean-up may fail. */
function leave(job: Job): void {
  job.stop?.abort();
  job.running?.return(undefined).catch((error: unknown) => {
    job.state = { ...job.state, failure: messageOf(error) };
  });
}

const EMPTY = {
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
} as const;

// Read through a function: the compiler would not see that another call has changed it.
const statusOf = (job: Job): JobStatus => job.state.status;

const afterwards = (status: JobStatus): JobStatus =>
  status === 'running' || status === 'pausing' ? 'interrupted' : status === 'cancelling' ? 'cancelled' : status;

/** A job's state after one more event. @param now milliseconds */
function after(state: JobState, event: RunEvent, meter: RateMeter, now: number): JobState {
  switch (event.type) {
    case 'phase': {
      const { phase, total, unit, done = 0 } = event;
      meter.begin(done, now);
      return { ...state, progress: { phase, done, total, unit, rate: null, secondsLeft: null } };
    }
    case 'progress': {
      const { phase, done, total } = event;
      const rate = meter.rate(done, now);
      const secondsLeft = rate === null ? null : (total - done) / rate;
      const unit = state.progress?.unit ?? '';
      return { ...state, progress: { phase, done, total, unit, rate, secondsLeft } satisfies JobProgress };
    }
    case 'rejected':
      return { ...state, rejected: { ...state.rejected, [event.reason]: (state.rejected[event.reason] ?? 0) + 1 } };
    case 'problem': {
      const { where, message } = event;
      const problems = [...state.problems, { where, message }].slice(0, KEPT.problems);
      return { ...state, problems, problemCount: state.problemCount + 1 };
    }
    case 'note':
      return { ...state, notes: [...state.notes, event.message].slice(-KEPT.notes) };
    case 'done':
      return { ...state, summary: event.summary };
  }
}

/** Units a second, over the last minute. */
class RateMeter {
  private samples: { done: number; at: number }[] = [];

  begin(done: number, at: number): void {
    this.samples = [{ done, at }];
  }

  rate(done: number, at: number): number | null {
    this.samples.push({ done, at });
    while (this.samples.length > 2 && this.samples[1].at < at - RATE_WINDOW) this.samples.shift();
    const [first] = this.samples;
    const seconds = (at - first.at) / 1000;
    return seconds > 0.5 && done > first.done ? (done - first.done) / seconds : null;
  }
}
