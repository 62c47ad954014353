import type {
  AnswerOptions,
  ModelDescription,
  ModelFaultReason,
  ModelReply,
  ModelRequest,
  VisionLanguageModel,
} from '../../core/models/vision-language-model.js';
import { failure, type Result } from '../../core/result.js';
import type { FromModelProcess, OpenedModel, OpenRequest } from './messages.js';
import type { ProviderName, ProviderReport } from './providers.js';
import type { ModelProcess, StartModelProcess } from './start-model-process.js';

type ReplyResult = Result<ModelReply, ModelFaultReason>;

/** After a cancel or a timeout the process has this long to come to the next token; then it is ended. */
const GRACE_MILLISECONDS = 3000;
/** A model that ends its process this often without a reply between will not do better the next time. */
const MOST_CRASHES = 3;

interface Call {
  readonly number: number;
  readonly requests: readonly ModelRequest[];
  readonly results: (ReplyResult | null)[];
  readonly options: AnswerOptions;
  readonly finish: (results: readonly ReplyResult[]) => void;
  /** What a request gets that has no reply when the process is ended on purpose. */
  ended: { readonly reason: 'timeout' | 'cancelled'; readonly detail: string } | null;
}

export interface LocalModelSettings {
  readonly start: StartModelProcess;
  readonly request: OpenRequest;
  /** Milliseconds for one call of `answer`, per question of it. */
  readonly timeout: number;
}

/**
 * A model in a process of its own. If that ends, the questions in progress get a fault and the next ones start it again.
 */
export class LocalModel implements VisionLanguageModel {
  private process: ModelProcess | null = null;
  private opened: OpenedModel | null = null;
  private call: Call | null = null;
  private calls = 0;
  private crashes = 0;
  private disposed = false;
  private queue: Promise<unknown> = Promise.resolve();
  private readonly excluded: ProviderReport[];
  private settleOpening: ((result: Result<OpenedModel, ModelFaultReason>) => void) | null = null;
  private trying: ProviderName | null = null;
  private lastExit = '';

  private constructor(private readonly settings: LocalModelSettings) {
    this.excluded = [...settings.request.excluded];
  }

  /** Starts the process and opens the folder in it. */
  static async open(settings: LocalModelSettings): Promise<Result<LocalModel, ModelFaultReason>> {
    const model = new LocalModel(settings);
    const opened = await model.start();
    if (opened.ok) return { ok: true, value: model };
    await model.dispose();
    return opened;
  }

  get description(): ModelDescription {
    if (!this.opened) throw new Error('A local model is described once it is open.');
    return this.opened.description;
  }

  get batchSize(): number {
    return this.opened?.batchSize ?? 1;
  }

  answer(requests: readonly ModelRequest[], options: AnswerOptions = {}): Promise<readonly ReplyResult[]> {
    const answered = this.queue.then(() => this.answerNow(requests, options));
    this.queue = answered.catch(() => undefined);
    return answered;
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    const { process } = this;
    if (!process) return;
    const ended = new Promise<void>((resolve) => (this.onEnded = resolve));
    process.send({ type: 'close' });
    const timer = setTimeout(() => process.kill(), GRACE_MILLISECONDS);
    await ended;
    clearTimeout(timer);
  }

  private onEnded: (() => void) | null = null;

