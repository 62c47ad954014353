import { sealAnswerSchema, type SealRequest } from '../../contract/safe-storage.js';
import type { KeyCipher } from './encrypted-key-file.js';

/** What the backend speaks to Electron's main process with. */
export interface SealingPort {
  post(request: SealRequest): void;
  listen(heard: (message: unknown) => void): void;
}

/** Electron's safeStorage, asked through the process that has it. */
export function appCipher(port: SealingPort): KeyCipher {
  const waiting = new Map<number, { resolve(text: string): void; reject(error: Error): void }>();
  let last = 0;
  port.listen((message) => {
    const parsed = sealAnswerSchema.safeParse(message);
    const asker = parsed.success ? waiting.get(parsed.data.id) : undefined;
    if (!parsed.success || !asker) return;
    waiting.delete(parsed.data.id);
    if (parsed.data.text === null) asker.reject(new Error(parsed.data.problem));
    else asker.resolve(parsed.data.text);
  });
  const ask = (verb: SealRequest['verb'], text: string) =>
    new Promise<string>((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve, reject });
      port.post({ about: 'safe-storage', id, verb, text });
    });
  return {
    title: "the app's encrypted store",
    encrypt: (text) => ask('seal', text),
    decrypt: (base64) => ask('open', base64),
  };
}
