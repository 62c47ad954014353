import { homedir } from 'node:os';
import { join } from 'node:path';
import { probeResultSchema, type ProbeResult } from '../core/models/probe/probe-result.js';
import { ensureFolder, fileSize, readWholeFile, sha256Of, writeWholeFile } from '../dataset/whole-file.js';

/** A probe is some ten kilobytes, and as much as the model rambled. */
const MAX_BYTES = 16 * 1024 * 1024;

/** Where what belongs to the user and to no dataset is kept. */
export function configFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'win32') return join(environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'vantage');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'vantage');
  return join(environment['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'vantage');
}

/** @param model as the user names it: no part of it need be fit for a file name */
export const probePath = (folder: string, model: string): string =>
  join(folder, 'probes', `${model.replace(/[^A-Za-z0-9.-]+/g, '-').slice(-60)}-${sha256Of(model).slice(0, 12)}.json`);

/** The last probe of a model; null when there is none that this version can read: probing again is cheap. */
export async function readProbe(folder: string, model: string): Promise<ProbeResult | null> {
  const path = probePath(folder, model);
  if ((await fileSize(path)) === null) return null;
  const parsed = probeResultSchema.safeParse(jsonOf((await readWholeFile(path, MAX_BYTES)).toString('utf8')));
  return parsed.success ? parsed.data : null;
}

/** @returns where it is */
export async function writeProbe(folder: string, result: ProbeResult): Promise<string> {
  await ensureFolder(join(folder, 'probes'));
  const path = probePath(folder, result.model);
  await writeWholeFile(path, `${JSON.stringify(result, null, 2)}\n`);
  return path;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // unreadable counts as not there
  }
}
