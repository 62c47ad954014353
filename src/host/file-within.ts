import { realpath } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';

/**
 * The real path of a file below a folder, for names that come from outside.
 *
 * @param folder real path
 * @param name percent-encoded, `/` between folders
 * @returns null when it is not there, or is not below the folder once links are followed
 */
export async function fileWithin(folder: string, name: string): Promise<string | null> {
  let decoded: string;
  try {
    decoded = decodeURIComponent(name);
  } catch {
    return null;
  }
  if (decoded.includes('\0')) return null;
  const path = resolve(join(folder, decoded));
  if (!path.startsWith(folder + sep)) return null;
  const real = await realpath(path).catch(() => null);
  return real?.startsWith(folder + sep) ? real : null;
}
