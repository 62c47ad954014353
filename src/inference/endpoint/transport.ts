import type { Fault, Result } from '../../core/result.js';
import type { ModelFaultReason } from '../../core/models/vision-language-model.js';

// One HTTP exchange with an endpoint that may be down, slow or lying. Redirects are not followed: they would carry the
// key to a host that the user did not name.

/** No answer of a chat is larger; what is, is not read to its end. */
const MAX_BODY = 8 * 1024 * 1024;

/** Waiting, so that tests need none. */
export interface Pause {
  (milliseconds: number, signal: AbortSignal | undefined): Promise<void>;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly contentType: string;
  readonly body: AsyncIterable<Uint8Array>;
}

export interface ExchangeOptions {
  /** As messages call it. */
  readonly host: string;
  readonly key: string | null;
  /** Milliseconds from the first byte sent to the last received. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
}

type ExchangeFault = Fault<ModelFaultReason>;

/**
 * Sends a request and hands its answer to `read`, both within the time limit.
 *
 * @param body posted as JSON; null asks with GET
 * @returns the fault `timeout`, `unreachable` or `cancelled` when no whole answer came
 */
export async function exchange<T>(
  url: string,
  body: object | null,
  options: ExchangeOptions,
  read: (answer: Answered) => Promise<Result<T, ModelFaultReason>>,
): Promise<Result<T, ModelFaultReason>> {
  const limit = AbortSignal.timeout(options.timeout);
  const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit;
  try {
    const response = await fetch(url, {
      method: body === null ? 'GET' : 'POST',
      redirect: 'manual',
      headers: {
        accept: 'application/json, text/event-stream',
        ...(body !== null && { 'content-type': 'application/json' }),
        ...(options.key !== null && { authorization: `Bearer ${options.key}` }),
      },
      ...(body !== null && { body: JSON.stringify(body) }),
      signal,
    });
    const answer = {
      status: response.status,
      headers: response.headers,
      contentType: response.headers.get('content-type') ?? '',
      body: bounded(response.body ?? []),
    };
    try {
      return await read(answer);
    } finally {
      await response.body?.cancel().catch(() => {});
    }
  } catch (error) {
    return { ok: false, fault: explain(error, options, limit.aborted) };
  }
}

/** A whole body as text. */
export async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

class TooLarge extends Error {}

async function* bounded(body: AsyncIterable<Uint8Array> | readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_BODY) throw new TooLarge();
    yield chunk;
  }
}

function explain(error: unknown, { host, timeout, signal }: ExchangeOptions, late: boolean): ExchangeFault {
  if (signal?.aborted) return { reason: 'cancelled', detail: 'The request was cancelled.' };
  if (late) {
    const seconds = Math.round(timeout / 1000);
    return {
      reason: 'timeout',
      detail: `${host} did not finish its answer within ${seconds} s: raise --timeout, or lower --concurrency.`,
    };
  }
  if (error instanceof TooLarge || error instanceof RangeError) {
    return {
      reason: 'bad-reply',
      detail: `${host} sent more than ${MAX_BODY / 1024 / 1024} MiB, which is no chat completion: check that the URL is that of an OpenAI-compatible server.`,
    };
  }
  return { reason: 'unreachable', detail: unreachable(error, host) };
}

function unreachable(error: unknown, host: string): string {
  const code = codeOf(error);
  switch (code) {
    case 'ECONNREFUSED':
      return `Nothing answers at ${host}: start the server, or check host and port.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host of ${host} is not known: check its name and the network.`;
    case 'ECONNRESET':
    case 'UND_ERR_SOCKET':
    case 'EPIPE':
      return `${host} broke off the connection: look at the server's log, it may have crashed.`;
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `${host} cannot be reached: check the network and the firewall.`;
    default:
      return code !== null && /CERT|SSL|TLS/.test(code)
        ? `The certificate of ${host} is not trusted (${code}): use its proper name, or plain http on this machine.`
        : `The connection to ${host} failed${code === null ? '' : ` (${code})`}: check the server and the network.`;
  }
}

function codeOf(error: unknown): string | null {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if ('code' in at && typeof at.code === 'string') return at.code;
    if (at instanceof AggregateError && at.errors.length > 0) return codeOf(at.errors[0]);
  }
  return null;
}
