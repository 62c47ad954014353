import sharp from 'sharp';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../../../core/result.js';
import { inPolygon } from '../../../core/scoring/published-rules.js';
import { parseRecord } from '../../parse-record.js';
import { readWholeFile, sha256Of } from '../../whole-file.js';
import type { Benchmark, BenchmarkItem } from './benchmark.js';
import { maskAnswer } from './mask-answer.js';
import { insideFolder, withoutForm } from './paths-and-forms.js';

// RoboSpatial-Home as its download_benchmark.py lays it out: annotations.json beside images/.

const rowSchema = z.object({
  category: z.string(),
  question: z.string().min(1),
  answer: z.string().min(1),
  img: z.string().min(1),
});

const REMEDY = 'download RoboSpatial-Home with its own download_benchmark.py, and name that folder.';

export async function openRoboSpatialHome(folder: string): Promise<Benchmark> {
  const path = join(folder, 'annotations.json');
  const text = (await readWholeFile(path)).toString('utf8');
  const rows = parseRecord(z.array(rowSchema).min(1), text, path, REMEDY);
  return {
    name: 'RoboSpatial-Home',
    id: 'robospatial-home',
    digest: sha256Of(text),
    outline: rows.map((row, i) => ({ id: idOf(row, i), answer: verdictOf(row) ? 'yes-no' : 'points', options: 1 })),
    async *items() {
      for (const [i, row] of rows.entries()) yield await itemOf(row, i, path);
    },
  };
}

type Row = z.infer<typeof rowSchema>;

const idOf = (row: Row, i: number): string => `${row.category}-${String(i).padStart(4, '0')}`;

function verdictOf({ answer }: Row): 'yes' | 'no' | null {
  const said = answer.trim().toLowerCase();
  return said === 'yes' || said === 'no' ? said : null;
}

async function itemOf(row: Row, i: number, path: string): Promise<BenchmarkItem> {
  const common = {
    id: idOf(row, i),
    text: withoutForm(row.question),
    images: [insideFolder(dirname(path), row.img, path)],
    facets: { kind: row.category },
  };
  const said = verdictOf(row);
  if (said !== null)
    return { ...common, answer: { kind: 'yes-no', value: said === 'yes' }, rule: { kind: 'starts-with', word: said } };
  const polygon = readPolygon(row.answer);
  if (polygon === null)
    throw new UserError(`"${path}", entry ${i + 1}: "answer" is neither yes, no nor a list of points: ${REMEDY}`);
  const { width, height } = await sharp(await readWholeFile(common.images[0])).metadata();
  const inside = (pixel: number) =>
    inPolygon(((pixel % width) + 0.5) / width, (Math.floor(pixel / width) + 0.5) / height, polygon);
  return {
    ...common,
    answer: maskAnswer(inside, width, height),
    rule: { kind: 'first-point-in-polygon', polygon },
  };
}

/** "[(0.383, 0.873), …]": at least three corners. */
function readPolygon(text: string): [number, number][] | null {
  const corners = [...text.matchAll(/[([]\s*(-?\d*\.?\d+)\s*,\s*(-?\d*\.?\d+)\s*[)\]]/g)].map(
    (match): [number, number] => [Number(match[1]), Number(match[2])],
  );
  return corners.length >= 3 ? corners : null;
}
