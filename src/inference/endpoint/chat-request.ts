import type { ModelImage, ModelRequest } from '../../core/models/vision-language-model.js';
import type { EndpointFeatures } from './endpoint-features.js';

/** Body of `/v1/chat/completions`: images first, as data URIs, then the text; greedy. */
export function chatRequest(
  model: string,
  request: Omit<ModelRequest, 'id'>,
  features: EndpointFeatures,
  stream: boolean,
): object {
  const { images, system, prompt, maxTokens, score } = request;
  const content =
    images.length === 0
      ? prompt
      : [
          ...images.map((image) => ({ type: 'image_url', image_url: { url: dataUri(image) } })),
          { type: 'text', text: prompt },
        ];
  return {
    model,
    messages: [...(system === null ? [] : [{ role: 'system', content: system }]), { role: 'user', content }],
    [features.maxTokensField]: maxTokens,
    ...(features.temperature && { temperature: 0 }),
    ...(score.length > 0 && features.topLogprobs > 0 && { logprobs: true, top_logprobs: features.topLogprobs }),
    stream,
    ...(stream && features.streamOptions && { stream_options: { include_usage: true } }),
  };
}

const dataUri = ({ mime, bytes }: ModelImage): string =>
  `data:${mime};base64,${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')}`;