  private async answerNow(requests: readonly ModelRequest[], options: AnswerOptions): Promise<readonly ReplyResult[]> {
    const all = (reason: ModelFaultReason, detail: string) => requests.map(() => failure(reason, detail));
    if (requests.length === 0) return [];
    if (this.disposed) return all('unusable', 'The model was closed.');
    if (options.signal?.aborted) return all('cancelled', 'The question was cancelled before it was asked.');
    if (this.crashes >= MOST_CRASHES) {
      return all(
        'unusable',
        `The model's process ended ${this.crashes} times without a reply between: choose a smaller dtype, a smaller batch or the CPU.`,
      );
    }
    if (!this.process) {
      const opened = await this.start();
      if (!opened.ok) return all(opened.fault.reason, opened.fault.detail);
    }
    return new Promise((resolve) => {
      const number = ++this.calls;
      const limit = this.settings.timeout * requests.length;
      const stop = (reason: 'timeout' | 'cancelled', detail: string) => {
        if (this.call?.number !== number || this.call.ended) return;
        this.call.ended = { reason, detail };
        this.process?.send({ type: 'cancel', call: number });
        grace = setTimeout(() => this.process?.kill(), GRACE_MILLISECONDS);
      };
      let grace: NodeJS.Timeout | undefined;
      const onAbort = () => stop('cancelled', 'The question was cancelled.');
      const timer = setTimeout(
        () =>
          stop(
            'timeout',
            `No reply within ${Math.round(limit / 1000)} s: ask with fewer or smaller images, a smaller dtype, or a longer timeout.`,
          ),
        limit,
      );
      options.signal?.addEventListener('abort', onAbort, { once: true });
      const finish = (results: readonly ReplyResult[]) => {
        clearTimeout(timer);
        clearTimeout(grace);
        options.signal?.removeEventListener('abort', onAbort);
        this.call = null;
        resolve(results);
      };
      this.call = { number, requests, results: requests.map(() => null), options, finish, ended: null };
      this.process?.send({ type: 'answer', call: number, requests, streams: options.onText !== undefined });
    });
  }

  private async start(): Promise<Result<OpenedModel, ModelFaultReason>> {
    for (;;) {
      this.trying = null;
      const opened = await new Promise<Result<OpenedModel, ModelFaultReason>>((resolve) => {
        this.settleOpening = resolve;
        const started = this.settings.start({
          onMessage: (message) => this.receive(message),
          onExit: (how) => this.exited(started, how),
        });
        this.process = started;
        started.send({ type: 'open', request: { ...this.settings.request, excluded: this.excluded } });
      });
      if (opened.ok) this.opened = opened.value;
      else if (opened.fault.reason === 'crashed' && this.excludeTried(this.lastExit)) continue;
      return opened;
    }
  }

  /** A driver that ends the process while its provider is tried is passed over from then on. */
  private excludeTried(detail: string): boolean {
    const provider = this.trying;
    if (!provider || provider === 'cpu' || this.settings.request.provider === provider) return false;
    if (this.excluded.some((report) => report.provider === provider)) return false;
    this.excluded.push({
      provider,
      works: false,
      device: null,
      software: false,
      reason: `ended its process when tried (it ${detail})`,
    });
    return true;
  }

  private receive(message: FromModelProcess): void {
    switch (message.type) {
      case 'trying':
        this.trying = message.provider;
        return;
      case 'opened':
        this.settle({ ok: true, value: message.model });
        return;
      case 'refused':
        this.settle({ ok: false, fault: message.fault });
        return;
      case 'text': {
        const request = this.call?.number === message.call ? this.call.requests[message.index] : undefined;
        if (request) this.call?.options.onText?.(request.id, message.text);
        return;
      }
      case 'reply':
        if (this.call?.number !== message.call) return;
        this.call.results[message.index] = message.result;
        if (message.result.ok) this.crashes = 0;
        return;
      case 'answered':
        if (this.call?.number === message.call) this.finishCall(this.call, null);
        return;
      case 'providers':
        return;
    }
  }

  private exited(which: ModelProcess, how: string): void {
    if (this.process !== which) return;
    this.process = null;
    this.lastExit = how;
    this.onEnded?.();
    if (this.settleOpening) {
      this.settle(failure('crashed', `The model's process ${how} while opening ${this.settings.request.folder}.`));
      return;
    }
    if (!this.call) return;
    if (!this.call.ended) this.crashes++;
    this.finishCall(this.call, how);
  }

  private settle(result: Result<OpenedModel, ModelFaultReason>): void {
    const { settleOpening } = this;
    this.settleOpening = null;
    settleOpening?.(result);
  }

  /** @param how how the process ended, or null when it answered */
  private finishCall(call: Call, how: string | null): void {
    call.finish(
      call.results.map((result, i) => {
        const { ended } = call;
        // Cut off by a timeout, half a reply is no reply; cut off by the user it is what there is.
        if (ended?.reason === 'timeout' && (!result || (result.ok && result.value.finish === 'cancelled')))
          return failure('timeout', ended.detail);
        if (result) return result;
        if (ended) return failure(ended.reason, ended.detail);
        const id = call.requests[i]?.id ?? '';
        return failure(
          'crashed',
          `The model's process ${how ?? 'gave no reply'} during question ${id}; the next question starts it again.`,
        );
      }),
    );
  }
}
