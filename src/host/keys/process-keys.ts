import { environmentKeys, type ApiKeys } from '../../inference/endpoint/api-keys.js';
import type { KeyCipher } from './encrypted-key-file.js';
import { keysFrom } from './key-store.js';
import { systemKeyStores, type SystemKeyStores } from './system-key-stores.js';

/** Set once, by the entry of a process that has Electron's safeStorage behind it. */
let appCipher: KeyCipher | null = null;

export function useAppCipher(cipher: KeyCipher): void {
  appCipher = cipher;
}

/** Where this process keeps keys: the stores of this machine, last the app's own where it runs in one. */
export const processKeyStores = (): Promise<SystemKeyStores> =>
  systemKeyStores(process.env, process.platform, appCipher);

/** This process's keys: its environment, then the stores of this machine. */
export async function processKeys(): Promise<ApiKeys> {
  const { stores } = await processKeyStores();
  return keysFrom(environmentKeys(process.env), stores);
}
