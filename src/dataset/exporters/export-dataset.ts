import { mkdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UsageError } from '../../core/result.js';
import { readMarks } from '../browse/marks.js';
import { Dataset } from '../dataset.js';
import { asidePath, ensureFolder, explainFileError, listFolder, syncFolder } from '../whole-file.js';
import { cocoExporter } from './coco.js';
import type { Exporter, ExportProgress, ExportSummary } from './exporter.js';
import { llavaExporter } from './llava.js';
import { robospatialExporter } from './robospatial.js';

export const EXPORTERS: readonly Exporter[] = [llavaExporter, robospatialExporter, cocoExporter];

/**
 * Exports a dataset into a new folder: written aside and renamed, so that it is whole or absent. Leaving the loop
 * early leaves nothing. Images that `marks.json` excludes are left out, with the questions that show them.
 *
 * @param set question set; may be left out where the dataset has just one
 * @param only ids of the views to export; null: all
 * @throws UsageError for an unknown format, or a folder that holds something already
 */
export async function* exportDataset(
  dir: string,
  format: string,
  out: string,
  set?: string,
  only: readonly string[] | null = null,
): AsyncGenerator<ExportProgress, ExportSummary> {
  const exporter = exporterOf(format);
  const dataset = await Dataset.open(dir, await leftOut(dir, only));
  const chosen = exporter.needsQuestions ? dataset.questionSet(set) : '';
  const folder = resolve(out);
  await expectFree(folder, out);
  await ensureFolder(dirname(folder));

  const aside = asidePath(folder);
  try {
    await mkdir(aside);
    const summary = yield* exporter.write(dataset, aside, chosen);
    await rmdir(folder).catch(() => {});
    await rename(aside, folder);
    await syncFolder(dirname(folder));
    return summary;
  } catch (error) {
    throw explainFileError(error, out, 'write');
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** The first rows that an export would write, as JSON. */
export async function previewRows(
  dir: string,
  format: string,
  set: string | undefined,
  count: number,
  only: readonly string[] | null = null,
): Promise<string[]> {
  const exporter = exporterOf(format);
  const dataset = await Dataset.open(dir, await leftOut(dir, only));
  const rows: string[] = [];
  for await (const row of exporter.rows(dataset, exporter.needsQuestions ? dataset.questionSet(set) : '')) {
    rows.push(JSON.stringify(row, null, 2));
    if (rows.length === count) break;
  }
  return rows;
}

/** What is excluded, and what was not chosen. */
async function leftOut(dir: string, only: readonly string[] | null): Promise<Pick<ReadonlySet<string>, 'has'>> {
  const { excluded } = await readMarks(dir);
  if (only === null) return excluded;
  const chosen = new Set(only);
  return { has: (view) => excluded.has(view) || !chosen.has(view) };
}

function exporterOf(format: string): Exporter {
  const exporter = EXPORTERS.find(({ id }) => id === format);
  if (!exporter)
    throw new UsageError(`There is no format "${format}": choose ${EXPORTERS.map(({ id }) => id).join(' or ')}.`);
  return exporter;
}

async function expectFree(folder: string, out: string): Promise<void> {
  if ((await listFolder(folder)).length > 0) {
    throw new UsageError(`"${out}" is not empty: choose another folder for the export, or empty this one.`);
  }
}
