import { DTYPE_ORDER, type Dtype } from './dtypes.js';
import { fingerprintModel } from './fingerprint.js';
import { LoadedModel } from './loaded-model.js';
import type { OpenedModel, OpenRequest } from './messages.js';
import { essence, ModelFault } from './model-fault.js';
import { filesFor, GRAPHS, inspectModelFolder, type ModelFolder } from './model-folder.js';
import {
  describeProvider,
  probeProvider,
  PROVIDERS,
  PROVIDER_TITLES,
  type ProviderName,
  type ProviderReport,
} from './providers.js';
import { ModelSessions } from './sessions.js';
import { loadTextAndImages, type TextAndImages } from './transformers.js';

/** Questions at once. */
const BATCH = 8;

/**
 * Opens a folder in this process, on the first provider that is there and computes this very model.
 * @param onTry told before a provider is touched
 * @throws ModelFault with one sentence
 */
export async function openInProcess(
  request: OpenRequest,
  onTry: (provider: ProviderName) => void,
): Promise<{ readonly loaded: LoadedModel; readonly opened: OpenedModel }> {
  const inspected = inspectModelFolder(request.folder);
  if (!inspected.ok) throw new ModelFault(inspected.fault.reason, inspected.fault.detail);
  const folder = inspected.value;
  const tools = await loadTextAndImages(folder.path, folder.name);
  const passed: ProviderReport[] = [];
  let lastFault: ModelFault | null = null;
  for (const provider of request.provider ? [request.provider] : PROVIDERS) {
    const report = request.excluded.find((one) => one.provider === provider) ?? (await probe(provider, onTry));
    // A GPU in software is right but slow: only for who asks for it.
    if (!report.works || (report.software && request.provider === null)) {
      passed.push(report);
      continue;
    }
    for (const dtype of dtypesFor(folder, request.dtype, provider)) {
      try {
        return await openOn(folder, tools, report, dtype, request, passed);
      } catch (error) {
        // Another dtype would run, and hide that a file is to be copied again.
        if (error instanceof ModelFault && error.isDamage) throw error;
        lastFault =
          error instanceof ModelFault
            ? error
            : new ModelFault(
                'unusable',
                `${folder.name} cannot be run on ${PROVIDER_TITLES[provider]} as ${dtype} (${essence(error)}): choose another dtype or provider.`,
                { cause: error },
              );
        passed.push({ ...report, reason: `could not run it as ${dtype} (${essence(lastFault.cause ?? lastFault)})` });
      }
    }
  }
  throw lastFault ?? noProvider(passed);
}

async function openOn(
  folder: ModelFolder,
  tools: TextAndImages,
  report: ProviderReport,
  dtype: Dtype,
  request: OpenRequest,
  passed: readonly ProviderReport[],
): Promise<{ readonly loaded: LoadedModel; readonly opened: OpenedModel }> {
  const files = filesFor(folder, dtype);
  if (!files) throw new ModelFault('unusable', missingDtype(folder, dtype));
  const batchSize = request.batchSize ?? BATCH;
  const sessions = await ModelSessions.open(folder.path, folder.name, files, report.provider);
  try {
    const loaded = await LoadedModel.create(folder, tools, sessions, batchSize);
    const fingerprint = await fingerprintModel(
      folder.path,
      GRAPHS.map((graph) => files[graph]),
    );
    const description = {
      name: folder.name,
      family: folder.adapter.family,
      provider: describeProvider(report, passed),
      dtype,
      fingerprint,
    };
    return { loaded, opened: { description, batchSize } };
  } catch (error) {
    await sessions.release();
    throw error;
  }
}

function dtypesFor(folder: ModelFolder, asked: Dtype | null, provider: ProviderName): readonly Dtype[] {
  if (asked) return [asked];
  return DTYPE_ORDER[provider === 'cpu' ? 'cpu' : 'gpu'].filter((dtype) =>
    folder.graphs.decoder_model_merged.has(dtype),
  );
}

function missingDtype(folder: ModelFolder, dtype: Dtype): string {
  const present = [...folder.graphs.decoder_model_merged.keys()].join(', ');
  return `${folder.name} has no files of dtype ${dtype}, only ${present}: choose one of these.`;
}

async function probe(provider: ProviderName, onTry: (provider: ProviderName) => void): Promise<ProviderReport> {
  onTry(provider);
  return probeProvider(provider);
}

function noProvider(passed: readonly ProviderReport[]): ModelFault {
  const reasons = passed.map(({ provider, reason }) => `${PROVIDER_TITLES[provider]}: ${reason}`).join('; ');
  return new ModelFault(
    'unusable',
    `No execution provider works here: ${reasons}. Leave the provider to Vantage or choose cpu.`,
  );
}
