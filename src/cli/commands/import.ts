import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { UsageError } from '../../core/result.js';
import { inFolder, importRun, listModels, type ImportItem } from '../../host/import-run.js';
import { IMPORTED_FOLDER } from '../../host/imported-library.js';
import { readImportTable } from '../../host/import-table.js';
import type { Command } from '../index.js';
import type { ParsedOptions } from '../options.js';
import { readModelWords, type ModelWords } from '../model-words.js';

export const importCommand: Command = {
  spec: {
    name: 'import',
    positionals: ['MODEL.glb|FOLDER'],
    summary: 'Bring your own objects in: checked, scaled, made ready to collide and to be asked about.',
    options: {
      name: { value: 'WORDS', text: 'What it is called in questions, e.g. "espresso cup"; asked for when left out.' },
      front: { value: 'AXIS', text: 'Which way of the file it faces: +z (glTF’s habit), -z, +x, -x, or none.' },
      licence: { value: 'TEXT', text: 'Its licence, e.g. CC-BY-4.0; written into every dataset that shows it.' },
      source: { value: 'TEXT', text: 'Where it comes from: author, address.' },
      synonyms: { value: 'A,B', text: 'Other names that match it.' },
      hypernyms: { value: 'A,B', text: 'Wider words that match it, e.g. cup,container.' },
      category: {
        value: 'ID',
        text: 'Category in recipes; models of one category are its variants (default: from the name).',
      },
      kind: { value: 'KIND', text: 'tabletop or furniture (default: by size, 60 cm).' },
      height: { value: 'M', text: 'Its real height in metres; default: the file’s own units.' },
      unit: { value: 'UNIT', text: 'Unit of the file: m, cm, mm or in (default m, as glTF says).' },
      up: { value: 'AXIS', text: 'Which way of the file is up (default +y, as glTF says).' },
      'left-right': {
        value: 'RULE',
        text: 'intrinsic, facing or unsettled: whose left is its left (default unsettled).',
      },
      symmetry: { value: 'N', text: 'Looks the same after a turn of 360/N degrees: 1, 2, 4 or infinite (default 1).' },
      material: { value: 'WORD', text: 'Of its main part, as an adjective: wooden, ceramic, metal, plastic …' },
      density: { value: 'KG', text: 'Kilograms per cubic metre (default 500).' },
      friction: { value: 'MU', text: 'Coefficient of friction (default 0.5).' },
      table: {
        value: 'FILE',
        text: 'For a folder: CSV with a line a file: file,name,front,licence and any option above.',
      },
      into: { value: 'DIR', text: `Folder of imported objects (default ${IMPORTED_FOLDER}).` },
      list: { value: 'FILE', text: 'Write what was imported and refused as CSV.' },
    },
  },
  async *run(options) {
    const [path] = options.positionals;
    const isFolder = await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    );
    const items = isFolder ? await folderItems(path, options) : [await singleItem(path, options)];
    yield* importRun(items, options.text('into') ?? IMPORTED_FOLDER, options.text('list') ?? null);
  },
  conclude({ imported, kept, refused, into, listing }) {
    const done = imported as readonly Imported[];
    const bad = refused as readonly unknown[];
    const lines = done
      .slice(0, 20)
      .map(
        ({ name, category, size, parts, surfaces, cavity, fit }) =>
          `${name} (${category}): ${size.map((s) => (100 * s).toFixed(1)).join(' x ')} cm, ${parts} convex parts (off by ${(1000 * Math.max(fit.outside, fit.inside)).toFixed(1)} mm), ${surfaces} support surfaces, ${cavity ? 'a cavity' : 'no cavity'}`,
      );
    if (done.length > lines.length) lines.push(`and ${done.length - lines.length} more`);
    return {
      text: `${[...lines, `${done.length - Number(kept)} imported into ${String(into)}, ${Number(kept) > 0 ? `${Number(kept)} there already, ` : ''}${bad.length} refused${listing ? `; all in ${String(listing)}` : ''}`].join('\n')}\n`,
      failed: done.length === 0,
    };
  },
};

interface Imported {
  readonly name: string;
  readonly category: string;
  readonly size: readonly number[];
  readonly parts: number;
  readonly surfaces: number;
  readonly cavity: boolean;
  readonly fit: { readonly outside: number; readonly inside: number };
}

const OPTION_NAMES = [
  'name',
  'front',
  'licence',
  'source',
  'synonyms',
  'hypernyms',
  'category',
  'kind',
  'height',
  'unit',
  'up',
  'left-right',
  'symmetry',
  'material',
  'density',
  'friction',
] as const;

async function singleItem(path: string, options: ParsedOptions): Promise<ImportItem> {
  const words = given(options);
  return { path, options: readModelWords(await askForMissing(words, path), path) };
}

/** Every model of a folder: by its line in the table, the command's options standing in for what the line leaves out. */
async function folderItems(folder: string, options: ParsedOptions): Promise<ImportItem[]> {
  const models = await listModels(folder);
  if (models.length === 0) throw new UsageError(`"${folder}" holds no .glb file: choose the folder of your models.`);
  const shared = given(options);
  const table = options.text('table');
  const lines = table === undefined ? null : await readImportTable(table);
  const unknown = lines && [...lines.keys()].find((file) => !models.some((path) => inFolder(folder, path) === file));
  if (unknown)
    throw new UsageError(`"${table}" names "${unknown}", which is not in "${folder}": correct the file's name.`);
  return models.map((path) => {
    const line = lines?.get(inFolder(folder, path)) ?? {};
    const filled = Object.fromEntries(Object.entries(line).filter(([, value]) => value !== ''));
    const name = basename(path, extname(path))
      .replaceAll(/[-_.\d]+/g, ' ')
      .trim();
    try {
      return { path, options: readModelWords({ ...(lines === null && { name }), ...shared, ...filled }, path) };
    } catch (error) {
      // Unattended: what is wrong with one line is listed, and the others are imported.
      if (!(error instanceof UsageError)) throw error;
      return { path, options: null, problem: error.message };
    }
  });
}

const given = (options: ParsedOptions): ModelWords =>
  Object.fromEntries(
    OPTION_NAMES.flatMap((name) => {
      const value = options.text(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );

/** Name, front and licence cannot be guessed: at a terminal they are asked for. */
async function askForMissing(words: ModelWords, path: string): Promise<ModelWords> {
  const questions: Readonly<Record<'name' | 'front' | 'licence', string>> = {
    name: `What is "${basename(path)}" called (e.g. espresso cup)? `,
    front: 'Which way of the file does it face: +z, -z, +x, -x, or none (round things, plain boxes)? ',
    licence: 'What is its licence (e.g. CC-BY-4.0, own work)? ',
  };
  const missing = (['name', 'front', 'licence'] as const).filter((key) => words[key] === undefined);
  if (missing.length === 0 || !process.stdin.isTTY) return words;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answers: Record<string, string> = {};
  for (const key of missing) answers[key] = await terminal.question(questions[key]);
  terminal.close();
  return { ...words, ...answers };
}
