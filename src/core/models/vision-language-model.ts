import type { Result } from '../result.js';

// What a vision-language model is to the rest of the house: the edge that local inference, endpoints and baselines
// implement. Types only. A reply is kept verbatim; what it means is decided by a profile and a parser, never here.

/** An image as a model is sent it: encoded bytes, as stored in a dataset. */
export interface ModelImage {
  readonly bytes: Uint8Array;
  readonly mime: 'image/png' | 'image/jpeg';
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

export interface ModelRequest {
  /** The question's id: names the request in progress and faults. */
  readonly id: string;
  /** In the order the prompt speaks of them; empty for a text-only ("blind") question. */
  readonly images: readonly ModelImage[];
  readonly system: string | null;
  readonly prompt: string;
  readonly maxTokens: number;
  /**
   * Answer words whose probability is asked for at the first token of the reply, e.g. ["Yes", "No"]; empty for none.
   * A model that cannot tell leaves `probabilities` null.
   */
  readonly score: readonly string[];
}

export interface ModelReply {
  /** As the model wrote it, whole. */
  readonly text: string;
  /** Probability of each word of `request.score` at the first token, in its order, summed over spellings ("Yes", " yes"); null when unknown. */
  readonly probabilities: readonly number[] | null;
  readonly promptTokens: number | null;
  readonly replyTokens: number | null;
  readonly finish: 'stop' | 'length' | 'cancelled';
}

/** Why there is no reply. The run goes on after all but `unusable`, which says that no further request can succeed. */
export type ModelFaultReason =
  | 'timeout'
  | 'unreachable'
  | 'refused'
  | 'bad-reply'
  | 'out-of-memory'
  | 'not-finite'
  | 'crashed'
  | 'cancelled'
  | 'unusable';

/** What answers, recorded with every result. */
export interface ModelDescription {
  /** As given by the user: a folder's name, a baseline's name, or `URL#model` without credentials. */
  readonly name: string;
  readonly family: string;
  /** The live execution provider and its device, the endpoint's software, or "baseline". */
  readonly provider: string;
  readonly dtype: string | null;
  /** sha256 over the model's files, or what the endpoint says of itself; null when unknown. */
  readonly fingerprint: string | null;
}

export interface AnswerOptions {
  readonly signal?: AbortSignal;
  /** Text as it is generated, by request id. */
  readonly onText?: (id: string, text: string) => void;
}

export interface VisionLanguageModel {
  readonly description: ModelDescription;
  /** How many requests `answer` does well to be given at once. */
  readonly batchSize: number;
  /** One result per request, in order. Requests of one call may be computed as one batch; the replies are the same as one by one. */
  answer(
    requests: readonly ModelRequest[],
    options?: AnswerOptions,
  ): Promise<readonly Result<ModelReply, ModelFaultReason>[]>;
  dispose(): Promise<void>;
}
