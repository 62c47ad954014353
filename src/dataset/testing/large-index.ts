import Database from 'better-sqlite3';
import { ColumnsBuilder, type QuestionFacts, type ViewFacts } from '../index/browse-columns.js';
import { buildIndex } from '../index/build-index.js';
import { writeColumns } from '../index/stored-columns.js';
import { indexPath } from '../layout.js';
import { writeSyntheticDataset } from './synthetic-dataset.js';

/**
 * A dataset whose index lists far more images than its shards hold: each listed image lies where one of the few real
 * ones does. For measuring what looking at large datasets costs; only pictures and choices can be read of it.
 *
 * @param images rounded to whole scenes of four views
 */
export async function writeLargeIndex(dir: string, images: number): Promise<void> {
  await writeSyntheticDataset(dir, { shards: 4, scenes: 4, views: 4, size: [640, 480] });
  for await (const _ of buildIndex(dir));
  const database = new Database(indexPath(dir));
  try {
    const scenes = Math.floor(images / 4);
    database.exec(`
      PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
      CREATE TEMP TABLE numbers AS
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${scenes - 1}) SELECT i FROM n;
      CREATE TEMP TABLE sources AS SELECT row_number() OVER (ORDER BY id) - 1 number, * FROM scenes;
      CREATE TEMP TABLE shown AS SELECT views.*, sources.number FROM views JOIN sources ON sources.id = views.scene;
      CREATE TEMP TABLE asked AS SELECT questions.*, sources.number source FROM questions JOIN sources ON sources.id = questions.scene;
      DELETE FROM scenes; DELETE FROM views; DELETE FROM questions;
      INSERT INTO scenes SELECT printf('000009-%08d', i), shard, offset, size, split, profile, i, objects, counterfactualOf
        FROM numbers JOIN sources ON sources.number = i % 16;
      INSERT INTO views SELECT printf('000009-%08d-v', i) || substr(id, -1), printf('000009-%08d', i), shard,
          recordOffset, recordSize, rgbOffset, rgbSize, depthOffset, depthSize, maskOffset, maskSize, normalOffset, normalSize
        FROM numbers JOIN shown ON shown.number = i % 16;
      INSERT INTO questions SELECT NULL, printf('%d-', i * 8 + k) || id, questionSet, shard, offset, size,
          printf('000009-%08d', i), printf('000009-%08d-v', i) || substr(view, -1), split, kind,
          type || CASE k WHEN 0 THEN '' ELSE '_' || k END, frame, direction, style, template, profile, answerKind,
          CASE (i + k) % 2 WHEN 0 THEN answer ELSE 'no' END, subject, reference, 1 + (i * 7 + k * 13) % 90 / 10.0,
          (i * 11 + k) % 60 / 10.0, (i * 3 + k) % 100 / 100.0
        FROM numbers JOIN asked ON asked.source = i % 16 JOIN (SELECT 0 k UNION SELECT 1 UNION SELECT 2);
      DELETE FROM columns;
      ANALYZE;`);
    const columns = new ColumnsBuilder();
    const views = database.prepare(
      'SELECT views.id, seed, split, counterfactualOf IS NOT NULL twin FROM views JOIN scenes ON scenes.id = views.scene',
    );
    for (const view of views.iterate()) columns.addView(view as ViewFacts);
    for (const question of database.prepare('SELECT * FROM questions ORDER BY number').iterate())
      columns.addQuestion(question as QuestionFacts);
    writeColumns(database, columns.done());
  } finally {
    database.close();
  }
}
