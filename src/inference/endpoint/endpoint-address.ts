import { UsageError } from '../../core/result.js';

/** Where an endpoint is, and which of its models is meant. Holds no credentials. */
export interface EndpointAddress {
  /** Ends in "/v1" (or what stands for it), without a slash after it. */
  readonly base: string;
  /** Scheme, host and port alone. */
  readonly origin: string;
  /** Host with its port where one is given: "localhost:8000". */
  readonly host: string;
  /** As the endpoint calls it; null when the user named none. */
  readonly model: string | null;
}

/** True of texts that mean an endpoint: they begin with http:// or https://. */
export const isEndpoint = (text: string): boolean => /^https?:\/\//i.test(text);

/**
 * `URL#model`: "http://localhost:8000#Qwen/Qwen2.5-VL-3B-Instruct". The URL may name the server, its ".../v1", or
 * ".../v1/chat/completions".
 *
 * @throws UsageError for what is no such URL, or one with a name and password in it
 */
export function parseEndpointAddress(text: string): EndpointAddress {
  let url: URL;
  try {
    url = new URL(text);
  } catch (error) {
    throw new UsageError(`A model's address must look like http://localhost:8000#model-name.`, { cause: error });
  }
  if (url.username !== '' || url.password !== '' || url.search !== '') {
    throw new UsageError(
      `The address of ${url.host} must not hold a name, a password or "?…": put the key into the environment variable VANTAGE_API_KEY.`,
    );
  }
  const path = url.pathname.replace(/\/+$/, '').replace(/\/chat\/completions$/, '');
  const model = decodeURIComponent(url.hash.slice(1)).trim();
  return {
    base: `${url.origin}${path === '' ? '/v1' : path}`,
    origin: url.origin,
    host: url.host,
    model: model === '' ? null : model,
  };
}

/** The address as results record it. */
export const addressName = (address: EndpointAddress, model: string): string => `${address.base}#${model}`;
