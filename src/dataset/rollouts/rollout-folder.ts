import { join } from 'node:path';
import { UsageError, UserError } from '../../core/result.js';
import { runName, runRecordSchema, type RunRecord } from '../../core/rollout/rollout-record.js';
import { parseRecord } from '../parse-record.js';
import { ensureFolder, fileSize, listFolder, readWholeFile, removeLeftovers, writeWholeFile } from '../whole-file.js';

// Where the files of a run lie: DIR/rollouts/<run>/.

export const ROLLOUTS = 'rollouts';

export interface RolloutPaths {
  readonly folder: string;
  readonly record: string;
  /** One folder for each episode that was finished. */
  readonly episodes: string;
  /** The records of all episodes, one a line, when the run is complete. */
  readonly lines: string;
  readonly scores: string;
  readonly page: string;
  /** Python that scores a 30 Hz record densely. */
  readonly reward: string;
}

/** @throws UsageError for a name that could lead elsewhere */
export function rolloutPaths(dir: string, name: string): RolloutPaths {
  const checked = runName.safeParse(name);
  if (!checked.success)
    throw new UsageError(`A run cannot be called "${name}": small letters, digits, ".", "_" and "-" name one.`);
  const folder = join(dir, ROLLOUTS, checked.data);
  return {
    folder,
    record: join(folder, 'run.json'),
    episodes: join(folder, 'episodes'),
    lines: join(folder, 'episodes.jsonl'),
    scores: join(folder, 'scores.json'),
    page: join(folder, 'report.html'),
    reward: join(folder, 'reward.py'),
  };
}

/** Name of an episode's folder: "000012". */
export function episodeName(episode: number): string {
  if (!(Number.isInteger(episode) && episode >= 0 && episode <= 999_999))
    throw new UserError(`There is no episode ${episode}: 0 to 999999.`);
  return String(episode).padStart(6, '0');
}

/** Names of the runs below a folder, sorted. */
export async function listRuns(dir: string): Promise<string[]> {
  const names: string[] = [];
  for (const name of await listFolder(join(dir, ROLLOUTS)))
    if ((await fileSize(join(dir, ROLLOUTS, name, 'run.json'))) !== null) names.push(name);
  return names;
}

/** The record of a run; null when there is none of that name. */
export async function readRun(dir: string, name: string): Promise<RunRecord | null> {
  const { record } = rolloutPaths(dir, name);
  if ((await fileSize(record)) === null) return null;
  const text = (await readWholeFile(record)).toString('utf8');
  return parseRecord(runRecordSchema, text, record, 'run the suite again under another --name.');
}

/** Numbers of the episodes that are finished, ascending. */
export async function finishedEpisodes(dir: string, name: string): Promise<number[]> {
  const names = await listFolder(rolloutPaths(dir, name).episodes);
  return names.filter((one) => /^\d{6}$/.test(one)).map(Number);
}

/**
 * Begins a run, or finds the one to go on with.
 *
 * @param resume whether one that is there may be continued
 * @throws UsageError when another run has that name, or this one without `resume`
 */
export async function beginRun(dir: string, record: RunRecord, resume: boolean): Promise<void> {
  const paths = rolloutPaths(dir, record.name);
  const found = await readRun(dir, record.name);
  if (found === null) {
    await ensureFolder(paths.episodes);
    await writeWholeFile(paths.record, `${JSON.stringify(runRecordSchema.parse(record), null, 2)}\n`);
    return;
  }
  const differs = difference(found, record);
  if (differs !== null) throw new UsageError(`"${paths.folder}" holds a run of ${differs}: choose another --name.`);
  if (!resume)
    throw new UsageError(
      `"${paths.folder}" holds this run already: continue it with --resume, or choose another --name.`,
    );
  await removeLeftovers([paths.folder, paths.episodes]);
}

/** What makes two runs different ones, in words; null when one may continue the other. */
function difference(found: RunRecord, wanted: RunRecord): string | null {
  const same = (pick: (record: RunRecord) => unknown) => JSON.stringify(pick(found)) === JSON.stringify(pick(wanted));
  if (!same(({ suite }) => suite)) return `another suite ("${found.suite.id}", or the same with other options)`;
  if (!same(({ recipeHash }) => recipeHash)) return 'another version of the recipe';
  if (!same(({ model }) => model.name)) return `the model "${found.model.name}"`;
  if (!same(({ model }) => model.fingerprint)) return 'another version of the model';
  if (!same(({ profile }) => profile)) return `the profile "${found.profile.id}"`;
  if (!same(({ generator }) => generator)) return `version ${found.generator.version} of Vantage`;
  if (!same(({ renderer }) => renderer)) return `the renderer "${found.renderer}"`;
  const key = (Object.keys(found.plan) as (keyof RunRecord['plan'])[]).find((name) => !same(({ plan }) => plan[name]));
  return key === undefined ? null : `other options (${key})`;
}
