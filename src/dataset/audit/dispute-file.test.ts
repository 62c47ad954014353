import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DisputeLine } from '../../core/questions/audit/dispute.js';
import { auditFolder, auditPath, readAudits } from './audit-files.js';
import { appendDispute } from './dispute-file.js';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'vantage-dispute-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const LINE = {
  schema: 'vantage/dispute@1',
  dispute: 'wrong',
  note: 'no "mug"\nhere',
  recipe: 'r',
  seed: 7,
  index: 0,
  edited: false,
} as DisputeLine;

it('is a line behind the others, and no verdict of a person', async () => {
  expect((await appendDispute(dir, LINE)).count).toBe(1);
  const { path, count } = await appendDispute(dir, { ...LINE, dispute: 'unclear' });
  expect(count).toBe(2);
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as DisputeLine).dispute)).toEqual(['wrong', 'unclear']);
  expect(await readAudits(dir, 'main')).toEqual([]);
  expect(() => auditPath(dir, 'disputes')).toThrow('choose another name');
});

it('says which file cannot be written', async () => {
  await writeFile(auditFolder(dir), 'a file in the way');
  await expect(appendDispute(dir, LINE)).rejects.toThrow(/audits/);
});
