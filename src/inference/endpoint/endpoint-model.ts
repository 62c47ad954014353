import { setTimeout as wait } from 'node:timers/promises';
import { failure, success, type Result } from '../../core/result.js';
import type {
  AnswerOptions,
  ModelDescription,
  ModelFaultReason,
  ModelReply,
  ModelRequest,
  VisionLanguageModel,
} from '../../core/models/vision-language-model.js';
import { withoutKey } from './api-keys.js';
import { chatRequest } from './chat-request.js';
import type { EndpointFeatures } from './endpoint-features.js';
import { readAnswer, type AnswerFacts } from './read-answer.js';
import { readRefusal } from './refusal.js';
import { exchange, type Pause } from './transport.js';

/** Waits before the second, third … try of a request: 1 s, doubled each time. */
const FIRST_WAIT = 1000;

export interface Connection {
  /** Ends in "/v1". */
  readonly base: string;
  readonly host: string;
  readonly model: string;
  readonly key: string | null;
  readonly keyRemedy: string;
  /** Models the endpoint says it has; empty when it does not say. */
  readonly known: readonly string[];
  /** Milliseconds for one request. */
  readonly timeout: number;
  /** How often a request is sent before it is given up. */
  readonly tries: number;
  readonly pause: Pause;
}

export const realPause: Pause = async (milliseconds, signal) => {
  await wait(milliseconds, undefined, { signal }).catch(() => {});
};

/** A model behind an OpenAI-compatible server. */
export class EndpointModel implements VisionLanguageModel {
  readonly batchSize: number;

  constructor(
    readonly description: ModelDescription,
    private readonly connection: Connection,
    readonly features: EndpointFeatures,
    private readonly concurrency: number,
  ) {
    // Twice what runs at once: a slow answer then holds up few others.
    this.batchSize = 2 * concurrency;
  }

  async answer(
    requests: readonly ModelRequest[],
    options: AnswerOptions = {},
  ): Promise<readonly Result<ModelReply, ModelFaultReason>[]> {
    const results: Result<ModelReply, ModelFaultReason>[] = [];
    let next = 0;
    let hopeless: Result<never, ModelFaultReason> | null = null;
    const work = async () => {
      while (next < requests.length) {
        const i = next++;
        results[i] = hopeless ?? (await this.answerOne(requests[i], options));
        const result = results[i];
        if (!result.ok && result.fault.reason === 'unusable') hopeless = result;
      }
    };
    await Promise.all(Array.from({ length: Math.min(this.concurrency, requests.length) }, work));
    return results;
  }

  async dispose(): Promise<void> {}

  private async answerOne(
    request: ModelRequest,
    { signal, onText }: AnswerOptions,
  ): Promise<Result<ModelReply, ModelFaultReason>> {
    if (request.images.length > 0 && !this.features.images) {
      const { host, model } = this.connection;
      return failure(
        'unusable',
        `"${model}" at ${host} takes no images: serve a vision-language model, or evaluate with --blind.`,
      );
    }
    const asked = await complete(this.connection, request, this.features, {
      signal,
      onText: onText && ((text) => onText(request.id, text)),
    });
    return asked.ok ? success(asked.value.reply) : asked;
  }
}

interface CompleteOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onText?: ((text: string) => void) | undefined;
  /** The server's own words where it refused. */
  readonly onRefused?: (message: string) => void;
}

/** One request, tried again while there is hope. */
export async function complete(
  connection: Connection,
  request: Omit<ModelRequest, 'id'>,
  features: EndpointFeatures,
  { signal, onText, onRefused }: CompleteOptions,
): Promise<Result<AnswerFacts, ModelFaultReason>> {
  const { base, host, key, timeout, tries, pause } = connection;
  const body = chatRequest(connection.model, request, features, onText !== undefined);
  for (let attempt = 1; ; attempt++) {
    if (signal?.aborted) return failure('cancelled', 'The request was cancelled.');
    let after: number | null = null;
    let retry = false;
    let spoken = false;
    const result = await exchange(
      `${base}/chat/completions`,
      body,
      { host, key, timeout, signal },
      async (answer): Promise<Result<AnswerFacts, ModelFaultReason>> => {
        if (answer.status >= 200 && answer.status < 300) {
          const say = onText && ((text: string) => ((spoken = true), onText(text)));
          return readAnswer(answer, { host, score: request.score, onText: say });
        }
        const refusal = await readRefusal(answer, { ...connection, hasKey: key !== null });
        ({ after, retry } = refusal);
        onRefused?.(withoutKey(refusal.message, key));
        return refusal.result;
      },
    );
    if (result.ok) return result;
    const { reason, detail } = result.fault;
    // What was shown cannot be taken back: an answer that broke off is not begun again.
    const hope = retry || (reason === 'unreachable' && !spoken);
    if (!hope || attempt >= tries) return failure(reason, withoutKey(detail, key));
    await pause(after ?? FIRST_WAIT * 2 ** (attempt - 1), signal);
  }
}
