import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../../../core/result.js';
import { parseRecord } from '../../parse-record.js';
import { fileSize, readWholeFile, sha256Of } from '../../whole-file.js';
import type { Benchmark } from './benchmark.js';
import { maskAnswer, readMask } from './mask-answer.js';
import { insideFolder, withoutForm } from './paths-and-forms.js';

// Where2Place: point_questions.jsonl beside images/ and masks/; the n-th question's mask is masks/NN.

const rowSchema = z.object({
  question_id: z.union([z.number(), z.string()]).nullish(),
  image: z.string().min(1),
  text: z.string().min(1),
});

const idOf = (i: number): string => `point-${String(i).padStart(2, '0')}`;

const REMEDY = "put Where2Place's own file back.";

export async function openWhere2Place(folder: string): Promise<Benchmark> {
  const path = join(folder, 'point_questions.jsonl');
  const text = (await readWholeFile(path)).toString('utf8');
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const rows = lines.map((line, i) => parseRecord(rowSchema, line, `${path}, line ${i + 1}`, REMEDY));
  if (rows.length === 0) throw new UserError(`"${path}" holds no question: ${REMEDY}`);
  return {
    name: 'Where2Place',
    id: 'where2place',
    digest: sha256Of(text),
    outline: rows.map((_, i) => ({ id: idOf(i), answer: 'points', options: 1 })),
    async *items() {
      for (const [i, row] of rows.entries()) {
        const { width, height, values } = await readMask(await maskPath(folder, i));
        yield {
          id: idOf(i),
          text: withoutForm(row.text),
          answer: maskAnswer((pixel) => values[pixel] >= 0.5, width, height),
          images: [insideFolder(join(folder, 'images'), row.image, path)],
          facets: { kind: 'free space' },
          rule: { kind: 'mask-mean', width, height, mask: values },
        };
      }
    },
  };
}

async function maskPath(folder: string, i: number): Promise<string> {
  const stem = join(folder, 'masks', String(i).padStart(2, '0'));
  for (const extension of ['.jpg', '.png']) {
    if ((await fileSize(stem + extension)) !== null) return stem + extension;
  }
  throw new UserError(`"${stem}.jpg" is missing: ${REMEDY}`);
}
