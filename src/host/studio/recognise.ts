import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Recognised } from '../../contract/studio/files.js';
import { UsageError } from '../../core/result.js';
import { listRuns } from '../../dataset/rollouts/rollout-folder.js';
import { fileSize, readWholeFile } from '../../dataset/whole-file.js';

/** No recipe, no scene and no dataset.json is larger. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Files that tell what a folder is, each with a text that its content has; the surest first. */
const WITNESSES: readonly (readonly [string, (json: object) => boolean, Recognised['kind']])[] = [
  ['dataset.json', (json) => 'schema' in json && String(json.schema).startsWith('vantage/dataset@'), 'dataset'],
  ['config.json', (json) => 'model_type' in json && typeof json.model_type === 'string', 'model'],
];

const SCHEMAS: readonly (readonly [string, Recognised['kind']])[] = [
  ['vantage/recipe@', 'recipe'],
  ['vantage/saved-scene@', 'scene'],
  ['vantage/suite@', 'suite'],
  ['vantage/profile@', 'profile'],
];

/**
 * Looks what a file or folder is by its own words.
 *
 * @param path absolute
 * @param strictly whether a folder's file must be what its name promises: else one that is damaged counts too, as
 *   whoever opens it says what is wrong with it
 */
export async function recognise(path: string, strictly = false): Promise<Recognised> {
  const unknown = (sentence: string): Recognised => ({ kind: 'unknown', path, sentence });
  const found = await stat(path).catch(() => null);
  if (!found) return unknown(`There is nothing at "${path}".`);
  if (found.isDirectory()) {
    for (const [name, isSo, kind] of WITNESSES) {
      const witness = join(path, name);
      if ((await fileSize(witness)) === null) continue;
      const json = strictly ? await objectIn(witness) : null;
      if (!strictly || (json !== null && isSo(json))) return { kind, path, sentence: null };
    }
    // One run lies in "rollouts" of the folder that is opened.
    const around = dirname(dirname(path));
    for (const folder of [path, basename(dirname(path)) === 'rollouts' ? around : null])
      if (folder !== null && (await listRuns(folder)).length > 0)
        return { kind: 'rollouts', path: folder, sentence: null };
    return unknown(`"${path}" is no dataset (it has no dataset.json), no rollouts and no model folder.`);
  }
  const json = found.size <= MOST_BYTES ? await objectIn(path) : null;
  const schema = json !== null && 'schema' in json ? String(json.schema) : '';
  const known = SCHEMAS.find(([prefix]) => schema.startsWith(prefix));
  if (known) return { kind: known[1], path, sentence: null };
  return unknown(`"${path}" is no recipe, suite or saved scene: those are JSON files that name their "schema".`);
}

/** Saving replaces a file of the same kind only. @throws UsageError naming the other file that is there */
export async function expectReplaceable(path: string, kind: Recognised['kind']): Promise<void> {
  if ((await stat(path).catch(() => null)) === null || (await recognise(path)).kind === kind) return;
  throw new UsageError(`"${path}" is something else than a ${kind}: choose another name.`);
}

/** Null for whatever cannot be read as a JSON object. */
async function objectIn(path: string): Promise<object | null> {
  try {
    const json: unknown = JSON.parse((await readWholeFile(path, MOST_BYTES)).toString('utf8'));
    return typeof json === 'object' ? json : null;
  } catch {
    return null;
  }
}
