import { join } from 'node:path';
import type { RunEvent } from '../contract/run-events.js';
import { agreementOf, sampleAudit, type AuditItem, type AuditLine } from '../core/questions/audit/audit.js';
import {
  appendVerdict,
  auditFolder,
  auditPath,
  readAudit,
  readAuditItems,
  readAudits,
} from '../dataset/audit/audit-files.js';
import { auditPage, type PicturedItem } from '../dataset/audit/audit-page.js';
import { Dataset } from '../dataset/dataset.js';
import { ensureFolder, writeWholeFile } from '../dataset/whole-file.js';

/** How many questions a person is asked. */
export const AUDIT_ITEMS = 200;

/** Asks a person in front of a terminal; null: they had enough. */
export type AskPerson = (item: AuditItem, image: string, place: string) => Promise<AuditLine['verdict'] | null>;

/** Puts the sampled questions that have no verdict of this person yet before them, one by one. */
export async function* auditRun(
  dir: string,
  name: string | undefined,
  who: string,
  count: number,
  askPerson: AskPerson,
): AsyncGenerator<RunEvent> {
  const dataset = await Dataset.open(dir);
  const set = dataset.questionSet(name);
  const path = auditPath(dir, who);
  const answered = new Set((await readAudit(path)).filter((line) => line.set === set).map(({ question }) => question));
  const items = sampleAudit(await readAuditItems(dataset, set), count);
  await ensureFolder(join(auditFolder(dir), 'images'));
  for (const [i, item] of items.entries()) {
    if (answered.has(item.question)) continue;
    const images = await Promise.all(item.views.map((view) => keepImage(dataset, dir, view)));
    const verdict = await askPerson(item, images.join(' '), `${i + 1} of ${items.length}`);
    if (verdict === null) break;
    await appendVerdict(dir, path, { schema: 'vantage/audit@1', set, question: item.question, verdict });
  }
  yield* agreementRun(dir, set);
}

async function keepImage(dataset: Dataset, dir: string, view: string): Promise<string> {
  const path = join(auditFolder(dir), 'images', `${view}.png`);
  await writeWholeFile(path, (await dataset.readImages(view)).rgb);
  return path;
}

/** Writes one page that holds the sampled questions with their pictures, to be answered in any browser. */
export async function* auditPageRun(dir: string, name: string | undefined, count: number): AsyncGenerator<RunEvent> {
  const dataset = await Dataset.open(dir);
  const set = dataset.questionSet(name);
  const items = sampleAudit(await readAuditItems(dataset, set), count);
  const pictured: PicturedItem[] = [];
  yield { type: 'phase', phase: 'report', total: items.length, unit: 'questions' };
  for (const [i, item] of items.entries()) {
    const images = await Promise.all(item.views.map((view) => dataset.readImages(view)));
    pictured.push({
      item,
      pictures: images.map(({ rgb }) => `data:image/png;base64,${Buffer.from(rgb).toString('base64')}`),
    });
    yield { type: 'progress', phase: 'report', done: i + 1, total: items.length };
  }
  await ensureFolder(auditFolder(dir));
  const path = join(auditFolder(dir), `${set}.html`);
  await writeWholeFile(path, Buffer.from(auditPage(dataset.record.name, set, pictured)));
  yield { type: 'done', summary: { path, questions: items.length } };
}

/** What everybody's verdicts come to. */
export async function* agreementRun(dir: string, name: string | undefined): AsyncGenerator<RunEvent> {
  const dataset = await Dataset.open(dir);
  const set = dataset.questionSet(name);
  const report = agreementOf(await readAuditItems(dataset, set), await readAudits(dir, set));
  yield { type: 'done', summary: { ...report, set } };
}
