import { baselineModel, BASELINES, isBaseline, type BaselineQuestion } from '../core/models/baselines/baseline.js';
import { BlindLearner } from '../core/models/baselines/blind.js';
import { createBaseline } from '../core/models/baselines/create-baseline.js';
import type { ModelProfile } from '../core/models/profile.js';
import type { VisionLanguageModel } from '../core/models/vision-language-model.js';
import { UsageError, UserError } from '../core/result.js';
import type { ApiKeys } from '../inference/endpoint/api-keys.js';
import { isEndpoint } from '../inference/endpoint/endpoint-address.js';
import { openEndpoint } from '../inference/endpoint/open-endpoint.js';
import { DTYPES, type Dtype } from '../inference/local/dtypes.js';
import { openLocalModel } from '../inference/local/open-local-model.js';
import { PROVIDERS, type ProviderName } from '../inference/local/providers.js';
import { folderExists } from '../dataset/whole-file.js';
import { processKeys } from './keys/process-keys.js';

export { DTYPES, PROVIDERS };

/** What a baseline needs to know beyond a request. */
export interface BaselineKnowledge {
  readonly profile: ModelProfile;
  readonly lookUp: (requestId: string) => BaselineQuestion;
  readonly learner: BlindLearner;
  /** Of the random baseline. */
  readonly seed: number;
}

export interface OpenModelOptions {
  /** Null where there is no question with a known answer: baselines are refused then. */
  readonly baselines: BaselineKnowledge | null;
  /** Milliseconds for one question. */
  readonly timeout?: number | undefined;
  /** Requests an endpoint is sent at once. */
  readonly concurrency?: number | undefined;
  /** Of a folder: what runs it; default the first that does. */
  readonly provider?: ProviderName | undefined;
  readonly dtype?: Dtype | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Default: from the environment, else from the system's keyring. */
  readonly keys?: ApiKeys | undefined;
}

/** True of the ways to name a model that need no opening to be understood. */
export type ModelKind = 'baseline' | 'endpoint' | 'folder';

export async function modelKind(name: string): Promise<ModelKind> {
  if (isBaseline(name)) return 'baseline';
  if (isEndpoint(name)) return 'endpoint';
  if (await folderExists(name)) return 'folder';
  throw new UsageError(
    `"${name}" is no model: name a folder that exists, a baseline (${BASELINES.join(', ')}), or an endpoint such as http://localhost:8000#model-name.`,
  );
}

/**
 * Opens what `--model` names: a baseline, an OpenAI-compatible endpoint (`URL#model`), or a folder with a model in it.
 * Whoever opens it disposes of it.
 *
 * @throws UsageError or UserError with one sentence when it cannot be used
 */
export async function openModel(name: string, options: OpenModelOptions): Promise<VisionLanguageModel> {
  const kind = await modelKind(name);
  const { baselines } = options;
  if (kind === 'endpoint') {
    return openEndpoint(name, {
      keys: options.keys ?? (await processKeys()),
      ...(options.timeout !== undefined && { timeout: options.timeout }),
      ...(options.concurrency !== undefined && { concurrency: options.concurrency }),
      ...(options.signal && { signal: options.signal }),
    });
  }
  if (isBaseline(name)) {
    if (baselines === null)
      throw new UsageError(`The baseline "${name}" answers questions of known answer alone: name a model that looks.`);
    const { profile, lookUp, learner, seed } = baselines;
    return baselineModel(name, createBaseline(name, seed, learner), profile, lookUp);
  }
  const opened = await openLocalModel(name, {
    ...(options.timeout !== undefined && { timeout: options.timeout }),
    ...(options.provider !== undefined && { provider: options.provider }),
    ...(options.dtype !== undefined && { dtype: options.dtype }),
  });
  if (opened.ok) return opened.value;
  throw opened.fault.reason === 'unusable' ? new UsageError(opened.fault.detail) : new UserError(opened.fault.detail);
}
