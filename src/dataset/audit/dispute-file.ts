import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DisputeLine } from '../../core/questions/audit/dispute.js';
import { ensureFolder, explainFileError } from '../whole-file.js';
import { auditFolder, DISPUTES_FILE } from './audit-files.js';

/**
 * Adds an objection below `audits/` of a folder.
 *
 * @returns where, and how many there are now
 */
export async function appendDispute(dir: string, line: DisputeLine): Promise<{ path: string; count: number }> {
  const path = join(auditFolder(dir), DISPUTES_FILE);
  try {
    await ensureFolder(auditFolder(dir));
    await appendFile(path, `${JSON.stringify(line)}\n`);
    const text = await readFile(path, 'utf8');
    return { path, count: text.split('\n').filter((written) => written !== '').length };
  } catch (error) {
    throw explainFileError(error, path, 'write');
  }
}
