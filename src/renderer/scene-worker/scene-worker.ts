import { patternsAside } from '../../render/patterns-aside.js';
import type { CallKind, FromWorker, SceneCall, SceneEvents, ToWorker } from './messages.js';

interface Waiting {
  readonly tell: (event: never) => void;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** The page's end of the scene worker. Whoever makes it disposes of it. */
export class SceneWorker {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  #broken: Error | null = null;

  /** @param ready told what draws, once it can */
  constructor(ready: (description: string) => void) {
    this.#worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'scene' });
    this.#worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if ('ready' in data) return ready(data.ready);
      if ('failed' in data && data.id === null) return this.#break(new Error(data.failed));
      const waiting = data.id === null ? undefined : this.#waiting.get(data.id);
      if (!waiting) return;
      if ('event' in data) return waiting.tell(data.event as never);
      this.#waiting.delete(data.id as number);
      if ('failed' in data) waiting.reject(new Error(data.failed));
      else waiting.resolve();
    });
    patternsAside().then(
      (patterns) => this.#send({ patterns }),
      (error: Error) => this.#break(error),
    );
    this.#worker.addEventListener('error', (event) =>
      this.#break(new Error(`The scene worker stopped: ${event.message || 'its script could not be loaded'}.`)),
    );
  }

  /**
   * @param tell each event as it comes
   * @param signal aborting ends the call early: it resolves, and nothing more is told
   */
  call<Kind extends CallKind>(
    call: Extract<SceneCall, { readonly kind: Kind }>,
    tell: (event: SceneEvents[Kind]) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    if (this.#broken) return Promise.reject(this.#broken);
    if (signal?.aborted) return Promise.resolve();
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { tell, resolve, reject });
      signal?.addEventListener('abort', () => {
        if (!this.#waiting.delete(id)) return;
        this.#send({ id, cancel: true });
        resolve();
      });
      this.#send({ id, call });
    });
  }

  dispose(): void {
    this.#break(new Error('The scene worker was closed.'));
    this.#worker.terminate();
  }

  #send(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #break(error: Error): void {
    this.#broken ??= error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
