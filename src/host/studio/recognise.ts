import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Recognised } from '../../contract/studio/files.js';
import { fileSize, readWholeFile } from '../../dataset/whole-file.js';

/** No recipe and no scene is larger. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Files that tell what a folder is, the surest first. */
const WITNESSES: readonly (readonly [string, Recognised['kind']])[] = [
  ['dataset.json', 'dataset'],
  ['run.json', 'rollouts'],
  ['config.json', 'model'],
];

const SCHEMAS: readonly (readonly [string, Recognised['kind']])[] = [
  ['vantage/recipe@', 'recipe'],
  ['vantage/scene@', 'scene'],
];

/** Looks what a file or folder is by its own words. @param folder that relative paths start from */
export async function recognise(folder: string, given: string): Promise<Recognised> {
  const path = resolve(folder, given);
  const unknown = (sentence: string): Recognised => ({ kind: 'unknown', path, sentence });
  const found = await stat(path).catch(() => null);
  if (!found) return unknown(`There is nothing at "${path}".`);
  if (found.isDirectory()) {
    for (const [name, kind] of WITNESSES)
      if ((await fileSize(join(path, name))) !== null) return { kind, path, sentence: null };
    return unknown(`"${path}" is no dataset (it has no dataset.json), no rollouts and no model folder.`);
  }
  const schema = found.size <= MOST_BYTES ? await schemaOf(path) : null;
  const known = SCHEMAS.find(([prefix]) => schema?.startsWith(prefix));
  if (known) return { kind: known[1], path, sentence: null };
  return unknown(`"${path}" is neither a recipe nor a scene: those are JSON files that name their "schema".`);
}

async function schemaOf(path: string): Promise<string | null> {
  try {
    const json: unknown = JSON.parse((await readWholeFile(path, MOST_BYTES)).toString('utf8'));
    return json !== null && typeof json === 'object' && 'schema' in json && typeof json.schema === 'string'
      ? json.schema
      : null;
  } catch {
    return null; // whatever cannot be read as JSON names no schema
  }
}
