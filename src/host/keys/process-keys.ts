import { environmentKeys, type ApiKeys } from '../../inference/endpoint/api-keys.js';
import type { KeyCipher } from './encrypted-key-file.js';
import { keysFrom } from './key-store.js';
import { systemKeyStores } from './system-key-stores.js';

/** Set once, by the entry of a process that has Electron's safeStorage behind it. */
let appCipher: KeyCipher | null = null;

export function useAppCipher(cipher: KeyCipher): void {
  appCipher = cipher;
}

/** This process's keys: its environment, then the stores of this machine. */
export async function processKeys(): Promise<ApiKeys> {
  const { stores } = await systemKeyStores(process.env, process.platform, appCipher);
  return keysFrom(environmentKeys(process.env), stores);
}
