import { z } from 'zod';
import { failure, success, UserError } from '../../core/result.js';
import { modelListSchema } from './chat-schema.js';
import type { EndpointAddress } from './endpoint-address.js';
import { parseJson } from './read-answer.js';
import { exchange, readText } from './transport.js';

/** What a server says of itself and of a model, before it is asked anything. */
export interface ServerFacts {
  /** "vLLM 0.11.0", "Ollama 0.12.11", "LM Studio", or "OpenAI-compatible server". */
  readonly software: string;
  /** Models it says it has; empty when it does not say. */
  readonly models: readonly string[];
  family(model: string): string | null;
  dtype(model: string): string | null;
  fingerprint(model: string): string | null;
}

/** Milliseconds for a question about the server itself. */
const PATIENCE = 10_000;

const versionSchema = z.object({ version: z.string().regex(/^[\w.+-]{1,60}$/) });
/** Ollama's own list. */
const tagsSchema = z.object({
  models: z.array(
    z.object({
      name: z.string(),
      digest: z.string().nullish(),
      details: z.object({ family: z.string().nullish(), quantization_level: z.string().nullish() }).nullish(),
    }),
  ),
});
/** LM Studio's own list. */
const studioSchema = z.object({
  data: z.array(z.object({ id: z.string(), arch: z.string(), quantization: z.string().nullish(), state: z.string() })),
});

interface ModelFacts {
  readonly family?: string | null | undefined;
  readonly dtype?: string | null | undefined;
  readonly fingerprint?: string | null | undefined;
}

/**
 * Asks a server which it is and what it has. Whatever it does not answer stays unknown: the probe will tell.
 *
 * @throws UserError when nothing answers at all
 */
export async function recogniseServer(
  { base, origin, host }: EndpointAddress,
  key: string | null,
  signal: AbortSignal | undefined,
): Promise<ServerFacts> {
  const get = async <T extends z.ZodType>(url: string, schema: T): Promise<z.infer<T> | null> => {
    const options = { host, key, timeout: PATIENCE, signal };
    const answer = await exchange(url, null, options, async ({ status, body }) =>
      status === 200 ? success(await readText(body)) : failure('refused', ''),
    );
    if (!answer.ok) {
      const { reason, detail } = answer.fault;
      // A server that does not know the question may still be fine; one that is not there is not.
      if (reason === 'unreachable' || reason === 'timeout') throw new UserError(detail);
      return null;
    }
    const parsed = schema.safeParse(parseJson(answer.value));
    return parsed.success ? parsed.data : null;
  };
  const list = await get(`${base}/models`, modelListSchema);
  const models = list?.data.map(({ id }) => id) ?? [];
  const plain = (software: string, facts: ReadonlyMap<string, ModelFacts> = new Map()): ServerFacts => ({
    software,
    models,
    family: (model) => facts.get(model)?.family ?? null,
    dtype: (model) => facts.get(model)?.dtype ?? null,
    fingerprint: (model) => facts.get(model)?.fingerprint ?? null,
  });

  const vllm = list?.data.some(({ owned_by }) => owned_by === 'vllm')
    ? await get(`${origin}/version`, versionSchema)
    : null;
  if (vllm) return plain(`vLLM ${vllm.version}`);
  const ollama = await get(`${origin}/api/version`, versionSchema);
  if (ollama) {
    const tags = await get(`${origin}/api/tags`, tagsSchema);
    const facts = (tags?.models ?? []).map(({ name, digest, details }): [string, ModelFacts] => [
      name,
      { family: details?.family, dtype: details?.quantization_level, fingerprint: digest },
    ]);
    return plain(`Ollama ${ollama.version}`, new Map(facts));
  }
  const studio = await get(`${origin}/api/v0/models`, studioSchema);
  if (studio) {
    const facts = studio.data.map(({ id, arch, quantization }): [string, ModelFacts] => [
      id,
      { family: arch, dtype: quantization },
    ]);
    return plain('LM Studio', new Map(facts));
  }
  return plain('OpenAI-compatible server');
}
