import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { auditItem, auditLineSchema, type AuditItem, type AuditLine } from '../../core/questions/audit/audit.js';
import { UsageError } from '../../core/result.js';
import type { Dataset } from '../dataset.js';
import { parseRecord } from '../parse-record.js';
import { ensureFolder, fileSize, listFolder } from '../whole-file.js';

/** Objections to questions, among the verdicts of people: nobody may be called this. */
export const DISPUTES_FILE = 'disputes.jsonl';

const WHO = /^[a-z0-9][a-z0-9_-]{0,31}$/;

export const auditFolder = (dir: string): string => join(dir, 'audits');

/** @throws UsageError for a name that could lead out of the folder */
export function auditPath(dir: string, who: string): string {
  if (!WHO.test(who)) throw new UsageError(`--who must be small letters, digits, "-" or "_", not "${who}".`);
  const name = `${who}.jsonl`;
  if (name === DISPUTES_FILE)
    throw new UsageError('--who "disputes" is where objections are kept: choose another name.');
  return join(auditFolder(dir), name);
}

/** Every question of a set, as a person would be shown it. */
export async function readAuditItems(dataset: Dataset, set: string): Promise<AuditItem[]> {
  const items: AuditItem[] = [];
  for (const shard of dataset.shardIds)
    for await (const record of dataset.questions(set, shard)) items.push(auditItem(record));
  return items;
}

/** One person's verdicts so far; none when there is no file yet. */
export async function readAudit(path: string): Promise<AuditLine[]> {
  if ((await fileSize(path)) === null) return [];
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  return lines.map((line, i) =>
    parseRecord(auditLineSchema, line, `${path}, line ${i + 1}`, 'correct the line or take it out.'),
  );
}

/** The verdicts of everybody on a set. */
export async function readAudits(dir: string, set: string): Promise<AuditLine[]> {
  const names = (await listFolder(auditFolder(dir))).filter(
    (name) => name.endsWith('.jsonl') && name !== DISPUTES_FILE,
  );
  const lines: AuditLine[] = [];
  for (const name of names.sort()) lines.push(...(await readAudit(join(auditFolder(dir), name))));
  return lines.filter((line) => line.set === set);
}

export async function appendVerdict(dir: string, path: string, line: AuditLine): Promise<void> {
  await ensureFolder(auditFolder(dir));
  await appendFile(path, `${JSON.stringify(line)}\n`);
}
