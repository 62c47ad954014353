import Database from 'better-sqlite3';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ObjectTruth } from '../../core/camera/view-record.js';
import { UserError } from '../../core/result.js';
import { expectWithin } from '../confine.js';
import { Dataset } from '../dataset.js';
import { indexPath, questionPath, shardPath } from '../layout.js';
import { readQuestionLines } from '../question-lines.js';
import { asidePath, explainFileError, syncFolder } from '../whole-file.js';
import { ColumnsBuilder, type ViewFacts } from './browse-columns.js';
import type { Damage } from './dataset-index.js';
import { questionRow, sceneRow, viewRow, type Row } from './index-rows.js';
import { INDEX_VERSION, LOOKUPS, TABLES } from './index-tables.js';
import { writeColumns } from './stored-columns.js';

export interface IndexCounts {
  readonly scenes: number;
  readonly views: number;
  readonly questions: number;
  /** Shards that could not be read: what is wrong with each, and what to do. They are left out. */
  readonly damage: readonly Damage[];
}

/**
 * Builds the index of a dataset from its other files, aside, and puts it in place.
 *
 * @param confined refuses files that are links leading out of the folder: for folders from who knows where
 * @returns what it holds, after a progress event for each shard; leaving the loop early keeps the old index
 */
export async function* buildIndex(
  dir: string,
  confined = false,
): AsyncGenerator<{ done: number; total: number }, IndexCounts> {
  const dataset = await Dataset.open(dir);
  const path = indexPath(dir);
  const aside = asidePath(path);
  const shards = dataset.shardIds;
  const damage: Damage[] = [];
  const columns = new ColumnsBuilder();
  let database: Database.Database | undefined;
  try {
    database = new Database(aside);
    // Nobody sees the file before it is whole, so it needs no journal.
    database.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; ${TABLES}`);
    for (const [done, shard] of shards.entries()) {
      yield { done, total: shards.length };
      try {
        const rows = await readShard(dataset, shard, confined);
        insertRows(database, rows);
        for (const view of rows.viewFacts) columns.addView(view);
        for (const question of rows.questions) columns.addQuestion(question);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        damage.push({ place: `shards/${shard}.tar`, problem: error.message });
      }
    }
    const damaged = database.prepare('INSERT INTO damage VALUES (?, ?)');
    for (const { place, problem } of damage) damaged.run(place, problem);
    writeColumns(database, columns.done());
    database.exec(LOOKUPS);
    const meta = database.prepare('INSERT INTO meta VALUES (?, ?)');
    meta.run('version', INDEX_VERSION);
    meta.run('digest', dataset.record.digest);
    const counts = database
      .prepare(
        'SELECT (SELECT count(*) FROM scenes) scenes, (SELECT count(*) FROM views) views, (SELECT count(*) FROM questions) questions',
      )
      .get() as Omit<IndexCounts, 'damage'>;
    database.close();
    await putInPlace(aside, path);
    yield { done: shards.length, total: shards.length };
    return { ...counts, damage };
  } catch (error) {
    throw explainIndexError(error, path);
  } finally {
    database?.close();
    await rm(aside, { force: true });
  }
}

/** All that the index keeps of a shard. */
interface ShardRows {
  readonly scenes: ReturnType<typeof sceneRow>[];
  readonly views: ReturnType<typeof viewRow>[];
  readonly questions: ReturnType<typeof questionRow>[];
  readonly viewFacts: ViewFacts[];
}

/** All of a shard or nothing of it. @throws UserError when it is damaged */
async function readShard(dataset: Dataset, shardId: string, confined: boolean): Promise<ShardRows> {
  const sets = Object.keys(dataset.record.questions);
  if (confined)
    for (const path of [shardPath(dataset.dir, shardId), ...sets.map((set) => questionPath(dataset.dir, set, shardId))])
      await expectWithin(dataset.dir, path);
  const shard = await dataset.shard(shardId);
  const rows: ShardRows = { scenes: [], views: [], questions: [], viewFacts: [] };
  const objects = new Map<string, Map<number, string>>();
  const truths = new Map<string, ReadonlyMap<number, ObjectTruth>>();
  for (const { id, views } of shard.scenes) {
    const scene = await shard.readScene(id);
    const { seed, split, counterfactualOf } = scene;
    objects.set(id, new Map(scene.objects.map((object) => [object.id, object.category])));
    rows.scenes.push(sceneRow(scene, shard));
    for (const view of views) {
      rows.views.push(viewRow(view, id, shard));
      rows.viewFacts.push({ id: view, seed, split, twin: counterfactualOf !== null });
      const record = await shard.readViewRecord(view);
      truths.set(view, new Map(record.objects.map((truth) => [truth.id, truth])));
    }
  }
  for (const set of sets) {
    for await (const { record, offset, size } of readQuestionLines(dataset.dir, set, shardId)) {
      const truth = truths.get(record.views[record.views.length - 1])?.get(record.objects.subject ?? 0);
      const at = { questionSet: set, shard: shardId, offset, size };
      rows.questions.push(questionRow(record, at, objects.get(record.scene), truth));
    }
  }
  return rows;
}

function insertRows(database: Database.Database, { scenes, views, questions }: ShardRows): void {
  const insert = (table: string, rows: readonly Row[]) => {
    if (rows.length === 0) return;
    const columns = Object.keys(rows[0]);
    const statement = database.prepare(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    for (const row of rows) statement.run(...Object.values(row));
  };
  database.transaction(() => {
    insert('scenes', scenes);
    insert('views', views);
    insert('questions', questions);
  })();
}

async function putInPlace(aside: string, path: string): Promise<void> {
  const handle = await open(aside, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(aside, path);
  await syncFolder(dirname(path));
}

function explainIndexError(error: unknown, path: string): unknown {
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'SQLITE_FULL')
    return new UserError(`"${path}" cannot be written: the disk is full; free some space.`, { cause: error });
  if (code === 'SQLITE_CANTOPEN' || code === 'SQLITE_READONLY') {
    return new UserError(`"${path}" cannot be written: permission is denied; make its folder writable.`, {
      cause: error,
    });
  }
  return explainFileError(error, path, 'write');
}
