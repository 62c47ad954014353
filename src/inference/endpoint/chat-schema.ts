import { z } from 'zod';

// What an OpenAI-compatible server says, as far as it is used. Loose: servers add fields of their own.

const topLogprob = z.object({ token: z.string(), logprob: z.number() });

const logprobs = z
  .object({
    content: z
      .array(
        z.object({
          token: z.string(),
          logprob: z.number(),
          top_logprobs: z
            .array(topLogprob)
            .nullish()
            .transform((list) => list ?? []),
        }),
      )
      .nullish(),
  })
  .nullish();

const maybe = z.number().nullable().default(null);
const usage = z.object({ prompt_tokens: maybe, completion_tokens: maybe }).nullable().default(null).catch(null);

/** Content as text, or as parts of text. */
const content = z
  .union([z.string(), z.array(z.object({ type: z.string(), text: z.string().optional() }))])
  .nullish()
  .transform((value) => (Array.isArray(value) ? value.map((part) => part.text ?? '').join('') : (value ?? null)));

const message = z.object({
  content,
  /** vLLM's and others' thoughts, kept apart from the answer. */
  reasoning_content: z.string().nullish(),
  reasoning: z.string().nullish(),
  refusal: z.string().nullish(),
});

export const completionSchema = z.object({
  model: z.string().nullish(),
  system_fingerprint: z.string().nullish().catch(null),
  choices: z.array(z.object({ message, finish_reason: z.string().nullish(), logprobs: logprobs.catch(null) })).min(1),
  usage,
});
export type Completion = z.infer<typeof completionSchema>;

export const chunkSchema = z.object({
  choices: z.array(
    z.object({
      delta: message.partial().nullish(),
      finish_reason: z.string().nullish(),
      logprobs: logprobs.catch(null),
    }),
  ),
  usage,
});
/** A token with the alternatives the server lists for its place. */
export interface TokenLogprob {
  readonly top_logprobs: readonly z.infer<typeof topLogprob>[];
}

/** OpenAI's, vLLM's older, Ollama's and LM Studio's ways of saying what is wrong. */
const errorSchema = z.union([
  z.object({ error: z.object({ message: z.string() }) }).transform(({ error }) => error.message),
  z.object({ error: z.string() }).transform(({ error }) => error),
  z.object({ object: z.literal('error'), message: z.string() }).transform(({ message: text }) => text),
  z.object({ detail: z.string() }).transform(({ detail }) => detail),
]);

/** What a body says is wrong; null when it says nothing of the kind. */
export function errorMessageOf(body: unknown): string | null {
  const parsed = errorSchema.safeParse(body);
  return parsed.success ? parsed.data : null;
}

export const modelListSchema = z.object({
  data: z.array(z.object({ id: z.string(), owned_by: z.string().nullish() })),
});
