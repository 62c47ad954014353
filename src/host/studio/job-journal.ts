import { join } from 'node:path';
import { z } from 'zod';
import { jobSpecSchema } from '../../contract/studio/jobs.js';
import { UserError } from '../../core/result.js';
import { ensureFolder, fileSize, readWholeFile, writeWholeFile } from '../../dataset/whole-file.js';
import type { JobEntry } from '../../services/job-queue.js';

// The queue as it outlives the backend: `.vantage/jobs.json` in the working folder, whole or absent.

const FOLDER = '.vantage';
const MAX_BYTES = 16 * 1024 * 1024;

const entrySchema = z.object({
  id: z.string().min(1).max(64),
  spec: jobSpecSchema,
  status: z.enum([
    'queued',
    'running',
    'pausing',
    'cancelling',
    'paused',
    'interrupted',
    'cancelled',
    'failed',
    'done',
  ]),
  added: z.number(),
  started: z.number().nullable(),
  ended: z.number().nullable(),
  failure: z.string().nullable(),
  summary: z.record(z.string(), z.unknown()).nullable(),
});
const journalSchema = z.object({ schema: z.literal('vantage/jobs@1'), jobs: z.array(entrySchema) });

export const journalPath = (workingFolder: string): string => join(workingFolder, FOLDER, 'jobs.json');

/** @throws UserError when the file is there and is no journal of ours */
export async function readJournal(workingFolder: string): Promise<JobEntry[]> {
  const path = journalPath(workingFolder);
  if ((await fileSize(path)) === null) return [];
  const text = (await readWholeFile(path, MAX_BYTES)).toString('utf8');
  const parsed = journalSchema.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data.jobs;
  throw new UserError(
    `"${path}" is not as Vantage writes it: move it away; the jobs it lists are lost, their data are not.`,
  );
}

export async function writeJournal(workingFolder: string, jobs: readonly JobEntry[]): Promise<void> {
  await ensureFolder(join(workingFolder, FOLDER));
  await writeWholeFile(journalPath(workingFolder), `${JSON.stringify({ schema: 'vantage/jobs@1', jobs }, null, 2)}\n`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // refused by the schema with a sentence
  }
}
