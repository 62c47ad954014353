import { UsageError } from '../core/result.js';
import { readWholeFile } from '../dataset/whole-file.js';
import { readTable } from '../importing/read-table.js';

const MOST_BYTES = 16 * 1024 * 1024;

/** Lines of a table of models by the file they speak of. */
export async function readImportTable(path: string): Promise<Map<string, Record<string, string>>> {
  const rows = readTable((await readWholeFile(path, MOST_BYTES)).toString('utf8'), path);
  const lines = new Map<string, Record<string, string>>();
  for (const row of rows) {
    const file = row['file'];
    if (!file) throw new UsageError(`"${path}" needs a column "file" with a name in every line.`);
    if (lines.has(file)) throw new UsageError(`"${path}" names "${file}" twice: keep one line.`);
    lines.set(file.replaceAll('\\', '/'), row);
  }
  return lines;
}
