import Database from 'better-sqlite3';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { QuestionRecord } from '../core/questions/question-record.js';
import { UserError } from '../core/result.js';
import type { SettledScene } from '../core/scene/settled-scene.js';
import type { ObjectTruth } from '../core/camera/view-record.js';
import { expectWithin } from './confine.js';
import { Dataset } from './dataset.js';
import { indexPath, questionPath, sceneEntry, shardPath, viewEntries } from './layout.js';
import { readQuestionLines } from './question-lines.js';
import type { ShardReader } from './shard-reader.js';
import type { TarEntry } from './tar.js';
import { asidePath, explainFileError, fileSize, syncFolder } from './whole-file.js';

// index.sqlite: where everything lies, and what questions can be filtered by. Derived from the other files; it may be
// deleted at any time and is never the only place where something is said.

/** Rises with the tables; an index of another version is built again. */
const INDEX_VERSION = '2';

const TABLES = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE scenes (
    id TEXT PRIMARY KEY, shard TEXT NOT NULL, offset INTEGER NOT NULL, size INTEGER NOT NULL,
    split TEXT NOT NULL, profile TEXT NOT NULL, seed INTEGER NOT NULL, objects INTEGER NOT NULL, counterfactualOf TEXT
  ) WITHOUT ROWID;
  CREATE TABLE views (
    id TEXT PRIMARY KEY, scene TEXT NOT NULL, shard TEXT NOT NULL,
    recordOffset INTEGER NOT NULL, recordSize INTEGER NOT NULL, rgbOffset INTEGER NOT NULL, rgbSize INTEGER NOT NULL,
    depthOffset INTEGER NOT NULL, depthSize INTEGER NOT NULL, maskOffset INTEGER NOT NULL, maskSize INTEGER NOT NULL,
    normalOffset INTEGER, normalSize INTEGER
  ) WITHOUT ROWID;
  CREATE TABLE questions (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, questionSet TEXT NOT NULL, shard TEXT NOT NULL, offset INTEGER NOT NULL,
    size INTEGER NOT NULL, scene TEXT NOT NULL, view TEXT NOT NULL, split TEXT NOT NULL, kind TEXT NOT NULL,
    type TEXT NOT NULL, frame TEXT NOT NULL, direction TEXT, style TEXT NOT NULL, template TEXT NOT NULL,
    profile TEXT NOT NULL, answerKind TEXT NOT NULL, answer TEXT NOT NULL, subject TEXT, reference TEXT, margin REAL,
    distance REAL, visibility REAL
  );
  CREATE TABLE damage (place TEXT NOT NULL, problem TEXT NOT NULL);`;

const LOOKUPS = `
  CREATE INDEX viewsOfScene ON views (scene);
  CREATE UNIQUE INDEX questionById ON questions (questionSet, id);
  CREATE INDEX questionsOfView ON questions (view);
  CREATE INDEX questionsByFacet ON questions (questionSet, kind, type, frame, answer);`;

/** What questions can be counted and filtered by. */
export const FACETS = [
  'split',
  'kind',
  'type',
  'frame',
  'direction',
  'style',
  'profile',
  'answerKind',
  'answer',
  'subject',
  'reference',
] as const;
export type Facet = (typeof FACETS)[number];

export interface IndexCounts {
  readonly scenes: number;
  readonly views: number;
  readonly questions: number;
  /** Shards that could not be read: what is wrong with each, and what to do. They are left out. */
  readonly damage: readonly Damage[];
}

export interface Damage {
  /** "shards/000003.tar" */
  readonly place: string;
  readonly problem: string;
}

/** A question's place and facets. */
export interface QuestionRow {
  readonly id: string;
  readonly questionSet: string;
  readonly shard: string;
  readonly offset: number;
  readonly size: number;
  readonly scene: string;
  readonly view: string;
  readonly split: string;
  readonly kind: string;
  readonly type: string;
  readonly frame: string;
  readonly direction: string | null;
  readonly answer: string;
  /** How far the deciding quantity is beyond its limit, as a ratio; null where there is none. */
  readonly margin: number | null;
  /** From the camera to the middle of the subject's box, metres; null without a subject. */
  readonly distance: number | null;
  /** Visible share of the subject in the question's last view. */
  readonly visibility: number | null;
}

/** Where a view's files lie in its shard. */
export interface ViewRow {
  readonly id: string;
  readonly scene: string;
  readonly shard: string;
  readonly record: TarEntry;
  readonly rgb: TarEntry;
  readonly depth: TarEntry;
  readonly mask: TarEntry;
}

/** A view as it is listed. `twin`: 1 when its scene is another one with one thing changed. */
export interface ViewFacts {
  readonly id: string;
  readonly scene: string;
  readonly seed: number;
  readonly split: string;
  readonly twin: number;
}

/** view, set, kind, type, frame, answer, subject, reference, margin, distance, visibility */
export type QuestionFacts = readonly [
  view: string,
  set: string,
  kind: string,
  type: string,
  frame: string,
  answer: string,
  subject: string | null,
  reference: string | null,
  margin: number | null,
  distance: number | null,
  visibility: number | null,
];

export type QuestionFilter = { readonly questionSet?: string; readonly view?: string; readonly scene?: string } & {
  readonly [facet in Facet]?: string;
};

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
  let database: Database.Database | undefined;
  try {
    database = new Database(aside);
    // Nobody sees the file before it is whole, so it needs no journal.
    database.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; ${TABLES}`);
    for (const [done, shard] of shards.entries()) {
      yield { done, total: shards.length };
      const problem = await addShard(database, dataset, shard, confined).then(
        () => null,
        (error: unknown) => {
          if (error instanceof UserError) return error.message;
          throw error;
        },
      );
      if (problem !== null) damage.push({ place: `shards/${shard}.tar`, problem });
    }
    const damaged = database.prepare('INSERT INTO damage VALUES (?, ?)');
    for (const { place, problem } of damage) damaged.run(place, problem);
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

