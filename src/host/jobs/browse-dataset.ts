import {
  BrowseTable,
  type TableFilter,
  type TableOverview,
  type TableSort,
  type TableTile,
} from '../../dataset/browse/browse-table.js';
import { readMarks, writeMarks, type Marks } from '../../dataset/browse/marks.js';
import { readManifest } from '../../dataset/manifest.js';
import { buildIndex, DatasetIndex } from '../../dataset/sqlite-index.js';
import { UserError } from '../../core/result.js';

/** Datasets whose columns are in memory at the same time: two can be compared. */
const KEPT = 3;

export interface MarkChange {
  readonly dir: string;
  /** Ids of views; null: all that pass the filter. */
  readonly views: readonly string[] | null;
  readonly filter: TableFilter;
  readonly excluded: boolean | null;
  readonly addTag: string | null;
  readonly removeTag: string | null;
}

/** What one worker of the studio does about datasets: counting and choosing, beside the thread that answers the page. */
export function createBrowseDesk() {
  const tables = new Map<string, { readonly digest: string; readonly table: BrowseTable; readonly marks: Marks }>();

  async function opened(dir: string, report: (event: { done: number; total: number }) => void) {
    const { digest } = await readManifest(dir);
    const kept = tables.get(dir);
    if (kept?.digest === digest) return kept;
    await ensureIndex(dir, digest, report);
    const index = await DatasetIndex.open(dir, digest);
    try {
      const marks = await readMarks(dir);
      const entry = { digest, marks, table: BrowseTable.load(index, marks) };
      tables.delete(dir);
      tables.set(dir, entry);
      if (tables.size > KEPT) tables.delete([...tables.keys()][0]);
      return entry;
    } finally {
      index.dispose();
    }
  }
  const known = async (dir: string) => tables.get(dir) ?? opened(dir, () => {});

  return {
    /** Reads a dataset through where it has no index of its present state, and loads what it is browsed by. */
    browseOpen: async (dir: string, report: (event: { done: number; total: number }) => void): Promise<void> => {
      // Opened anew: somebody may have mended or marked it meanwhile.
      tables.delete(dir);
      await opened(dir, report);
    },
    browseOverview: async (
      { dir, filter }: { dir: string; filter: TableFilter },
      _report: (event: never) => void,
    ): Promise<TableOverview> => (await known(dir)).table.overview(filter),
    browseTiles: async (
      {
        dir,
        filter,
        sort,
        from,
        count,
      }: { dir: string; filter: TableFilter; sort: TableSort; from: number; count: number },
      _report: (event: never) => void,
    ): Promise<TableTile[]> => (await known(dir)).table.tiles(filter, sort, from, count),
    browseMark: async (change: MarkChange, _report: (event: never) => void): Promise<number> => {
      const { table, marks } = await known(change.dir);
      const views = (change.views ?? table.ids(change.filter)).filter((view) => table.has(view));
      if (change.excluded !== null)
        for (const view of views) {
          if (change.excluded) marks.excluded.add(view);
          else marks.excluded.delete(view);
        }
      if (change.addTag !== null) {
        const tagged = marks.tags.get(change.addTag) ?? new Set<string>();
        for (const view of views) tagged.add(view);
        marks.tags.set(change.addTag, tagged);
      }
      if (change.removeTag !== null) for (const view of views) marks.tags.get(change.removeTag)?.delete(view);
      table.marksChanged();
      await writeMarks(change.dir, marks);
      return views.length;
    },
  };
}

async function ensureIndex(
  dir: string,
  digest: string,
  report: (event: { done: number; total: number }) => void,
): Promise<void> {
  try {
    const index = await DatasetIndex.open(dir, digest);
    const damaged = index.damage().length > 0;
    index.dispose();
    // What was damaged may have been mended since.
    if (!damaged) return;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
  for await (const progress of buildIndex(dir, true)) report(progress);
}
