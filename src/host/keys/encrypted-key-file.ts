import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { UserError } from '../../core/result.js';
import { asidePath } from '../../dataset/whole-file.js';
import type { KeyStore } from './key-store.js';

/** What only this user, or only this program of theirs, can undo. */
export interface KeyCipher {
  /** "the system's encryption" */
  readonly title: string;
  /** @returns base64 */
  encrypt(text: string): Promise<string>;
  /** @throws when it was encrypted by somebody else, or for another user */
  decrypt(base64: string): Promise<string>;
}

const fileSchema = z.strictObject({
  schema: z.literal('vantage/keys@1'),
  /** By host. */
  keys: z.record(z.string(), z.base64()),
});
type KeyFile = z.infer<typeof fileSchema>;

/** Keys in a file of the user's own folder, each encrypted; readable by its owner alone. */
export function encryptedKeyFile(path: string, cipher: KeyCipher): KeyStore {
  const damaged = `"${path}" cannot be read: delete it and set the keys again`;
  const load = async (): Promise<KeyFile> => {
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { schema: 'vantage/keys@1', keys: {} };
      throw new UserError(`"${path}" cannot be read (${(error as Error).message}).`, { cause: error });
    }
    const parsed = fileSchema.safeParse(jsonOf(text));
    if (!parsed.success) throw new UserError(`${damaged}.`);
    return parsed.data;
  };
  return {
    title: cipher.title,
    async read(host) {
      const sealed = (await load()).keys[host];
      if (sealed === undefined) return null;
      try {
        return await cipher.decrypt(sealed);
      } catch (error) {
        throw new UserError(`The key of ${host} was encrypted by another user or system: set it again.`, {
          cause: error,
        });
      }
    },
    async write(host, key) {
      const { keys } = await load();
      let sealed: string;
      try {
        sealed = await cipher.encrypt(key);
      } catch (error) {
        throw new UserError(`The key cannot be encrypted (${(error as Error).message}): give it in VANTAGE_API_KEY.`, {
          cause: error,
        });
      }
      await save(path, { schema: 'vantage/keys@1', keys: { ...keys, [host]: sealed } });
    },
    async forget(host) {
      const { keys } = await load();
      if (!(host in keys)) return false;
      const { [host]: _forgotten, ...rest } = keys;
      await save(path, { schema: 'vantage/keys@1', keys: rest });
      return true;
    },
  };
}

async function save(path: string, content: KeyFile): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const aside = asidePath(path);
  const file = await open(aside, 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(content, null, 2)}\n`);
    await file.sync();
    await file.close();
    await rename(aside, path);
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(aside, { force: true });
    throw new UserError(`"${path}" cannot be written (${(error as Error).message}).`, { cause: error });
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // no JSON is no such file
  }
}
