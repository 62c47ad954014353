import type { ModelFaultReason } from '../../core/models/vision-language-model.js';
import type { Fault } from '../../core/result.js';

/** A named fault on its way through code that computes; becomes a value where it leaves. */
export class ModelFault extends Error {
  override name = 'ModelFault';
  readonly reason: ModelFaultReason;
  /** A file is damaged: nothing that runs in its place would be what the folder is said to hold. */
  readonly isDamage: boolean;

  constructor(reason: ModelFaultReason, detail: string, options: ErrorOptions & { readonly isDamage?: boolean } = {}) {
    super(detail, options);
    this.reason = reason;
    this.isDamage = options.isDamage ?? false;
  }
}

const OUT_OF_MEMORY =
  /out of memory|out_of_memory|failed to allocate|bad_alloc|bad allocation|allocation failed|OOM|not enough memory|exceeds the max(imum)? (buffer|storage)|createBuffer/i;

/** What an error thrown while a graph ran means. */
export function faultOf(error: unknown, what: string): Fault<ModelFaultReason> {
  if (error instanceof ModelFault) return { reason: error.reason, detail: error.message };
  const message = essence(error);
  if (OUT_OF_MEMORY.test(message)) {
    return {
      reason: 'out-of-memory',
      detail: `Out of memory in ${what}: choose a smaller dtype (q4 or q8), a smaller batch, smaller images, or a device with more memory (${message}).`,
    };
  }
  return { reason: 'bad-reply', detail: `The model could not be run in ${what}: ${message}.` };
}

/** The one part of a library's error that says something. */
export function essence(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const line = text
    .split('\n')
    .map((part) => part.trim())
    .find((part) => part !== '');
  return (line ?? 'no reason given')
    .replace(/^.*?Status Message: /, '')
    .replace(/\S*\/onnxruntime_src\/\S+:\d+ .*?(?:was false\. |\)\s(?=[A-Z]))/, '')
    .replace(/^\S+\.cc:\d+ \w+ /, '')
    .replace(/^\[ONNXRuntimeError\] : \d+ : \w+ : /, '')
    .replace(/[.\s]+$/, '')
    .slice(0, 300);
}
