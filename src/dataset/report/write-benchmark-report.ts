import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { asidePath, explainFileError } from '../whole-file.js';
import { writeEvaluations } from './write-evaluations.js';

/**
 * Writes `DIR/report/evaluations.html` and its figures for a benchmark's folder, in place of an older report.
 *
 * @returns the page's path and how many evaluations it shows; null where there are none with scores
 */
export async function writeBenchmarkReport(dir: string): Promise<{ path: string; evaluations: number } | null> {
  const folder = join(dir, 'report');
  const aside = asidePath(folder);
  try {
    await mkdir(aside, { recursive: true });
    const evaluations = await writeEvaluations(dir, basename(resolve(dir)), aside, false);
    if (evaluations === 0) return null;
    await rm(folder, { recursive: true, force: true });
    await rename(aside, folder);
    return { path: join(folder, 'evaluations.html'), evaluations };
  } catch (error) {
    throw explainFileError(error, folder, 'write');
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}