/** All of a shard or nothing of it. @throws UserError when it is damaged */
async function addShard(
  database: Database.Database,
  dataset: Dataset,
  shardId: string,
  confined: boolean,
): Promise<void> {
  const sets = Object.keys(dataset.record.questions);
  if (confined)
    for (const path of [shardPath(dataset.dir, shardId), ...sets.map((set) => questionPath(dataset.dir, set, shardId))])
      await expectWithin(dataset.dir, path);
  const shard = await dataset.shard(shardId);
  const objects = new Map<string, Map<number, string>>();
  const truths = new Map<string, ReadonlyMap<number, ObjectTruth>>();
  const sceneRows: unknown[][] = [];
  const viewRows: unknown[][] = [];
  for (const { id, views } of shard.scenes) {
    const scene = await shard.readScene(id);
    objects.set(id, new Map(scene.objects.map((object) => [object.id, object.category])));
    sceneRows.push(sceneRow(scene, shard));
    for (const view of views) {
      viewRows.push(viewRow(view, id, shard));
      const record = await shard.readViewRecord(view);
      truths.set(view, new Map(record.objects.map((truth) => [truth.id, truth])));
    }
  }
  const questionRows: unknown[][] = [];
  for (const set of sets) {
    for await (const { record, offset, size } of readQuestionLines(dataset.dir, set, shardId)) {
      const truth = truths.get(record.views[record.views.length - 1])?.get(record.objects.subject ?? 0);
      questionRows.push(questionRow(record, objects.get(record.scene), truth, set, shardId, offset, size));
    }
  }
  const insert = (table: string, rows: readonly unknown[][], columns: number) => {
    const statement = database.prepare(
      `INSERT INTO ${table} VALUES (${Array.from({ length: columns }, () => '?').join(', ')})`,
    );
    for (const row of rows) statement.run(...row);
  };
  database.transaction(() => {
    insert('scenes', sceneRows, 9);
    insert('views', viewRows, 13);
    insert('questions', questionRows, 23);
  })();
}

