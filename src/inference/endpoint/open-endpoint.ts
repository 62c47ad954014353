import sharp from 'sharp';
import type { ModelFaultReason } from '../../core/models/vision-language-model.js';
import { UsageError, UserError, type Fault, type Result } from '../../core/result.js';
import type { ApiKeys } from './api-keys.js';
import { addressName, parseEndpointAddress, type EndpointAddress } from './endpoint-address.js';
import { ALL_FEATURES, withoutRefused, type EndpointFeatures } from './endpoint-features.js';
import { complete, EndpointModel, realPause, type Connection } from './endpoint-model.js';
import type { AnswerFacts } from './read-answer.js';
import { recogniseServer, type ServerFacts } from './recognise-server.js';
import type { Pause } from './transport.js';

export interface EndpointOptions {
  readonly keys: ApiKeys;
  /** Milliseconds for one request, first byte to last (default two minutes). */
  readonly timeout?: number;
  /** Requests in progress at once (default 8). */
  readonly concurrency?: number;
  /** How often a request is sent before it is given up (default 5). */
  readonly tries?: number;
  readonly signal?: AbortSignal;
  readonly pause?: Pause;
}

/**
 * Opens a model behind an OpenAI-compatible server (vLLM, Ollama, LM Studio and others): finds out which server it is,
 * whether it has the model, and by one small request what it takes: images, log-probabilities, temperature.
 *
 * @param text `URL#model`; the model may be left out where the server has just one
 * @throws UsageError for an address or model that cannot be meant, UserError when the server cannot be used
 */
export async function openEndpoint(text: string, options: EndpointOptions): Promise<EndpointModel> {
  const address = parseEndpointAddress(text);
  const { host } = address;
  const key = await options.keys.keyFor(host);
  const keyRemedy = options.keys.remedyFor(host);
  if (key !== null && !/^[\x21-\x7e]+$/.test(key))
    throw new UsageError(`The key for ${host} holds characters that no key has: ${keyRemedy}.`);
  const server = await recogniseServer(address, key, options.signal);
  const model = address.model ?? onlyModel(address, server);
  const connection: Connection = {
    base: address.base,
    host,
    model,
    key,
    keyRemedy,
    known: server.models,
    timeout: options.timeout ?? 120_000,
    tries: options.tries ?? 5,
    pause: options.pause ?? realPause,
  };
  const { features, facts } = await probe(connection, options.signal);
  expectModel(connection, facts.model);
  const description = {
    name: addressName(address, model),
    family: server.family(model) ?? model,
    provider: server.software,
    dtype: server.dtype(model),
    fingerprint: server.fingerprint(model) ?? facts.fingerprint,
  };
  return new EndpointModel(description, connection, features, options.concurrency ?? 8);
}

/** Side of the picture that the probe sends, pixels: small, yet no smaller than any processor's patch. */
const PROBE_SIDE = 64;

/** One short question with a grey picture, repeated without whatever the server says it does not take. */
async function probe(
  connection: Connection,
  signal: AbortSignal | undefined,
): Promise<{ features: EndpointFeatures; facts: AnswerFacts }> {
  const background = { r: 128, g: 128, b: 128 };
  const side = { width: PROBE_SIDE, height: PROBE_SIDE };
  const bytes = await sharp({ create: { ...side, channels: 3, background } })
    .png()
    .toBuffer();
  const image = { bytes, mime: 'image/png', ...side } as const;
  const ask = { system: null, prompt: 'Is this picture grey? Answer yes or no.', maxTokens: 16, score: ['Yes', 'No'] };
  let features = ALL_FEATURES;
  for (;;) {
    let message = '';
    const answered: Result<AnswerFacts, ModelFaultReason> = await complete(
      connection,
      { ...ask, images: features.images ? [image] : [] },
      features,
      { signal, onRefused: (said) => (message = said) },
    );
    if (answered.ok) {
      const offersLogprobs =
        answered.value.reply.probabilities !== null || /^\s*<think/.test(answered.value.reply.text);
      return { features: offersLogprobs ? features : { ...features, topLogprobs: 0 }, facts: answered.value };
    }
    const fewer = isFinal(answered.fault) ? null : withoutRefused(features, message);
    if (fewer === null) throw unusable(answered.fault);
    features = fewer;
  }
}

const isFinal = ({ reason }: Fault<ModelFaultReason>): boolean => reason !== 'refused' && reason !== 'unreachable';

const unusable = ({ reason, detail }: Fault<ModelFaultReason>): UserError =>
  reason === 'unusable' ? new UsageError(detail) : new UserError(detail);

function onlyModel({ host, base }: EndpointAddress, { models }: ServerFacts): string {
  if (models.length === 1) return models[0];
  throw new UsageError(
    models.length === 0
      ? `${host} does not say which models it has: name one as ${base}#model-name, and check that the server runs.`
      : `Name one of the models of ${host} as ${base}#model-name: ${models.slice(0, 20).join(', ')}.`,
  );
}

/** LM Studio answers any name with whatever is loaded: then the result would bear the wrong name. */
function expectModel({ model, host, known }: Connection, answeredAs: string | null): void {
  if (known.length === 0 || known.includes(model) || known.includes(`${model}:latest`)) return;
  if (answeredAs === null || answeredAs === model || answeredAs.startsWith(`${model}-`)) return;
  throw new UsageError(
    `${host} has no model "${model}" and answers as "${answeredAs}": name one of ${known.slice(0, 12).join(', ')}.`,
  );
}
