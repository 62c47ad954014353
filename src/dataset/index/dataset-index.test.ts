import Database from 'better-sqlite3';
import { cp, mkdtemp, readdir, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Dataset } from '../dataset.js';
import { indexPath, shardPath } from '../layout.js';
import { readQuestionAt } from '../question-lines.js';
import { writeSyntheticDataset } from '../testing/synthetic-dataset.js';
import { readRange, withFile } from '../whole-file.js';
import { buildIndex } from './build-index.js';
import { DatasetIndex } from './dataset-index.js';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'vantage-index-'));
  await writeSyntheticDataset(dir);
});
afterAll(() => rm(dir, { recursive: true }));

async function build() {
  const progress = [];
  const steps = buildIndex(dir);
  for (;;) {
    const step = await steps.next();
    if (step.done) return { progress, counts: step.value };
    progress.push(step.value.done);
  }
}

describe('index', () => {
  it('finds every view and question where it lies', async () => {
    const dataset = await Dataset.open(dir);
    const { progress, counts } = await build();
    expect(progress).toEqual([0, 1, 2]);
    expect(counts).toEqual({ scenes: 4, views: 8, questions: 24, damage: [] });
    const index = await DatasetIndex.open(dir, dataset.record.digest);
    try {
      for await (const { views } of dataset.scenes()) {
        for (const view of views) {
          const row = index.view(view.id);
          const bytes =
            row &&
            (await withFile(shardPath(dir, row.shard), (file) => readRange(file, row.record.offset, row.record.size)));
          expect(JSON.parse(String(bytes))).toEqual(view);
        }
      }
      const all = [];
      for (const shard of dataset.shardIds)
        for await (const question of dataset.questions('main', shard)) all.push(question);
      const rows = index.columns().views.ids.flatMap((view) => index.questionsOf(view));
      const read = await Promise.all(
        rows.map((row) => readQuestionAt(dir, row.questionSet, row.shard, row.offset, row.size)),
      );
      expect(read).toEqual(all);
    } finally {
      index.dispose();
    }
  });

  it('lists what questions are filtered by', async () => {
    const dataset = await Dataset.open(dir);
    await build();
    const index = await DatasetIndex.open(dir, dataset.record.digest);
    try {
      const rows = index.questionsOf('000001-000-v1');
      expect(rows.map((row) => [row.id, row.kind, row.frame, row.margin !== null && row.margin > 1])).toEqual([
        ['000001-000-v1-q00', 'configuration', 'ego', true],
        ['000001-000-v1-q01', 'context', 'ego', false],
        ['000001-000-v1-q02', 'compatibility', 'ego', true],
      ]);
      expect(index.questionsOf("x' OR 1=1 --")).toEqual([]);
      expect(index.viewIds('000000-001')).toEqual(['000000-001-v0', '000000-001-v1']);
      expect(index.view('nothing')).toBeNull();
    } finally {
      index.dispose();
    }
  });

  it('leaves nothing beside itself, also when building is broken off', async () => {
    const steps = buildIndex(dir);
    await steps.next();
    await steps.return({ scenes: 0, views: 0, questions: 0, damage: [] });
    await build();
    expect((await readdir(dir)).sort()).toEqual(['assets', 'dataset.json', 'index.sqlite', 'questions', 'shards']);
  });

  it('leaves out a damaged shard and says so, and refuses links that lead out where it must', async () => {
    const copy = await mkdtemp(join(tmpdir(), 'vantage-index-damaged-'));
    await cp(dir, copy, { recursive: true });
    const path = shardPath(copy, '000001');
    await truncate(path, 3000);
    const steps = buildIndex(copy);
    let step = await steps.next();
    while (!step.done) step = await steps.next();
    expect(step.value).toMatchObject({ scenes: 2, views: 4, damage: [{ place: 'shards/000001.tar' }] });
    expect(step.value.damage[0].problem).toMatch(/000001.tar" is cut off/);
    await rm(path);
    await symlink(shardPath(dir, '000001'), path);
    const confined = buildIndex(copy, true);
    let last = await confined.next();
    while (!last.done) last = await confined.next();
    expect(last.value).toMatchObject({ scenes: 2, damage: [{ problem: expect.stringMatching(/leads out of/) }] });
    await rm(copy, { recursive: true });
  });

  it('is refused when it holds more than tables', async () => {
    const dataset = await Dataset.open(dir);
    await build();
    const database = new Database(indexPath(dir));
    database.exec('ALTER TABLE views RENAME TO hidden; CREATE VIEW views AS SELECT * FROM hidden');
    database.close();
    await expect(DatasetIndex.open(dir, dataset.record.digest)).rejects.toThrow(/index.sqlite" is damaged/);
  });

  it('is refused when it is missing, damaged, or of an earlier dataset', async () => {
    await build();
    await expect(DatasetIndex.open(dir, 'another digest')).rejects.toThrow(
      /earlier state of the dataset: run "vantage index/,
    );
    await writeFile(indexPath(dir), 'x'.repeat(5000));
    await expect(DatasetIndex.open(dir, '')).rejects.toThrow(/index.sqlite" is damaged: run "vantage index/);
    await rm(indexPath(dir));
    await expect(DatasetIndex.open(dir, '')).rejects.toThrow(/has no index yet: run "vantage index/);
  });
});