function sceneRow(scene: SettledScene, shard: ShardReader): unknown[] {
  const { offset, size } = place(shard, sceneEntry(scene.id));
  return [
    scene.id,
    shard.id,
    offset,
    size,
    scene.split,
    scene.profile,
    scene.seed,
    scene.objects.length,
    scene.counterfactualOf,
  ];
}

function viewRow(view: string, scene: string, shard: ShardReader): unknown[] {
  const names = viewEntries(view);
  const places = [names.record, names.rgb, names.depth, names.mask].map((name) => place(shard, name));
  const normal = shard.entry(names.normal);
  return [
    view,
    scene,
    shard.id,
    ...places.flatMap(({ offset, size }) => [offset, size]),
    normal?.offset ?? null,
    normal?.size ?? null,
  ];
}

function place(shard: ShardReader, name: string): TarEntry {
  const entry = shard.entry(name);
  if (!entry)
    throw new UserError(
      `Shard ${shard.id} has no "${name}": delete the shard and run "vantage generate" with --resume.`,
    );
  return entry;
}

function questionRow(
  question: QuestionRecord,
  categories: ReadonlyMap<number, string> | undefined,
  subjectTruth: ObjectTruth | undefined,
  set: string,
  shard: string,
  offset: number,
  size: number,
): unknown[] {
  const { subject, reference } = question.objects;
  const { delta, margin } = question.evidence.measured;
  const ratio = typeof delta === 'number' && typeof margin === 'number' && margin > 0 ? Math.abs(delta) / margin : null;
  const categoryOf = (id: number | undefined) => (id === undefined ? null : (categories?.get(id) ?? null));
  return [
    null,
    question.id,
    set,
    shard,
    offset,
    size,
    question.scene,
    question.views[0],
    question.split,
    question.kind,
    question.type,
    question.frame?.kind ?? 'none',
    question.direction,
    question.style,
    question.template,
    question.profile,
    question.answer.kind,
    shortAnswer(question),
    categoryOf(subject),
    categoryOf(reference),
    question.marginRatio ?? ratio,
    subjectTruth ? Math.hypot(...subjectTruth.obbInCamera.center) : null,
    subjectTruth?.visibleFraction ?? null,
  ];
}

