import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import sharp from 'sharp';
import { z } from 'zod';
import { UserError } from '../../core/result.js';
import { explainFileError, fileSize } from '../whole-file.js';
import type { ExportProgress } from './exporter.js';

/** What a reader found in an export's files. */
export interface ReadBack {
  readonly rows: number;
  /** Images named by rows; each was opened. */
  readonly images: number;
}

const conversation = z.object({
  id: z.string().min(1),
  image: z.union([z.string(), z.array(z.string()).min(1)]),
  conversations: z.tuple([
    z.object({ from: z.literal('human'), value: z.string().includes('<image>') }),
    z.object({ from: z.literal('gpt'), value: z.string().min(1) }),
  ]),
});
const roboSpatialRow = z.object({
  image_path: z.string(),
  question: z.string().min(1),
  answer: z.string().min(1),
  qa_type: z.string(),
});
const cocoImage = z.object({
  id: z.int(),
  file_name: z.string(),
  width: z.int().min(1),
  height: z.int().min(1),
});

/**
 * Reads an export as a trainer would: every row of every file against what its format says, every image that a row
 * names. Files hold one row a line, so that none is in memory whole.
 *
 * @throws UserError naming the row and what is wrong with it
 */
export async function* readBack(folder: string, format: string): AsyncGenerator<ExportProgress, ReadBack> {
  const seen = new Set<string>();
  let rows = 0;
  for (const split of ['train', 'test']) {
    const path =
      format === 'coco' ? join(folder, 'annotations', `instances_${split}.json`) : join(folder, `${split}.json`);
    let open = false;
    for await (const { text, number } of linesOf(path)) {
      // A file without rows is one line.
      if (text === '[]' || text === '[') open = true;
      if (!text.startsWith('{') || (format === 'coco' && !text.startsWith('{"id"'))) {
        open ||= text.startsWith('{"info"');
        continue;
      }
      const row: unknown = parsedRow(text, path, number);
      for (const image of imagesOf(row, format, path, number, split)) {
        if (seen.has(image)) continue;
        seen.add(image);
        await expectImage(join(folder, image), path, number);
      }
      rows++;
      if (rows % 100 === 0) yield { done: rows, total: rows };
    }
    if (!open) throw new UserError(`"${path}" does not begin as its format says: export again.`);
  }
  yield { done: rows, total: rows };
  return { rows, images: seen.size };
}

async function* linesOf(path: string): AsyncGenerator<{ text: string; number: number }> {
  if ((await fileSize(path)) === null) throw new UserError(`"${path}" was not written: export again.`);
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity });
  let number = 0;
  try {
    for await (const line of lines) yield { text: line.replace(/,$/, ''), number: ++number };
  } catch (error) {
    throw explainFileError(error, path, 'read');
  }
}

function parsedRow(text: string, path: string, number: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw wrong(path, number, 'it is no JSON');
  }
}

function imagesOf(row: unknown, format: string, path: string, number: number, split: string): string[] {
  if (format === 'llava') return [checked(conversation, row, path, number).image].flat();
  if (format === 'robospatial') return [checked(roboSpatialRow, row, path, number).image_path];
  // COCO's file also lists categories and annotations, a row each.
  if (typeof row === 'object' && row !== null && 'file_name' in row)
    return [join(split, checked(cocoImage, row, path, number).file_name)];
  return [];
}

function checked<T extends z.ZodType>(schema: T, row: unknown, path: string, number: number): z.infer<T> {
  const parsed = schema.safeParse(row);
  if (!parsed.success) throw wrong(path, number, parsed.error.issues[0].message);
  return parsed.data;
}

async function expectImage(image: string, path: string, number: number): Promise<void> {
  const { width = 0 } = await sharp(image)
    .metadata()
    .catch(() => ({ width: 0 }));
  if (width === 0) throw wrong(path, number, `its image "${image}" cannot be read`);
}

const wrong = (path: string, number: number, what: string) =>
  new UserError(`"${path}", line ${number} is not as its format says (${what}): export again.`);
