import { join } from 'node:path';
import {
  evaluationName,
  evaluationRecordSchema,
  type EvaluationPlan,
  type EvaluationRecord,
} from '../../core/evaluation/evaluation-record.js';
import { UsageError } from '../../core/result.js';
import { parseRecord } from '../parse-record.js';
import { ensureFolder, fileSize, listFolder, readWholeFile, removeLeftovers, writeWholeFile } from '../whole-file.js';

// Where an evaluation's files lie: DIR/evaluations/<name>/.

export const EVALUATIONS = 'evaluations';

export interface EvaluationPaths {
  readonly folder: string;
  readonly record: string;
  readonly replies: string;
  readonly scores: string;
  readonly table: string;
}

/** @throws UsageError for a name that could lead elsewhere */
export function evaluationPaths(dir: string, name: string): EvaluationPaths {
  const checked = evaluationName.safeParse(name);
  if (!checked.success)
    throw new UsageError(`An evaluation cannot be called "${name}": small letters, digits, ".", "_" and "-" name one.`);
  const folder = join(dir, EVALUATIONS, checked.data);
  return {
    folder,
    record: join(folder, 'evaluation.json'),
    replies: join(folder, 'replies.jsonl'),
    scores: join(folder, 'scores.json'),
    table: join(folder, 'scores.csv'),
  };
}

/** Names of the evaluations of a dataset, sorted. */
export async function listEvaluations(dir: string): Promise<string[]> {
  const names: string[] = [];
  for (const name of await listFolder(join(dir, EVALUATIONS))) {
    if ((await fileSize(join(dir, EVALUATIONS, name, 'evaluation.json'))) !== null) names.push(name);
  }
  return names;
}

/** The record of an evaluation; null when there is none of that name. */
export async function readEvaluation(dir: string, name: string): Promise<EvaluationRecord | null> {
  const { record } = evaluationPaths(dir, name);
  if ((await fileSize(record)) === null) return null;
  const text = (await readWholeFile(record)).toString('utf8');
  return parseRecord(evaluationRecordSchema, text, record, 'evaluate again under another --out.');
}

/**
 * Begins an evaluation, or finds the one to go on with.
 *
 * @param resume whether one that is there may be continued
 * @throws UsageError when another evaluation has that name, or this one without `resume`
 */
export async function beginEvaluation(
  dir: string,
  record: EvaluationRecord,
  resume: boolean,
): Promise<EvaluationRecord> {
  const paths = evaluationPaths(dir, record.name);
  const found = await readEvaluation(dir, record.name);
  if (found === null) {
    await ensureFolder(paths.folder);
    await writeWholeFile(paths.record, serialize(record));
    return record;
  }
  const differs = difference(found, record);
  if (differs !== null)
    throw new UsageError(`"${paths.folder}" holds an evaluation of ${differs}: choose another --out.`);
  if (!resume) {
    throw new UsageError(
      `"${paths.folder}" holds this evaluation already: continue it with --resume, or choose another --out.`,
    );
  }
  await removeLeftovers([paths.folder]);
  return found;
}

/** What makes two evaluations different runs, in words; null when one may continue the other. */
function difference(found: EvaluationRecord, wanted: EvaluationRecord): string | null {
  if (found.model.name !== wanted.model.name) return `the model "${found.model.name}"`;
  if (found.model.fingerprint !== wanted.model.fingerprint) return 'another version of the model';
  if (JSON.stringify(found.profile) !== JSON.stringify(wanted.profile)) return `the profile "${found.profile.id}"`;
  const key = Object.keys(found.plan).find(
    (name) =>
      JSON.stringify(found.plan[name as keyof EvaluationPlan]) !==
      JSON.stringify(wanted.plan[name as keyof EvaluationPlan]),
  );
  return key === undefined ? null : key === 'source' ? 'other questions' : `other options (${key})`;
}

const serialize = (record: EvaluationRecord): string =>
  `${JSON.stringify(evaluationRecordSchema.parse(record), null, 2)}\n`;
