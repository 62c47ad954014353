import type { ModelFaultReason } from '../../core/models/vision-language-model.js';
import { failure, type Result } from '../../core/result.js';
import { errorMessageOf } from './chat-schema.js';
import { parseJson, quoted } from './read-answer.js';
import { readText, type Answered } from './transport.js';

/** A refused request: why, and whether the same request may go through later. */
export interface Refusal {
  readonly result: Result<never, ModelFaultReason>;
  readonly retry: boolean;
  /** Milliseconds the server asks to wait; null when it does not say. */
  readonly after: number | null;
  /** The server's own words. */
  readonly message: string;
}

export interface RefusalContext {
  readonly host: string;
  readonly model: string;
  /** How the user gives a key. */
  readonly keyRemedy: string;
  readonly hasKey: boolean;
  /** Models the endpoint says it has. */
  readonly known: readonly string[];
}

/** Reads an answer whose status is not 2xx. */
export async function readRefusal(answer: Answered, context: RefusalContext): Promise<Refusal> {
  const { status } = answer;
  const text = await readText(answer.body);
  const said = errorMessageOf(parseJson(text));
  const message = said ?? '';
  const [reason, detail] = judge(status, message, answer, context);
  return { result: failure(reason, detail), retry: RETRIED.has(status), after: retryAfter(answer), message };
}

/** Overload, restarts and time-outs of proxies; what is wrong with a request stays wrong. */
const RETRIED = new Set([408, 425, 429, 500, 502, 503, 504, 529]);

function judge(
  status: number,
  message: string,
  answer: Answered,
  { host, model, keyRemedy, hasKey, known }: RefusalContext,
): [ModelFaultReason, string] {
  const words = message === '' ? `status ${status}.` : quoted(message);
  if (status >= 300 && status < 400) {
    const target = answer.headers.get('location')?.split(/[?#]/)[0] ?? 'somewhere else';
    return ['unusable', `${host} redirects to ${target}: give that address if it is the one you mean.`];
  }
  if (status === 401 || status === 403) {
    const what = hasKey ? 'does not accept the key' : 'asks for a key';
    return ['unusable', `${host} ${what} (status ${status}): ${keyRemedy}.`];
  }
  if (status === 404) {
    if (message === '' || !/model/i.test(message))
      return ['unusable', `${host} has nothing at this address (status 404): check the URL, it mostly ends in /v1.`];
    const choice = known.length > 0 ? `it has ${known.slice(0, 12).join(', ')}` : 'load it there first';
    return ['unusable', `${host} has no model "${model}": ${choice}.`];
  }
  if (/out of memory|CUDA error|insufficient memory/i.test(message))
    return [
      'out-of-memory',
      `${host} ran out of memory: give it smaller images or a shorter context. It says: ${words}`,
    ];
  if (status === 413) return ['refused', `${host} finds the request too large (status 413): use smaller images.`];
  if (status === 429) return ['refused', `${host} is asked too much at once (status 429): lower --concurrency.`];
  if (/at most \d+ image/i.test(message))
    return [
      'refused',
      `${host} takes fewer images than this question has: allow more (vLLM: --limit-mm-per-prompt). It says: ${words}`,
    ];
  if (status >= 500) return ['unreachable', `${host} failed (status ${status}): look at its log. It says: ${words}`];
  return ['refused', `${host} refuses the request (status ${status}). It says: ${words}`];
}

const MAX_WAIT = 60_000;

function retryAfter({ headers }: Answered): number | null {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(MAX_WAIT, seconds * 1000) : null;
}
