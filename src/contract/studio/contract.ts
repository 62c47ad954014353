import type { ContractRouterClient } from '@orpc/contract';
import { datasetsContract } from './datasets.js';
import { disputesContract } from './disputes.js';
import { filesContract } from './files.js';
import { jobsContract } from './jobs.js';
import { machineContract } from './machine.js';
import { modelsContract } from './models.js';
import { recipesContract } from './recipes.js';
import { rolloutsContract } from './rollouts.js';
import { scenesContract } from './scenes.js';

/**
 * All that the studio's page asks of the backend, whatever carries it: a MessagePort in Electron, a WebSocket in a
 * browser. Inputs are parsed by these schemas at the backend's door; what comes back is the backend's own.
 */
export const studioContract = {
  datasets: datasetsContract,
  disputes: disputesContract,
  files: filesContract,
  jobs: jobsContract,
  machine: machineContract,
  models: modelsContract,
  recipes: recipesContract,
  rollouts: rolloutsContract,
  scenes: scenesContract,
};

export type StudioClient = ContractRouterClient<typeof studioContract>;
