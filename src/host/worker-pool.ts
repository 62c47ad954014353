import { Worker } from 'node:worker_threads';
import { UsageError, UserError } from '../core/result.js';
import type { Job, JobRequest, JobResponse } from './job-messages.js';

/**
 * Worker threads that run jobs, each with its own physics, browser and decoders. A job that fails rejects; a thread
 * that dies fails its job and is not replaced silently.
 */
export class WorkerPool<Jobs extends Readonly<Record<keyof Jobs, Job>>> {
  private readonly idle: PooledWorker[] = [];
  private readonly all: PooledWorker[] = [];
  private readonly waiting: ((worker: PooledWorker) => void)[] = [];

  /** @param script the built worker entry */
  constructor(
    private readonly script: URL,
    readonly size: number,
  ) {}

  async run<Name extends keyof Jobs & string>(
    job: Name,
    input: Parameters<Jobs[Name]>[0],
    report: (event: Parameters<Parameters<Jobs[Name]>[1]>[0]) => void,
  ): Promise<Awaited<ReturnType<Jobs[Name]>>> {
    const worker = await this.take();
    try {
      return (await worker.run(job, input, report as (event: unknown) => void)) as Awaited<ReturnType<Jobs[Name]>>;
    } finally {
      this.giveBack(worker);
    }
  }

  /** Starts a thread ahead of the first job: whoever asks for that is not to wait for it to load. */
  start(): void {
    if (this.all.length > 0) return;
    const worker = new PooledWorker(this.script);
    this.all.push(worker);
    this.idle.push(worker);
  }

  /** Ends all threads; their browsers are closed first. */
  async dispose(): Promise<void> {
    await Promise.all(this.all.map((worker) => worker.dispose()));
  }

  private async take(): Promise<PooledWorker> {
    const free = this.idle.pop();
    if (free) return free;
    if (this.all.length < this.size) {
      const worker = new PooledWorker(this.script);
      this.all.push(worker);
      return worker;
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private giveBack(worker: PooledWorker): void {
    const next = this.waiting.shift();
    if (next) next(worker);
    else this.idle.push(worker);
  }
}

class PooledWorker {
  private readonly worker: Worker;
  private current: {
    resolve: (value: unknown) => void;
    reject: (error: unknown) => void;
    report: (event: unknown) => void;
  } | null = null;
  private dead: Error | null = null;

  constructor(script: URL) {
    this.worker = new Worker(script);
    this.worker.on('message', (message: JobResponse) => this.receive(message));
    this.worker.on('error', (error) => this.die(error));
    this.worker.on('exit', (code) => this.die(new Error(`A worker thread ended with code ${code}.`)));
  }

  run(job: string, input: unknown, report: (event: unknown) => void): Promise<unknown> {
    if (this.dead) return Promise.reject(this.dead);
    return new Promise((resolve, reject) => {
      this.current = { resolve, reject, report };
      this.worker.postMessage({ job, input } satisfies JobRequest);
    });
  }

  async dispose(): Promise<void> {
    if (this.dead) return;
    const ended = new Promise<void>((resolve) => this.worker.once('exit', () => resolve()));
    this.worker.postMessage({ job: null } satisfies JobRequest);
    await ended;
  }

  private receive(message: JobResponse): void {
    const { current } = this;
    if (!current) return;
    if (message.type === 'event') {
      current.report(message.event);
      return;
    }
    this.current = null;
    if (message.type === 'value') current.resolve(message.value);
    else current.reject(reviveError(message));
  }

  private die(error: Error): void {
    this.dead ??= error;
    this.current?.reject(this.dead);
    this.current = null;
  }
}

/** Errors lose their class on the way between threads; ours are told apart by name. */
function reviveError({ name, message, stack }: { name: string; message: string; stack: string }): Error {
  if (name === 'UserError') return new UserError(message);
  if (name === 'UsageError') return new UsageError(message);
  const error = new Error(message);
  error.name = name;
  error.stack = stack;
  return error;
}
