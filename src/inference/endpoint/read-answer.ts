import { failure, success, type Result } from '../../core/result.js';
import type { ModelFaultReason, ModelReply } from '../../core/models/vision-language-model.js';
import { chunkSchema, completionSchema, errorMessageOf, type TokenLogprob } from './chat-schema.js';
import { readEventStream } from './event-stream.js';
import { readText, type Answered } from './transport.js';
import { wordProbabilities } from './word-probabilities.js';

// Making sense of what a server sent. A status of 200 is believed no more than any other.

export interface Reading {
  /** As messages call the server. */
  readonly host: string;
  readonly score: readonly string[];
  readonly onText: ((text: string) => void) | undefined;
}

/** What else an answer says of the server: shown once, by the probe. */
export interface AnswerFacts {
  readonly reply: ModelReply;
  /** The name the server says it answered as. */
  readonly model: string | null;
  readonly fingerprint: string | null;
}

type Read = Result<AnswerFacts, ModelFaultReason>;

/** Reads an answer whose status is 2xx. */
export async function readAnswer(answer: Answered, reading: Reading): Promise<Read> {
  return answer.contentType.includes('text/event-stream') ? readStream(answer, reading) : readWhole(answer, reading);
}

async function readWhole(answer: Answered, { host, score, onText }: Reading): Promise<Read> {
  const text = await readText(answer.body);
  const body = parseJson(text);
  if (body === undefined) return failure('bad-reply', `${host} answered with ${kindOf(text, answer)}`);
  const error = errorMessageOf(body);
  if (error !== null) return failure('refused', `${host} answered with an error: ${quoted(error)}`);
  const parsed = completionSchema.safeParse(body);
  if (!parsed.success) return failure('bad-reply', `${host} answered with JSON that is no chat completion: ${CHECK}`);
  const { choices, usage, model, system_fingerprint } = parsed.data;
  const { message, finish_reason, logprobs } = choices[0];
  if (message.content === null && !message.reasoning && !message.reasoning_content && !message.refusal) {
    if (!/"content"\s*:/.test(text))
      return failure('bad-reply', `${host} answered with a message that has no content: ${CHECK}`);
  }
  const thoughts = message.reasoning_content ?? message.reasoning ?? '';
  const said = message.content ?? message.refusal ?? '';
  const whole = thoughts === '' ? said : `<think>${thoughts}</think>${said}`;
  if (whole !== '') onText?.(whole);
  return success({
    reply: replyOf(whole, finish_reason, usage, thoughts === '' ? logprobs?.content?.[0] : undefined, score),
    model: model ?? null,
    fingerprint: system_fingerprint ?? null,
  });
}

async function readStream(answer: Answered, { host, score, onText }: Reading): Promise<Read> {
  let thoughts = '';
  let said = '';
  let finish: string | null = null;
  let first: TokenLogprob | undefined;
  let usage: Usage = null;
  let events = 0;
  const stream = readEventStream(answer.body);
  for (;;) {
    const step = await stream.next();
    if (step.done) {
      if (!step.value && finish === null) {
        return failure('bad-reply', `${host} broke off in the middle of its answer: look at the server's log.`);
      }
      break;
    }
    const body = parseJson(step.value);
    const error = errorMessageOf(body);
    if (error !== null) return failure('refused', `${host} answered with an error: ${quoted(error)}`);
    const parsed = chunkSchema.safeParse(body);
    if (!parsed.success) return failure('bad-reply', `${host} streams what is no chat completion: ${CHECK}`);
    events++;
    usage = parsed.data.usage ?? usage;
    const choice = parsed.data.choices.at(0);
    if (!choice) continue;
    const thought = choice.delta?.reasoning_content ?? choice.delta?.reasoning ?? '';
    const text = choice.delta?.content ?? choice.delta?.refusal ?? '';
    if (first === undefined && thoughts === '' && thought === '') first = choice.logprobs?.content?.[0];
    if (thought !== '') onText?.(thoughts === '' ? `<think>${thought}` : thought);
    if (text !== '') onText?.(thoughts !== '' && said === '' ? `</think>${text}` : text);
    thoughts += thought;
    said += text;
    finish = choice.finish_reason ?? finish;
  }
  if (events === 0) return failure('bad-reply', `${host} streamed nothing at all: ${CHECK}`);
  const whole = thoughts === '' ? said : `<think>${thoughts}</think>${said}`;
  return success({
    reply: replyOf(whole, finish, usage, thoughts === '' ? first : undefined, score),
    model: null,
    fingerprint: null,
  });
}

type Usage = { readonly prompt_tokens: number | null; readonly completion_tokens: number | null } | null;

function replyOf(
  text: string,
  finish: string | null | undefined,
  usage: Usage,
  first: TokenLogprob | undefined,
  score: readonly string[],
): ModelReply {
  // The first token of a thought says nothing of the answer.
  const isThought = /^\s*<think/i.test(text);
  return {
    text,
    probabilities: isThought ? null : wordProbabilities(first, score),
    promptTokens: usage?.prompt_tokens ?? null,
    replyTokens: usage?.completion_tokens ?? null,
    finish: finish === 'length' ? 'length' : 'stop',
  };
}

const CHECK = 'check that the URL is that of an OpenAI-compatible server (it mostly ends in /v1).';

function kindOf(text: string, { contentType }: Answered): string {
  if (text.trim() === '') return `nothing: ${CHECK}`;
  if (contentType.includes('html') || /^\s*<(?:!doctype|html)/i.test(text)) return `a web page: ${CHECK}`;
  const size = text.length < 1000 ? `${text.length} characters` : `${Math.round(text.length / 1000)} kB`;
  return `${size} that are not JSON: ${CHECK}`;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A server's own words in a sentence of ours: one line, not too long, closed by a full stop. */
export function quoted(message: string): string {
  const line = message.replaceAll(/\s+/g, ' ').trim();
  const short = line.length > 300 ? `${line.slice(0, 300)}…` : line;
  return /[.!?…]$/.test(short) ? short : `${short}.`;
}
