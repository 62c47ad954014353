import { InferenceSession, listSupportedBackends, Tensor } from 'onnxruntime-node';
import { deviceName } from './device-name.js';
import { essence } from './model-fault.js';

/** Execution providers in the order in which they are tried. CPU is the stated fallback. */
export const PROVIDERS = ['cuda', 'dml', 'coreml', 'webgpu', 'cpu'] as const;
export type ProviderName = (typeof PROVIDERS)[number];

export const PROVIDER_TITLES: Readonly<Record<ProviderName, string>> = {
  cuda: 'CUDA',
  dml: 'DirectML',
  coreml: 'CoreML',
  webgpu: 'WebGPU',
  cpu: 'CPU',
};

/** What came of trying a provider on this machine. */
export interface ProviderReport {
  readonly provider: ProviderName;
  readonly works: boolean;
  /** The device by name, where it can be had. */
  readonly device: string | null;
  /** A device that is a program: right, but slower than the processor's own provider. */
  readonly software: boolean;
  /** Why it does not work, or why it is not chosen by itself. */
  readonly reason: string | null;
}

/**
 * c = a + b on four floats, opset 17: the smallest graph that shows whether a provider computes. Base64 of the ONNX
 * file; a test writes it again.
 */
export const PROBE_GRAPH =
  'CAgSEHZhbnRhZ2UtdGlueS12bG06UQoVCgFhCgFiEgFjGgVBZGRfMCIDQWRkEgVwcm9iZVoPCgFhEgoKCAgBEgQKAggEWg8KAWISCgoICAESBAoCCARiDwoBYxIKCggIARIECgIIBEIECgAQEUIRCg1jb20ubWljcm9zb2Z0EAE=';

/** Which providers this build of ONNX Runtime could have at all on this platform; the rest have a reason. */
function lacksBuild(provider: ProviderName): string | null {
  if (listSupportedBackends().some(({ name }) => name === provider)) return null;
  const homes: Partial<Record<ProviderName, string>> = {
    cuda: 'is for Linux on x64 with NVIDIA GPUs',
    dml: 'is for Windows',
    coreml: 'is for macOS',
  };
  return homes[provider] ?? 'is not in this build of ONNX Runtime';
}

/** Tries one provider by computing with it. Run in a process of its own: a driver may end it. */
export async function probeProvider(provider: ProviderName): Promise<ProviderReport> {
  const absent = (reason: string): ProviderReport => ({
    provider,
    works: false,
    device: null,
    software: false,
    reason,
  });
  const missing = lacksBuild(provider);
  if (missing) return absent(missing);
  try {
    const session = await InferenceSession.create(Buffer.from(PROBE_GRAPH, 'base64'), sessionOptions(provider));
    try {
      const { c } = await session.run({
        a: new Tensor('float32', Float32Array.of(1, 2, 3, 4), [4]),
        b: new Tensor('float32', Float32Array.of(10, 20, 30, 40), [4]),
      });
      const sum = Array.from(c?.data as Float32Array);
      if (sum.join() !== '11,22,33,44') return absent(`added wrongly: ${sum.join(', ')}`);
    } finally {
      await session.release();
    }
  } catch (error) {
    return absent(explain(provider, essence(error)));
  }
  const { name, software } = deviceName(provider);
  const reason = software ? `has only ${name} to run on, which is slower than the processor itself` : null;
  return { provider, works: true, device: name, software, reason };
}

/** Options common to all of a model's sessions. */
export function sessionOptions(provider: ProviderName): InferenceSession.SessionOptions {
  return {
    executionProviders: [provider],
    // What goes wrong arrives as an error; the log would only repeat it on the terminal.
    logSeverityLevel: 4,
  };
}

function explain(provider: ProviderName, reason: string): string {
  if (provider === 'cuda' && /shared library|libonnxruntime_providers/i.test(reason))
    return 'its files are not installed (docs/models.md says how)';
  if (provider === 'webgpu' && /adapter/i.test(reason))
    return 'found no GPU with a Vulkan, Metal or Direct3D 12 driver';
  return reason;
}

/** "WebGPU (NVIDIA H100); not CUDA: its files are not installed": for `ModelDescription.provider`. */
export function describeProvider(live: ProviderReport, others: readonly ProviderReport[]): string {
  const device = live.device ? ` (${live.device})` : '';
  const passed = others
    .filter(({ reason }) => reason !== null)
    .map(({ provider, reason }) => `not ${PROVIDER_TITLES[provider]}: ${reason}`);
  return [`${PROVIDER_TITLES[live.provider]}${device}`, ...passed].join('; ');
}
