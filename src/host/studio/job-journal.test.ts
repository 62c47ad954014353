import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JobEntry } from '../../services/job-queue.js';
import { journalPath, readJournal, writeJournal } from './job-journal.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vantage-journal-'));
});
afterAll(() => rm(folder, { recursive: true }));

const entry: JobEntry = {
  id: 'a',
  spec: { kind: 'generate', recipe: 'scenes/tabletop.json', seed: 7, out: 'd', scenes: 200, size: [640, 480] },
  status: 'running',
  added: 1,
  started: 2,
  ended: null,
  failure: null,
  summary: { rejected: { 'no-room': 2 } },
};

it('gives back what was written, and leaves nothing beside it', async () => {
  expect(await readJournal(folder)).toEqual([]);
  await writeJournal(folder, [entry]);
  expect(await readJournal(folder)).toEqual([entry]);
  expect(await readdir(dirname(journalPath(folder)))).toEqual(['jobs.json']);
});

it('refuses a file that is none of ours with a sentence', async () => {
  const other = join(folder, 'other');
  await mkdir(dirname(journalPath(other)), { recursive: true });
  for (const text of ['{', '{"schema":"vantage/jobs@1","jobs":[{"id":"a","spec":{"kind":"rm","dir":"/"}}]}']) {
    await writeFile(journalPath(other), text);
    await expect(readJournal(other)).rejects.toThrow(/jobs.json" is not as Vantage writes it: move it away/);
  }
});
