import type { FromModelProcess } from './messages.js';
import type { ProviderName, ProviderReport } from './providers.js';
import { modelProcess, type StartModelProcess } from './start-model-process.js';

/**
 * Which execution providers compute on this machine, each tried with a small graph, in the order in which models try
 * them. In a process of its own: a driver that ends it is reported like any other that does not work.
 */
export async function listProviders(start: StartModelProcess = modelProcess()): Promise<readonly ProviderReport[]> {
  const excluded: ProviderReport[] = [];
  for (;;) {
    const outcome = await probeOnce(start, excluded);
    if ('reports' in outcome) return outcome.reports;
    if (outcome.trying === null) throw new Error(`The process that tries execution providers ${outcome.how}.`);
    const reason = `ended its process when tried (it ${outcome.how})`;
    excluded.push({ provider: outcome.trying, works: false, device: null, software: false, reason });
  }
}

type Outcome =
  { readonly reports: readonly ProviderReport[] } | { readonly trying: ProviderName | null; readonly how: string };

function probeOnce(start: StartModelProcess, excluded: readonly ProviderReport[]): Promise<Outcome> {
  return new Promise((resolve) => {
    let trying: ProviderName | null = null;
    let reports: readonly ProviderReport[] | null = null;
    const child = start({
      onMessage: (message: FromModelProcess) => {
        if (message.type === 'trying') trying = message.provider;
        if (message.type !== 'providers') return;
        ({ reports } = message);
        child.send({ type: 'close' });
      },
      onExit: (how) => resolve(reports ? { reports } : { trying, how }),
    });
    child.send({ type: 'probe', excluded });
  });
}
