import type { ModelFaultReason, VisionLanguageModel } from '../../core/models/vision-language-model.js';
import type { Result } from '../../core/result.js';
import type { Dtype } from './dtypes.js';
import { LocalModel } from './local-model.js';
import { inspectModelFolder } from './model-folder.js';
import type { ProviderName } from './providers.js';
import { modelProcess, type StartModelProcess } from './start-model-process.js';

export interface LocalModelOptions {
  /** Default: CUDA, DirectML, CoreML, WebGPU, CPU in this order, the first that computes the model. */
  readonly provider?: ProviderName;
  /** Default: the best that the folder has for the device. */
  readonly dtype?: Dtype;
  /** Questions computed together (default 8). */
  readonly batchSize?: number;
  /** Milliseconds for one question (default ten minutes). */
  readonly timeout?: number;
  /** How the model's process is started; the default is this process's own way. */
  readonly start?: StartModelProcess;
}

const TEN_MINUTES = 600_000;

/**
 * Opens a folder in Hugging Face's ONNX layout. The model runs in a process of its own; whoever opens it disposes it.
 *
 * @returns the model, or one sentence: what is wrong with the folder, and for PyTorch weights and LoRA adapters the
 * command that serves them
 */
export async function openLocalModel(
  folder: string,
  options: LocalModelOptions = {},
): Promise<Result<VisionLanguageModel, ModelFaultReason>> {
  // Said at once, before a process is started for it.
  const inspected = inspectModelFolder(folder);
  if (!inspected.ok) return inspected;
  return LocalModel.open({
    start: options.start ?? modelProcess(),
    request: {
      folder: inspected.value.path,
      provider: options.provider ?? null,
      dtype: options.dtype ?? null,
      batchSize: options.batchSize ?? null,
      excluded: [],
    },
    timeout: options.timeout ?? TEN_MINUTES,
  });
}
