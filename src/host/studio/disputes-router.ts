import { implement } from '@orpc/server';
import { resolve } from 'node:path';
import { disputesContract } from '../../contract/studio/disputes.js';
import { appendDispute } from '../../dataset/audit/dispute-file.js';
import { Dataset } from '../../dataset/dataset.js';
import type { StudioBackend } from './backend.js';

export function disputesRouter({ workingFolder }: StudioBackend) {
  const disputes = implement(disputesContract);
  return {
    add: disputes.add.handler(async ({ input: { dataset, line } }) => {
      if (dataset === null) return appendDispute(workingFolder, line);
      const dir = resolve(workingFolder, dataset);
      // Says what is wrong with a folder that is no dataset, and writes nothing into it.
      await Dataset.open(dir);
      return appendDispute(dir, line);
    }),
  };
}