/** Answers worth counting by: yes, no, the place of the right option, else only what kind it is. */
function shortAnswer({ answer }: QuestionRecord): string {
  if (answer.kind === 'yes-no') return answer.value ? 'yes' : 'no';
  if (answer.kind === 'choice') return `option ${answer.correct + 1}`;
  return answer.kind;
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

/** The index of a dataset, open for reading. Whoever opens it calls `dispose`. */
export class DatasetIndex {
  private constructor(private readonly database: Database.Database) {}

  /**
   * @param digest of the dataset.json it must belong to
   * @throws UserError when there is none, or it belongs to an earlier state of the dataset
   */
  static async open(dir: string, digest: string): Promise<DatasetIndex> {
    const path = indexPath(dir);
    const remedy = `run "vantage index ${dir}".`;
    if ((await fileSize(path)) === null) throw new UserError(`"${dir}" has no index yet: ${remedy}`);
    let database: Database.Database | undefined;
    try {
      database = new Database(path, { readonly: true, fileMustExist: true });
      const meta = new Map(database.prepare('SELECT key, value FROM meta').raw().all() as [string, string][]);
      // Nothing but tables of ours: a view or a trigger would run what somebody else wrote.
      const strange = database.prepare(`SELECT count(*) FROM sqlite_master WHERE type NOT IN ('table', 'index')`);
      if (strange.pluck().get() !== 0) throw new Error('It holds more than tables.');
      if (meta.get('version') === INDEX_VERSION && meta.get('digest') === digest) return new DatasetIndex(database);
    } catch (error) {
      database?.close();
      throw new UserError(`"${path}" is damaged: ${remedy}`, { cause: error });
    }
    database.close();
    throw new UserError(`"${path}" belongs to an earlier state of the dataset: ${remedy}`);
  }

  /** Where a view's files lie; null for an id it does not know. */
  view(id: string): ViewRow | null {
    const row = this.database.prepare('SELECT * FROM views WHERE id = ?').get(id) as
      Record<string, string & number> | undefined;
    if (!row) return null;
    const names = viewEntries(id);
    const at = (file: 'record' | 'rgb' | 'depth' | 'mask'): TarEntry => ({
      name: names[file],
      offset: row[`${file}Offset`],
      size: row[`${file}Size`],
    });
    return {
      id,
      scene: row['scene'],
      shard: row['shard'],
      record: at('record'),
      rgb: at('rgb'),
      depth: at('depth'),
      mask: at('mask'),
    };
  }

  /** Ids of all views, or of a scene's, in order. */
  viewIds(scene?: string): string[] {
    const where = scene === undefined ? '' : 'WHERE scene = ?';
    return this.database
      .prepare(`SELECT id FROM views ${where} ORDER BY id`)
      .pluck()
      .all(...(scene === undefined ? [] : [scene])) as string[];
  }

  /** Questions that pass every given filter, in the order stored. */
  questions(
    filter: QuestionFilter,
    page: { readonly limit: number; readonly offset: number } = { limit: -1, offset: 0 },
  ): QuestionRow[] {
    const { where, values } = whereOf(filter);
    return this.database
      .prepare(`SELECT * FROM questions ${where} ORDER BY number LIMIT ? OFFSET ?`)
      .all(...values, page.limit, page.offset) as QuestionRow[];
  }

  /** How many questions pass the filters, by each value of a facet; most first. */
  facet(facet: Facet, filter: QuestionFilter = {}): { value: string | null; count: number }[] {
    if (!FACETS.includes(facet)) throw new RangeError(`There is no facet "${facet}": ${FACETS.join(', ')}.`);
    const { where, values } = whereOf(filter);
    return this.database
      .prepare(
        `SELECT ${facet} value, count(*) count FROM questions ${where} GROUP BY ${facet} ORDER BY count DESC, value`,
      )
      .all(...values) as { value: string | null; count: number }[];
  }

  /** Shards that could not be read when it was built. */
  damage(): Damage[] {
    return this.database.prepare('SELECT place, problem FROM damage ORDER BY place').all() as Damage[];
  }

  /** Scenes that are another one with one thing changed. */
  twins(): number {
    return this.database
      .prepare('SELECT count(*) FROM scenes WHERE counterfactualOf IS NOT NULL')
      .pluck()
      .get() as number;
  }

  /** Every view with what its scene says of it, in the order stored. */
  allViews(): IterableIterator<ViewFacts> {
    return this.database
      .prepare(
        `SELECT views.id, views.scene, scenes.seed, scenes.split, scenes.counterfactualOf IS NOT NULL twin
         FROM views JOIN scenes ON scenes.id = views.scene ORDER BY views.id`,
      )
      .iterate() as IterableIterator<ViewFacts>;
  }

  /** What every question can be filtered by, view by view. */
  allQuestions(): IterableIterator<QuestionFacts> {
    return this.database
      .prepare(
        `SELECT view, questionSet, kind, type, frame, answer, subject, reference, margin, distance, visibility
         FROM questions ORDER BY number`,
      )
      .raw()
      .iterate() as IterableIterator<QuestionFacts>;
  }

  /** A question's place by its id. */
  question(set: string, id: string): QuestionRow | null {
    const row = this.database.prepare('SELECT * FROM questions WHERE questionSet = ? AND id = ?').get(set, id);
    return (row as QuestionRow | undefined) ?? null;
  }

  dispose(): void {
    this.database.close();
  }
}

/** Column names come from our own list, values as parameters. */
function whereOf(filter: QuestionFilter): { where: string; values: string[] } {
  const columns = ['questionSet', 'view', 'scene', ...FACETS] as const;
  const given = columns.filter((column) => filter[column] !== undefined);
  const where = given.length === 0 ? '' : `WHERE ${given.map((column) => `${column} = ?`).join(' AND ')}`;
  return { where, values: given.map((column) => filter[column] ?? '') };
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
