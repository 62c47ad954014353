import { implement } from '@orpc/server';
import { join } from 'node:path';
import { disputesContract } from '../../contract/studio/disputes.js';
import { DISPUTES_FILE, auditFolder } from '../../dataset/audit/audit-files.js';
import { appendDispute } from '../../dataset/audit/dispute-file.js';
import { Dataset } from '../../dataset/dataset.js';
import type { StudioBackend } from './backend.js';

export function disputesRouter({ roots }: StudioBackend) {
  const disputes = implement(disputesContract);
  return {
    add: disputes.add.handler(async ({ input: { dataset, line } }) => {
      const dir = await roots.writable(dataset ?? '.', ['dataset']);
      // Says what is wrong with a folder that is no dataset, and writes nothing into it.
      if (dataset !== null) await Dataset.open(dir);
      await roots.writable(join(auditFolder(dir), DISPUTES_FILE));
      return appendDispute(dir, line);
    }),
  };
}
