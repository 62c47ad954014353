import { readdir } from 'node:fs/promises';
import { basename, extname, join, relative } from 'node:path';
import type { RunEvent } from '../contract/run-events.js';
import { CATEGORIES } from '../core/assets/library.js';
import { UsageError, UserError } from '../core/result.js';
import type { ImportedSummary } from '../core/assets/imported-asset.js';
import { importedSources, nextVariant, sourceKey, writeAssetFolder } from '../dataset/asset-folder.js';
import { readWholeFile, removeLeftovers, sha256Of, writeWholeFile } from '../dataset/whole-file.js';
import { MOST_BYTES } from '../importing/check-glb.js';
import { importModel } from '../importing/import-model.js';
import type { ImportOptions } from '../importing/import-options.js';

/** One model to import and what was said of it. */
export interface ImportItem {
  /** Path of the .glb file. */
  readonly path: string;
  /** Null: what was said of it does not do, for the reason in `problem`. */
  readonly options: Omit<ImportOptions, 'variant' | 'file'> | null;
  readonly problem?: string;
}

/**
 * Imports models one after another. One that cannot be used is listed with its reason and the rest go on. A file that is
 * there already, under this name and byte for byte, is listed and left as it is: a run that was killed is run again.
 *
 * @param into folder of imported objects
 * @param listing file to write the table of results to; null: none
 */
export async function* importRun(
  items: readonly ImportItem[],
  into: string,
  listing: string | null,
): AsyncGenerator<RunEvent> {
  yield { type: 'phase', phase: 'import', total: items.length, unit: 'models' };
  const imported: Readonly<Record<string, unknown>>[] = [];
  const known: Known = new Map();
  let kept = 0;
  const refused: { readonly file: string; readonly reason: string }[] = [];
  const rows: string[][] = [['file', 'result', 'category', 'size', 'parts', 'surfaces', 'cavity', 'note']];
  for (const [k, { path, options, problem }] of items.entries()) {
    try {
      if (options === null) throw new UserError(problem ?? `"${path}" was not described.`);
      const { record, folder, old, notes } = await importOne(path, options, into, known);
      if (old) kept++;
      const size = record.size.map((s) => s.toFixed(3)).join(' x ');
      imported.push({
        file: path,
        folder,
        category: record.category,
        name: record.nouns[0],
        size: record.size,
        parts: record.parts.length,
        surfaces: record.surfaces.length,
        cavity: record.opening !== null,
        solid: record.solid,
        fit: record.fit,
        notes,
      });
      rows.push([
        path,
        old ? 'kept' : 'imported',
        record.category,
        size,
        `${record.parts.length}`,
        `${record.surfaces.length}`,
        `${record.opening !== null}`,
        notes.join(' '),
      ]);
      for (const message of old ? [] : notes) yield { type: 'note', message: `${path}: ${message}` };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      refused.push({ file: path, reason: error.message });
      rows.push([path, 'refused', '', '', '', '', '', error.message]);
      yield { type: 'problem', where: path, message: error.message };
    }
    yield { type: 'progress', phase: 'import', done: k + 1, total: items.length };
  }
  if (listing !== null) await writeWholeFile(listing, Buffer.from(`${rows.map(csvRow).join('\n')}\n`));
  yield { type: 'done', summary: { into, imported, kept, refused, ...(listing !== null && { listing }) } };
}

/** Sources of the categories met so far. */
type Known = Map<string, Awaited<ReturnType<typeof importedSources>>>;

interface Import {
  readonly record: ImportedSummary;
  readonly folder: string;
  /** Was there before. */
  readonly old: boolean;
  readonly notes: readonly string[];
}

async function importOne(
  path: string,
  options: NonNullable<ImportItem['options']>,
  into: string,
  known: Known,
): Promise<Import> {
  const { category } = options;
  if (CATEGORIES.some(({ id }) => id === category)) {
    throw new UsageError(`"${category}" is a category of the library: choose another with --category.`);
  }
  if (extname(path).toLowerCase() !== '.glb') {
    throw new UserError(`"${path}" is no .glb file: export the object as binary glTF.`);
  }
  const glb = await readWholeFile(path, MOST_BYTES);
  let sources = known.get(category);
  if (!sources) {
    await removeLeftovers([join(into, category)]);
    sources = await importedSources(into, category);
    known.set(category, sources);
  }
  const source = sourceKey({ file: basename(path), sha256: sha256Of(glb) });
  const there = sources.get(source);
  if (there) {
    const notes = [`Was there already: remove ${there.path} to import it anew.`];
    return { record: there.summary, folder: there.path, old: true, notes };
  }
  const variant = await nextVariant(into, category);
  const { model, record } = await importModel(glb, { ...options, file: basename(path), variant });
  const folder = await writeAssetFolder(into, model, record);
  const { nouns, size, solid, fit, parts, surfaces, opening } = record;
  const counted = { parts: parts.map(() => null), surfaces: surfaces.map(() => null), opening: opening && true };
  const summary = { category, nouns, size, source: record.source, solid, fit, ...counted };
  sources.set(source, { path: folder, summary });
  return { record: summary, folder, old: false, notes: record.notes };
}

/** All .glb files below a folder, in order of their paths. */
export async function listModels(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && extname(entry.name).toLowerCase() === '.glb')
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Path of a model as a table names it. */
export const inFolder = (folder: string, path: string): string => relative(folder, path).replaceAll('\\', '/');

const csvRow = (cells: readonly string[]): string =>
  cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
