import { randomUUID } from 'node:crypto';
import { JobQueue } from '../../services/job-queue.js';
import { IMPORTED_FOLDER } from '../imported-library.js';
import type { Jobs } from '../jobs.js';
import type { BrowseDesk } from '../jobs/browse-dataset.js';
import { ownFolder } from '../own-folder.js';
import { configFolder } from '../probe-store.js';
import { WorkerPool } from '../worker-pool.js';
import { BROWSE_WORKER_SCRIPT, WORKER_SCRIPT } from '../worker-script.js';
import { ModelHolder } from './connected-model.js';
import { Estimates } from './estimates.js';
import { queueFirstDataset } from './first-dataset.js';
import { readJournal, writeJournal } from './job-journal.js';
import { OpenDatasets } from './open-datasets.js';
import { OpenedFolders } from './opened-folders.js';
import { RecentDatasets } from './recent-datasets.js';
import { Roots } from './roots.js';
import { runJob, type JobPlace } from './run-job.js';

/** What the studio's backend holds while it runs, whatever carries its calls. */
export interface StudioBackend {
  /** Folder that relative paths start from. */
  readonly workingFolder: string;
  /** Which paths the page may name. */
  readonly roots: Roots;
  /** Folder of imported objects. */
  readonly imported: string;
  /** The one worker that stages scenes: it keeps the meshes of what it staged. */
  readonly stage: WorkerPool<Jobs>;
  readonly models: ModelHolder;
  /** Long work, one job after another; rejects with a sentence when what is kept of it cannot be read. */
  readonly queue: Promise<JobQueue>;
  /** The one worker that counts and chooses in datasets. */
  readonly browse: WorkerPool<BrowseDesk>;
  readonly datasets: OpenDatasets;
  /** What runs took on this machine. */
  readonly estimates: Estimates;
  dispose(): Promise<void>;
}

export interface StudioOptions {
  /** Whether a first dataset is to be made where there is none. */
  readonly first?: boolean;
  /** Folder of what belongs to the user and to no dataset. */
  readonly config?: string;
}

export function createStudioBackend(
  workingFolder: string,
  { first = false, config = configFolder(process.env, process.platform) }: StudioOptions = {},
): StudioBackend {
  const stage = new WorkerPool<Jobs>(WORKER_SCRIPT, 1);
  const models = new ModelHolder();
  const browse = new WorkerPool<BrowseDesk>(BROWSE_WORKER_SCRIPT, 1);
  const roots = new Roots(workingFolder, [ownFolder('scenes', 'tabletop.json')], new OpenedFolders(config));
  const datasets = new OpenDatasets(roots, browse, new RecentDatasets(config, Date.now));
  const place = { workingFolder, roots, imported: IMPORTED_FOLDER };
  const queue = openQueue(place);
  // Whoever asks for it is told; nobody may have asked yet.
  queue.catch(() => {});
  if (first) void queue.then((opened) => queueFirstDataset(opened, workingFolder)).catch(() => {});
  return {
    ...place,
    stage,
    models,
    queue,
    browse,
    datasets,
    estimates: new Estimates(config),
    async dispose() {
      await (await queue.catch(() => null))?.dispose();
      datasets.dispose();
      await Promise.all([stage.dispose(), browse.dispose(), models.disconnect()]);
    },
  };
}

async function openQueue(place: JobPlace & { readonly workingFolder: string }): Promise<JobQueue> {
  return new JobQueue(
    {
      run: (spec, control) => runJob(spec, control, place),
      save: (jobs) => writeJournal(place.workingFolder, jobs),
      now: Date.now,
      newId: randomUUID,
    },
    await readJournal(place.workingFolder),
  );
}
