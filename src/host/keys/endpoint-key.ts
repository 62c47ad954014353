import type { KeyState } from '../../contract/studio/models.js';
import { keyVariableOf } from '../../inference/endpoint/api-keys.js';
import { parseEndpointAddress } from '../../inference/endpoint/endpoint-address.js';
import { keyRun } from './key-run.js';
import type { SystemKeyStores } from './system-key-stores.js';

/** What is known of the key of an endpoint's host, for whoever shows it: never the key. @throws UsageError for no URL */
export async function keyState(
  url: string,
  { stores, missing }: SystemKeyStores,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<KeyState> {
  const { host } = parseEndpointAddress(url);
  const variable = [keyVariableOf(host), 'VANTAGE_API_KEY'].find((name) => environment[name]?.trim()) ?? null;
  let problem = missing;
  let asked = false;
  let kept = false;
  for (const store of stores) {
    try {
      kept ||= (await store.read(host)) !== null;
      asked = true;
    } catch (error) {
      // Shown: another store may have it.
      problem = (error as Error).message;
    }
  }
  return { host, kept: asked ? kept : null, variable, store: stores[0]?.title ?? null, problem };
}

/** Keeps or forgets a key, as `vantage models key` does. @returns its sentence, without the key */
export async function keepKey(
  action: 'set' | 'forget',
  url: string,
  key: string,
  stores?: SystemKeyStores,
): Promise<string> {
  let sentence = '';
  for await (const event of keyRun({ action, url, readKey: async () => key.trim(), ...(stores && { stores }) }))
    if (event.type === 'done') sentence = String(event.summary['sentence']);
  return sentence;
}
