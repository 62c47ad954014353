import { join } from 'node:path';
import { z } from 'zod';
import { UsageError } from '../../../core/result.js';
import { parseRecord } from '../../parse-record.js';
import { fileSize, readWholeFile, sha256Of } from '../../whole-file.js';
import type { Benchmark } from './benchmark.js';
import { maskAnswer, readMask } from './mask-answer.js';
import { insideFolder } from './paths-and-forms.js';

// RefSpatial-Bench's raw data: Location/, Placement/ and Unseen/, each with question.json, image/ and mask/.

const rowSchema = z.object({
  id: z.union([z.number(), z.string()]),
  object: z.string().nullish(),
  prompt: z.string().min(1),
  rgb_path: z.string().min(1),
  mask_path: z.string().min(1),
  category: z.string().nullish(),
  step: z.number().nullish(),
});

const PARTS = ['Location', 'Placement', 'Unseen'] as const;
type Row = z.infer<typeof rowSchema>;

const idOf = (part: string, { id }: Row): string => `${part.toLowerCase()}-${id}`;

const REMEDY = 'put the file from the RefSpatial-Bench repository back.';

export async function openRefSpatial(folder: string): Promise<Benchmark> {
  const parts: { part: string; rows: Row[] }[] = [];
  let all = '';
  for (const part of PARTS) {
    const path = join(folder, part, 'question.json');
    if ((await fileSize(path)) === null) continue;
    const text = (await readWholeFile(path)).toString('utf8');
    parts.push({ part, rows: parseRecord(z.array(rowSchema), text, path, REMEDY) });
    all += `${part}\n${text}`;
  }
  if (parts.length === 0)
    throw new UsageError(
      `"${folder}" has no Location, Placement or Unseen with a question.json: name RefSpatial-Bench's folder.`,
    );
  return {
    name: 'RefSpatial-Bench',
    id: 'refspatial',
    digest: sha256Of(all),
    outline: parts.flatMap(({ part, rows }) =>
      rows.map((row) => ({ id: idOf(part, row), answer: 'points' as const, options: 1 })),
    ),
    async *items() {
      for (const { part, rows } of parts) {
        const own = join(folder, part);
        for (const row of rows) {
          const { width, height, values } = await readMask(
            insideFolder(own, row.mask_path, join(own, 'question.json')),
          );
          const mask = values.map((value) => (value > 0 ? 1 : 0));
          yield {
            id: idOf(part, row),
            text: row.prompt,
            answer: maskAnswer((pixel) => mask[pixel] === 1, width, height),
            images: [insideFolder(own, row.rgb_path, join(own, 'question.json'))],
            facets: { kind: part, ...(typeof row.step === 'number' && { steps: String(row.step) }) },
            rule: { kind: 'mask-mean', width, height, mask },
          };
        }
      }
    },
  };
}
