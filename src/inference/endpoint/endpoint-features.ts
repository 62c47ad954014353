/** What an endpoint was found to take; requests are written accordingly. */
export interface EndpointFeatures {
  /** Whether it reads images at all. */
  readonly images: boolean;
  /** Alternatives listed per token; 0 where it offers no log-probabilities. */
  readonly topLogprobs: number;
  readonly maxTokensField: 'max_tokens' | 'max_completion_tokens';
  /** Whether it takes a temperature; where it does not, its own default decides. */
  readonly temperature: boolean;
  /** Whether it takes `stream_options`, so that a stream ends with token counts. */
  readonly streamOptions: boolean;
}

/** All that is asked for at first. 20 alternatives are the most that OpenAI, vLLM and Ollama give. */
export const ALL_FEATURES: EndpointFeatures = {
  images: true,
  topLogprobs: 20,
  maxTokensField: 'max_tokens',
  temperature: true,
  streamOptions: true,
};

/**
 * The features left after a server refused a request, judged by what its message names.
 *
 * @returns null when the message names none of them: something else is wrong
 */
export function withoutRefused(features: EndpointFeatures, message: string): EndpointFeatures | null {
  if (/max_completion_tokens/i.test(message) && features.maxTokensField === 'max_tokens')
    return { ...features, maxTokensField: 'max_completion_tokens' };
  if (/logprob/i.test(message) && features.topLogprobs > 0)
    return { ...features, topLogprobs: features.topLogprobs > 5 ? 5 : 0 };
  if (/stream_options/i.test(message) && features.streamOptions) return { ...features, streamOptions: false };
  if (/temperature/i.test(message) && features.temperature) return { ...features, temperature: false };
  if (/image|multi-?modal|vision|content\b.*(?:string|type|array)/i.test(message) && features.images)
    return { ...features, images: false };
  return null;
}
