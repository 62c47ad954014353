import Database from 'better-sqlite3';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indexPath } from '../layout.js';
import { writeSyntheticDataset } from '../testing/synthetic-dataset.js';
import { ColumnsBuilder, CODED, type QuestionFacts, type ViewFacts } from './browse-columns.js';
import { buildIndex } from './build-index.js';
import { TABLES } from './index-tables.js';
import { readColumns, writeColumns } from './stored-columns.js';

const view = (id: string): ViewFacts => ({ id, seed: 2 ** 40, split: 'test', twin: false });
const question: QuestionFacts = {
  view: 'b',
  questionSet: 'main',
  kind: 'context',
  type: 'left',
  frame: 'ego',
  answer: 'yes',
  subject: 'mug',
  reference: null,
  margin: 1.5,
  distance: null,
  visibility: 0.25,
};

/** Two views, out of order, and two questions that show the second; after `change`. */
function stored(change = ''): Database.Database {
  const columns = new ColumnsBuilder();
  for (const id of ['b', 'a']) columns.addView(view(id));
  for (const type of ['left', 'on']) columns.addQuestion({ ...question, type });
  const database = new Database(':memory:');
  database.exec(TABLES);
  writeColumns(database, columns.done());
  database.exec(change);
  return database;
}

describe('columns in the index', () => {
  it('come back as they were', () => {
    const { views, questions } = readColumns(stored());
    expect(views).toEqual({
      ids: ['a', 'b'],
      seeds: Float64Array.of(2 ** 40, 2 ** 40),
      splits: { dictionary: ['test'], codes: Uint16Array.of(0, 0) },
      twins: Uint8Array.of(0, 0),
    });
    expect(questions.views).toEqual(Uint32Array.of(1, 1));
    expect(questions.type).toEqual({ dictionary: ['left', 'on'], codes: Uint16Array.of(0, 1) });
    expect(questions.reference.dictionary).toEqual(['']);
    expect([questions.margin, questions.distance]).toEqual([Float32Array.of(1.5, 1.5), Float32Array.of(NaN, NaN)]);
  });

  it.each([
    ['a number beyond the dictionary', `UPDATE columns SET dictionary = '["left"]' WHERE name = 'question.type'`],
    ['a view that is none', `UPDATE columns SET data = x'0900000001000000' WHERE name = 'question.views'`],
    ['values that are missing', `UPDATE columns SET data = x'0000' WHERE name = 'question.type'`],
    ['bytes that are no number', `UPDATE columns SET data = x'000000' WHERE name = 'question.views'`],
    ['text for data', `UPDATE columns SET data = 'abcd' WHERE name = 'view.twins'`],
    ['a dictionary of numbers', `UPDATE columns SET dictionary = '[1, 2]' WHERE name = 'view.ids'`],
    ['a column missing', `DELETE FROM columns WHERE name = 'question.margin'`],
  ])('are refused with %s', (_, change) => {
    expect(() => readColumns(stored(change))).toThrow();
  });
});

describe('columns of a dataset', () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'vantage-columns-'));
    await writeSyntheticDataset(dir);
    for await (const _ of buildIndex(dir));
  });
  afterAll(() => rm(dir, { recursive: true }));

  it('say what the tables say', () => {
    const database = new Database(indexPath(dir), { readonly: true });
    const { views, questions } = readColumns(database);
    const all = (sql: string) => database.prepare(sql).raw().all() as (string | number | null)[][];
    expect(views.ids.map((id, k) => [id, views.seeds[k], views.splits.dictionary[views.splits.codes[k]]])).toEqual(
      all('SELECT views.id, seed, split FROM views JOIN scenes ON scenes.id = views.scene ORDER BY views.id'),
    );
    const rows = Array.from(questions.views, (shown, q) => [
      views.ids[shown],
      ...CODED.map((column) => questions[column].dictionary[questions[column].codes[q]]),
    ]);
    const texts = CODED.map((column) => `ifnull(${column}, '')`).join(', ');
    expect(rows).toEqual(all(`SELECT view, ${texts} FROM questions ORDER BY number`));
    const margins = all('SELECT margin FROM questions ORDER BY number').map(([margin]) =>
      Math.fround((margin ?? NaN) as number),
    );
    expect([...questions.margin]).toEqual(margins);
    database.close();
  });
});
