import { app, MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cannotBeginSchema, openedAnswerSchema, type OpenedPath } from '../contract/opened-paths.js';
import { workNewsSchema, type WorkNews } from '../contract/work-news.js';
import { startModelProcesses } from './model-processes.js';
import { answerSealing } from './safe-storage.js';

/** A backend that ends more often than this within a minute is not started again. */
const MOST_STARTS = 3;
const MINUTE = 60_000;

/** The process that does the work. Started again when it ends unasked: jobs on disk go on from where they were. */
export class Backend {
  #process: UtilityProcess | null = null;
  #starts: number[] = [];
  #closing = false;
  #asked = 0;
  #busy = false;

  /**
   * @param gaveUp called with one sentence when it cannot begin or keeps ending
   * @param heard told of its long work
   */
  constructor(
    private readonly workingFolder: string,
    private readonly gaveUp: (message: string) => void,
    private readonly heard: (news: WorkNews) => void,
  ) {}

  /** Whether long work goes on. */
  get busy(): boolean {
    return this.#busy;
  }

  /** A port for a page; the other end is the backend's. */
  connect(): MessagePortMain | null {
    const backend = this.#running();
    if (!backend) return null;
    const { port1, port2 } = new MessageChannelMain();
    backend.postMessage('connect', [port1]);
    return port2;
  }

  /** Tells it what the user has opened past the page. */
  async grant(path: string): Promise<void> {
    const backend = this.#running();
    if (!backend) return;
    const id = ++this.#asked;
    await new Promise<void>((resolve) => {
      const end = () => {
        backend.off('message', hear);
        backend.off('exit', end);
        resolve();
      };
      const hear = (message: unknown) => {
        const answer = openedAnswerSchema.safeParse(message);
        if (answer.success && answer.data.id === id) end();
      };
      backend.on('message', hear);
      backend.once('exit', end);
      backend.postMessage({ about: 'opened-path', id, path } satisfies OpenedPath);
    });
  }

  /** Asks it to end, and waits for that. */
  async close(): Promise<void> {
    this.#closing = true;
    const backend = this.#process;
    if (!backend) return;
    const ended = new Promise<void>((resolve) => backend.once('exit', () => resolve()));
    backend.postMessage('close');
    await ended;
  }

  #running(): UtilityProcess | null {
    if (this.#process || this.#closing) return this.#process;
    const now = Date.now();
    this.#starts = [...this.#starts.filter((start) => now - start < MINUTE), now];
    if (this.#starts.length > MOST_STARTS) {
      this.gaveUp(
        'The part of Vantage that does the work ended several times. Start Vantage again; what was made is kept.',
      );
      return null;
    }
    mkdirSync(this.workingFolder, { recursive: true });
    const started = utilityProcess.fork(join(import.meta.dirname, 'backend.js'), [], {
      cwd: this.workingFolder,
      // Where no browser is installed, this very program draws.
      env: { ...process.env, VANTAGE_ELECTRON: app.getPath('exe') },
      serviceName: 'Vantage backend',
    });
    answerSealing(started);
    startModelProcesses(started);
    started.on('message', (message: unknown) => {
      const news = workNewsSchema.safeParse(message);
      if (news.success) {
        this.#busy = news.data.busy;
        this.heard(news.data);
      }
      const refusal = cannotBeginSchema.safeParse(message);
      if (!refusal.success) return;
      // Another start would meet the same.
      this.#closing = true;
      this.gaveUp(refusal.data.sentence);
    });
    started.once('exit', () => {
      this.#process = null;
      this.#busy = false;
    });
    this.#process = started;
    return started;
  }
}
