import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * A folder that comes with the program (`scenes`, `assets`), wherever this code was bundled to: the nearest above it
 * that holds `witness`.
 *
 * @throws Error when the installation lacks it
 */
export function ownFolder(name: string, witness: string): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const found = join(folder, name);
    if (existsSync(join(found, witness))) return found;
    if (dirname(folder) === folder) throw new Error(`This installation has no "${name}" folder: install it again.`);
  }
}
