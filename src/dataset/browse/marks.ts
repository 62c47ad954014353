import { join } from 'node:path';
import { z } from 'zod';
import { isViewId } from '../layout.js';
import { parseRecord } from '../parse-record.js';
import { fileSize, readWholeFile, writeWholeFile } from '../whole-file.js';

// What people think of images: tags, and which to leave out of exports. Beside the data, in `marks.json`; never in it.

const MAX_BYTES = 64 * 1024 * 1024;

export const marksSchema = z.strictObject({
  schema: z.literal('vantage/marks@1'),
  /** Ids of views that exports leave out, with the questions that show them. */
  excluded: z.array(z.string().refine(isViewId, 'must be ids of views')),
  /** Ids of views by tag. */
  tags: z.record(z.string().min(1).max(60), z.array(z.string().refine(isViewId, 'must be ids of views'))),
});

export interface Marks {
  readonly excluded: Set<string>;
  readonly tags: Map<string, Set<string>>;
}

export const marksPath = (dir: string): string => join(dir, 'marks.json');

/** @throws UserError when the file is there and is not as it should be */
export async function readMarks(dir: string): Promise<Marks> {
  const path = marksPath(dir);
  if ((await fileSize(path)) === null) return { excluded: new Set(), tags: new Map() };
  const text = (await readWholeFile(path, MAX_BYTES)).toString('utf8');
  const { excluded, tags } = parseRecord(marksSchema, text, path, 'mend it, or delete it: only marks are lost.');
  return {
    excluded: new Set(excluded),
    tags: new Map(Object.entries(tags).map(([tag, views]) => [tag, new Set(views)])),
  };
}

/** Written whole, in an order that does not depend on who marked first. */
export async function writeMarks(dir: string, { excluded, tags }: Marks): Promise<void> {
  const named = [...tags].filter(([, views]) => views.size > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  const record = {
    schema: 'vantage/marks@1',
    excluded: [...excluded].sort(),
    tags: Object.fromEntries(named.map(([tag, views]) => [tag, [...views].sort()])),
  };
  await writeWholeFile(marksPath(dir), `${JSON.stringify(record, null, 2)}\n`);
}
