import { IMPORTED_FOLDER } from '../imported-library.js';
import { ModelHolder } from './connected-model.js';
import { WorkerPool } from '../worker-pool.js';
import { WORKER_SCRIPT } from '../worker-script.js';

/** What the studio's backend holds while it runs, whatever carries its calls. */
export interface StudioBackend {
  /** Folder that relative paths start from. */
  readonly workingFolder: string;
  /** Folder of imported objects. */
  readonly imported: string;
  /** The one worker that stages scenes: it keeps the meshes of what it staged. */
  readonly stage: WorkerPool;
  readonly models: ModelHolder;
  dispose(): Promise<void>;
}

export function createStudioBackend(workingFolder: string): StudioBackend {
  const stage = new WorkerPool(WORKER_SCRIPT, 1);
  const models = new ModelHolder();
  return {
    workingFolder,
    imported: IMPORTED_FOLDER,
    stage,
    models,
    dispose: async () => {
      await Promise.all([stage.dispose(), models.disconnect()]);
    },
  };
}
