import { readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { listFolder } from '../../dataset/whole-file.js';
import { ownFolder } from '../own-folder.js';
import type { StudioBackend } from './backend.js';
import type { Roots } from './roots.js';

/** A JSON file that has a name and a title. */
export interface TitledFile {
  /** Below the working folder, or absolute. */
  readonly path: string;
  readonly id: string;
  readonly title: string;
}

/**
 * Recipes or suites: those that come with the program, then the working folder's own. A file that is none is left out:
 * reading it by its path says what is wrong with it.
 *
 * @param folder "scenes" or a folder below it
 */
export async function listTitled(
  { workingFolder, roots }: Pick<StudioBackend, 'workingFolder' | 'roots'>,
  folder: 'scenes' | 'scenes/suites',
): Promise<TitledFile[]> {
  const own = resolve(ownFolder('scenes', 'tabletop.json'), '..', folder);
  const folders = [...new Set([own, resolve(workingFolder, folder)])];
  return (await Promise.all(folders.map((one) => titledIn(one, workingFolder, roots)))).flat();
}

async function titledIn(folder: string, workingFolder: string, roots: Roots): Promise<TitledFile[]> {
  const names = (await listFolder(folder)).filter((name) => name.endsWith('.json')).sort();
  const entries = await Promise.all(
    names.map(async (name): Promise<TitledFile[]> => {
      const path = join(folder, name);
      if (!(await roots.holds(path))) return [];
      const json = parsed(await readFile(path, 'utf8'));
      if (json === null || !('id' in json) || typeof json.id !== 'string') return [];
      const title = 'title' in json && typeof json.title === 'string' ? json.title : json.id;
      const below = relative(workingFolder, path);
      return [{ path: below.startsWith('..') ? path : below, id: json.id, title }];
    }),
  );
  return entries.flat();
}

function parsed(text: string): object | null {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' ? json : null;
  } catch {
    return null;
  }
}
