import { safeStorage, type UtilityProcess } from 'electron';
import { sealRequestSchema, type SealAnswer } from '../contract/safe-storage.js';

/** Answers the backend's wishes for encryption by the operating system; nothing is kept here. */
export function answerSealing(backend: UtilityProcess): void {
  backend.on('message', (message: unknown) => {
    const parsed = sealRequestSchema.safeParse(message);
    if (!parsed.success) return;
    const { id, verb, text } = parsed.data;
    const answer = (result: Pick<SealAnswer, 'text' | 'problem'>) =>
      backend.postMessage({ about: 'safe-storage', id, ...result } satisfies SealAnswer);
    try {
      if (!protects()) throw new Error('this system offers no encryption to Electron');
      const done =
        verb === 'seal'
          ? safeStorage.encryptString(text).toString('base64')
          : safeStorage.decryptString(Buffer.from(text, 'base64'));
      answer({ text: done, problem: '' });
    } catch (error) {
      answer({ text: null, problem: (error as Error).message });
    }
  });
}

/** Without a keyring, Electron on Linux encrypts with a password that everybody knows. */
function protects(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}
