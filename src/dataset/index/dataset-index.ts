import Database from 'better-sqlite3';
import { UserError } from '../../core/result.js';
import { indexPath, viewEntries } from '../layout.js';
import type { TarEntry } from '../tar.js';
import { fileSize } from '../whole-file.js';
import type { BrowseColumns } from './browse-columns.js';
import { INDEX_VERSION } from './index-tables.js';
import { readColumns } from './stored-columns.js';

export interface Damage {
  /** "shards/000003.tar" */
  readonly place: string;
  readonly problem: string;
}

/** A question's place, and what it is filtered by. */
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

/** The index of a dataset, open for reading. Whoever opens it calls `dispose`. */
export class DatasetIndex {
  private constructor(
    private readonly database: Database.Database,
    private readonly dir: string,
  ) {}

  /**
   * @param digest of the dataset.json it must belong to
   * @throws UserError when there is none, or it belongs to an earlier state of the dataset
   */
  static async open(dir: string, digest: string): Promise<DatasetIndex> {
    const path = indexPath(dir);
    const remedy = remedyOf(dir);
    if ((await fileSize(path)) === null) throw new UserError(`"${dir}" has no index yet: ${remedy}`);
    let database: Database.Database | undefined;
    try {
      database = new Database(path, { readonly: true, fileMustExist: true });
      const meta = new Map(database.prepare('SELECT key, value FROM meta').raw().all() as [string, string][]);
      // Nothing but tables of ours: a view or a trigger would run what somebody else wrote.
      const strange = database.prepare(`SELECT count(*) FROM sqlite_master WHERE type NOT IN ('table', 'index')`);
      if (strange.pluck().get() !== 0) throw new Error('It holds more than tables.');
      if (meta.get('version') === INDEX_VERSION && meta.get('digest') === digest)
        return new DatasetIndex(database, dir);
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

  /** Ids of a scene's views, in order. */
  viewIds(scene: string): string[] {
    return this.database.prepare('SELECT id FROM views WHERE scene = ? ORDER BY id').pluck().all(scene) as string[];
  }

  /** Questions that show a view first, in the order stored. */
  questionsOf(view: string): QuestionRow[] {
    return this.database.prepare('SELECT * FROM questions WHERE view = ? ORDER BY number').all(view) as QuestionRow[];
  }

  /** A question's place by its id. */
  question(set: string, id: string): QuestionRow | null {
    const row = this.database.prepare('SELECT * FROM questions WHERE questionSet = ? AND id = ?').get(set, id);
    return (row as QuestionRow | undefined) ?? null;
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

  /** What all images are chosen by. @throws UserError when it is damaged */
  columns(): BrowseColumns {
    try {
      return readColumns(this.database);
    } catch (error) {
      throw new UserError(`"${indexPath(this.dir)}" is damaged: ${remedyOf(this.dir)}`, { cause: error });
    }
  }

  dispose(): void {
    this.database.close();
  }
}

const remedyOf = (dir: string): string => `run "vantage index ${dir}".`;
