import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agreementOf, sampleAudit } from '../../core/questions/audit/audit.js';
import { appendVerdict, auditPath, readAudit, readAuditItems, readAudits } from '../audit/audit-files.js';
import { auditPage } from '../audit/audit-page.js';
import { Dataset } from '../dataset.js';
import { writeSyntheticDataset } from '../testing/synthetic-dataset.js';
import { writeBalance } from './write-balance.js';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'vantage-balance-'));
  await writeSyntheticDataset(dir, { size: [160, 120] });
});
afterAll(() => rm(dir, { recursive: true }));

describe('balance', () => {
  it('writes a page and its figures beside the data, from nothing outside', async () => {
    const steps = writeBalance(dir, undefined);
    let step = await steps.next();
    while (!step.done) step = await steps.next();
    const { path, report } = step.value;
    const dataset = await Dataset.open(dir);
    expect(report.questions).toBe(dataset.record.questions['main'].count);
    expect(report.topics.reduce((sum, { n }) => sum + n, 0)).toBe(report.questions);
    const page = await readFile(path, 'utf8');
    expect(page).toContain('<svg');
    expect(page).not.toMatch(/https?:|<script|NaN|undefined/);
    expect((await readdir(join(dir, 'balance'))).sort()).toEqual(['main.html', 'main.json']);
    expect(JSON.parse(await readFile(join(dir, 'balance/main.json'), 'utf8')).questions).toBe(report.questions);
  });
});

describe('audit files', () => {
  it('go on where somebody stopped, and are read together', async () => {
    const dataset = await Dataset.open(dir);
    const items = sampleAudit(await readAuditItems(dataset, 'main'), 5);
    expect(items).toHaveLength(5);
    const path = auditPath(dir, 'ada');
    for (const { question, expected } of items.slice(0, 3))
      await appendVerdict(dir, path, { schema: 'vantage/audit@1', set: 'main', question, verdict: expected });
    expect(await readAudit(path)).toHaveLength(3);
    expect(agreementOf(items, await readAudits(dir, 'main')).all).toMatchObject({ n: 3, agree: 3 });
  });

  it('names the line that is none, and refuses a name that leads elsewhere', async () => {
    const path = auditPath(dir, 'bob');
    await writeFile(path, '{"schema":"vantage/audit@1","set":"main","question":"q","verdict":"maybe"}\n');
    await expect(readAudit(path)).rejects.toThrow('bob.jsonl, line 1');
    await rm(path);
    expect(() => auditPath(dir, '../x')).toThrow('--who must be');
  });

  it('are shown on a page that does not hold the expected answers, nor markup of the questions', async () => {
    const items = sampleAudit(await readAuditItems(await Dataset.open(dir), 'main'), 3);
    const hostile = { ...items[0], text: '</script><b>' };
    const page = auditPage('set', 'main', [{ item: hostile, pictures: ['data:image/png;base64,AA=='] }]);
    expect(page).not.toContain('</script><b>');
    expect(page).not.toContain('expected');
  });
});
