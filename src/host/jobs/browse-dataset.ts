import { BrowseTable, type TableTile } from '../../dataset/browse/browse-table.js';
import type { TableOverview } from '../../dataset/browse/count-passing.js';
import { readMarks, writeMarks, type Marks } from '../../dataset/browse/marks.js';
import type { TableFilter, TableSort } from '../../dataset/browse/table-filter.js';
import { readManifest } from '../../dataset/manifest.js';
import type { BrowseColumns } from '../../dataset/index/browse-columns.js';
import { DatasetIndex } from '../../dataset/index/dataset-index.js';
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
    const columns = await ensureIndex(dir, digest, report);
    const marks = await readMarks(dir);
    const entry = { digest, marks, table: new BrowseTable(columns, marks) };
    tables.delete(dir);
    tables.set(dir, entry);
    if (tables.size > KEPT) tables.delete([...tables.keys()][0]);
    return entry;
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

export type BrowseDesk = ReturnType<typeof createBrowseDesk>;

/** What a dataset is browsed by, from its index; that one is made first where there is none of its present state. */
async function ensureIndex(
  dir: string,
  digest: string,
  report: (event: { done: number; total: number }) => void,
): Promise<BrowseColumns> {
  try {
    const { columns, damage } = await readIndex(dir, digest);
    // What was damaged may have been mended since.
    if (damage.length === 0) return columns;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
  // What reads whole datasets is loaded only when it must: whoever has an index waits for nothing else.
  const { buildIndex } = await import('../../dataset/index/build-index.js');
  for await (const progress of buildIndex(dir, true)) report(progress);
  return (await readIndex(dir, digest)).columns;
}

async function readIndex(dir: string, digest: string) {
  const index = await DatasetIndex.open(dir, digest);
  try {
    return { columns: index.columns(), damage: index.damage() };
  } finally {
    index.dispose();
  }
}
