import Database from 'better-sqlite3';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { indexPath } from '../../dataset/layout.js';
import { writeSyntheticDataset } from '../../dataset/testing/synthetic-dataset.js';
import { createBrowseDesk } from './browse-dataset.js';

const ALL = { facets: {}, ranges: {}, search: '' };

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'vantage-desk-'));
  await writeSyntheticDataset(dir);
});
afterAll(() => rm(dir, { recursive: true }));

/** Opens the dataset anew. @returns shards that were read for it, and what it says then */
async function opened() {
  const desk = createBrowseDesk();
  let read = 0;
  await desk.browseOpen(dir, ({ done }) => (read = done));
  const { images, questions } = await desk.browseOverview({ dir, filter: ALL }, () => {});
  return [read, images, questions];
}

const change = (sql: string) => {
  const database = new Database(indexPath(dir));
  database.exec(sql);
  database.close();
};

it('reads a dataset through once', async () => {
  expect(await opened()).toEqual([2, 8, 24]);
  expect(await opened()).toEqual([0, 8, 24]);
});

it.each([
  ['of an earlier version', () => change(`UPDATE meta SET value = '2' WHERE key = 'version'; DROP TABLE columns`)],
  ['of an earlier dataset', () => change(`UPDATE meta SET value = 'x' WHERE key = 'digest'`)],
  ['whose columns are damaged', () => change(`UPDATE columns SET data = x'00' WHERE name = 'question.type'`)],
  ['that is none', () => writeFile(indexPath(dir), 'x'.repeat(5000))],
])('makes an index anew %s', async (_, damage) => {
  await opened();
  await damage();
  expect(await opened()).toEqual([2, 8, 24]);
  expect(await opened()).toEqual([0, 8, 24]);
});
