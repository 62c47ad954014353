import type { RunEvent } from '../../contract/run-events.js';
import { UsageError, UserError } from '../../core/result.js';
import { keyVariableOf } from '../../inference/endpoint/api-keys.js';
import { parseEndpointAddress } from '../../inference/endpoint/endpoint-address.js';
import { processKeyStores } from './process-keys.js';
import type { SystemKeyStores } from './system-key-stores.js';

export interface KeyRunOptions {
  readonly action: 'set' | 'forget';
  readonly url: string;
  /** Asks the user for the key. */
  readonly readKey: (host: string) => Promise<string>;
  /** Default: those of this machine. */
  readonly stores?: SystemKeyStores;
}

/** What can stand in an HTTP header. */
const SENDABLE = /^[\x21-\x7E]+$/;

/**
 * Keeps the key of an endpoint's host in the system's keyring, or forgets it.
 * @throws UsageError, UserError with one sentence; neither holds the key
 */
export async function* keyRun(options: KeyRunOptions): AsyncGenerator<RunEvent> {
  const { host } = parseEndpointAddress(options.url);
  const { stores, missing } = options.stores ?? (await processKeyStores());
  const [store] = stores;
  if (!store) throw new UserError(missing ?? 'No keyring can be reached.');
  let sentence: string;
  if (options.action === 'set') {
    const key = await options.readKey(host);
    if (key === '') throw new UsageError('No key was given: type it, or pipe it in.');
    if (!SENDABLE.test(key)) throw new UsageError('A key has letters, digits and signs without spaces: copy it again.');
    await store.write(host, key);
    const variable = [keyVariableOf(host), 'VANTAGE_API_KEY'].find((name) => process.env[name]?.trim());
    sentence =
      `The key of ${host} is kept in ${store.title}.` +
      (variable === undefined ? '' : ` As long as ${variable} is set, that goes first.`);
  } else {
    const known = await Promise.all(stores.map((one) => one.forget(host)));
    sentence = known.includes(true) ? `The key of ${host} is forgotten.` : `There was no key of ${host}.`;
  }
  yield { type: 'done', summary: { host, store: store.title, sentence } };
}
