import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { configFolder } from '../probe-store.js';
import { encryptedKeyFile, type KeyCipher } from './encrypted-key-file.js';
import type { KeyStore } from './key-store.js';
import { macKeychainStore } from './mac-keychain-store.js';
import { secretToolStore } from './secret-tool-store.js';
import { windowsCipher } from './windows-cipher.js';

/** The stores that this machine has, in the order in which they are asked; keys are kept in the first. */
export interface SystemKeyStores {
  readonly stores: readonly KeyStore[];
  /** One sentence where there is none. */
  readonly missing: string | null;
}

/**
 * Linux: the desktop's keyring; macOS: the login keychain; Windows: a file that Windows encrypts. Last, in the app, a
 * file that Electron encrypts.
 *
 * @param appCipher Electron's safeStorage, where there is one
 */
export async function systemKeyStores(
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  appCipher: KeyCipher | null = null,
): Promise<SystemKeyStores> {
  const folder = configFolder(environment, platform);
  const own: KeyStore[] =
    platform === 'win32'
      ? [encryptedKeyFile(join(folder, 'keys.json'), windowsCipher(environment))]
      : platform === 'darwin'
        ? [macKeychainStore(environment)]
        : (await isOnPath('secret-tool', environment))
          ? [secretToolStore(environment)]
          : [];
  const stores = appCipher ? [...own, encryptedKeyFile(join(folder, 'app-keys.json'), appCipher)] : own;
  return {
    stores,
    missing:
      stores.length > 0
        ? null
        : 'No keyring can be reached: install "secret-tool" (package libsecret-tools), or give the key in the environment variable VANTAGE_API_KEY.',
  };
}

async function isOnPath(tool: string, environment: NodeJS.ProcessEnv): Promise<boolean> {
  for (const folder of (environment['PATH'] ?? '').split(delimiter)) {
    if (folder === '') continue;
    try {
      await access(join(folder, tool), constants.X_OK);
      return true;
    } catch {
      continue; // not here
    }
  }
  return false;
}
