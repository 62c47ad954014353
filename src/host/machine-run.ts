import { cpus, totalmem } from 'node:os';
import type { RunEvent } from '../contract/run-events.js';
import { listProviders } from '../inference/local/list-providers.js';
import { PROVIDER_TITLES, type ProviderReport } from '../inference/local/providers.js';
import { findBrowser } from './find-browser.js';
import { systemKeyStores } from './keys/system-key-stores.js';
import { GENERATOR } from './version.js';

export type { ProviderReport };

/** What this machine has for drawing and for running models; each provider is tried by computing with it. */
export async function* machineRun(): AsyncGenerator<RunEvent> {
  const providers = await listProviders();
  const { stores, missing } = await systemKeyStores(process.env, process.platform);
  yield {
    type: 'done',
    summary: {
      vantage: GENERATOR.version,
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
      processor: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`,
      memoryBytes: totalmem(),
      browser: findBrowser(),
      keys: stores[0]?.title ?? missing,
      providers,
      models: describeProviders(providers),
    },
  };
}

/** One sentence: what models in a folder run on, and what the others lack. */
export function describeProviders(reports: readonly ProviderReport[]): string {
  const live = reports.find(({ works, software }) => works && !software);
  if (!live)
    return 'No execution provider computes here: run "npm ci" again, or serve models by vLLM and give their URL.';
  const named = (report: ProviderReport) =>
    PROVIDER_TITLES[report.provider] + (report.device === null ? '' : ` (${report.device})`);
  if (live.provider !== 'cpu') return `Models in a folder run on ${named(live)}.`;
  const lacking = reports
    .filter(({ provider }) => provider !== 'cpu')
    .map(({ provider, reason }) => `${PROVIDER_TITLES[provider]}: ${reason ?? 'does not compute'}`)
    .join('; ');
  return `Models in a folder run on the CPU. ${lacking}.`;
}
