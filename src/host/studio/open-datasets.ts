import type { OpenDatasetFacts } from '../../contract/studio/datasets.js';
import { UsageError } from '../../core/result.js';
import { BrowsedDataset } from '../../dataset/browse/browsed-dataset.js';
import { readManifest } from '../../dataset/manifest.js';
import { folderExists, sha256Of } from '../../dataset/whole-file.js';
import type { BrowseDesk } from '../jobs/browse-dataset.js';
import type { WorkerPool } from '../worker-pool.js';
import type { RecentDatasets } from './recent-datasets.js';
import type { Roots } from './roots.js';

/** Datasets that are open at the same time. */
const KEPT = 8;

/**
 * The datasets the user has opened: the only folders that the page can have read. The page names them by an id that is
 * given out here, never by a path.
 */
export class OpenDatasets {
  private readonly open = new Map<string, BrowsedDataset>();

  constructor(
    private readonly roots: Roots,
    private readonly browse: WorkerPool<BrowseDesk>,
    readonly recent: RecentDatasets,
  ) {}

  /** @param path as the user gave it @throws UserError with one sentence when it is no dataset */
  async openPath(path: string, report: (event: { done: number; total: number }) => void): Promise<OpenDatasetFacts> {
    const dir = await this.roots.writable(path, ['dataset']);
    if (!(await folderExists(dir)))
      throw new UsageError(`There is no folder "${path}": give the folder that holds dataset.json.`);
    await readManifest(dir);
    await this.browse.run('browseOpen', dir, report);
    const id = idOf(dir);
    this.open.get(id)?.dispose();
    const browsed = await BrowsedDataset.open(dir);
    this.open.delete(id);
    this.open.set(id, browsed);
    if (this.open.size > KEPT) {
      const [oldest, dataset] = [...this.open][0];
      dataset.dispose();
      this.open.delete(oldest);
    }
    const { name } = browsed.dataset.record;
    const [facts] = await Promise.all([factsOf(id, dir, browsed), this.recent.add({ path: dir, name })]);
    return facts;
  }

  /** @throws UsageError for what was not opened */
  get(id: string): BrowsedDataset {
    const dataset = this.open.get(id);
    if (!dataset) throw new UsageError('This dataset is not open any more: open it again.');
    return dataset;
  }

  dir(id: string): string {
    return this.get(id).dataset.dir;
  }

  dispose(): void {
    for (const dataset of this.open.values()) dataset.dispose();
    this.open.clear();
  }
}

const idOf = (dir: string): string => sha256Of(dir).slice(0, 16);

async function factsOf(id: string, dir: string, browsed: BrowsedDataset): Promise<OpenDatasetFacts> {
  const { record } = browsed.dataset;
  const sum = (pick: (shard: (typeof record.shards)[number]) => number) =>
    record.shards.reduce((total, shard) => total + pick(shard), 0);
  return {
    id,
    path: dir,
    name: record.name,
    recipe: record.recipe.id,
    recipeHash: record.recipeHash,
    seed: record.seed,
    spec: record.spec,
    generator: `${record.generator.name} ${record.generator.version}`,
    renderer: record.renderer,
    scenes: sum((shard) => shard.scenes),
    twins: browsed.twins(),
    planned: record.plan.scenes,
    views: sum((shard) => shard.views),
    bytes: sum((shard) => shard.bytes),
    sets: Object.fromEntries(Object.entries(record.questions).map(([set, { count }]) => [set, count])),
    rejected: record.rejected,
    licences: [...new Set(record.assets.map(({ licence }) => licence))].sort(),
    damage: await browsed.damage(),
  };
}
