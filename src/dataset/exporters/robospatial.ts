import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { QuestionRecord } from '../../core/questions/question-record.js';
import type { Dataset } from '../dataset.js';
import { ensureFolder } from '../whole-file.js';
import type { Exporter, ExportProgress, ExportSummary } from './exporter.js';
import { JsonListFile } from './json-list-file.js';

/** One row of RoboSpatial's flat question files (arXiv 2411.16537). */
export interface RoboSpatialRow {
  /** Relative to the export's folder. */
  readonly image_path: string;
  readonly question: string;
  /** "Yes", "No", or a list of points as shares of the image. */
  readonly answer: string;
  readonly qa_type: 'pairwise_positional' | 'pairwise_compatibility' | 'unary_spatial_context';
}

/** Its three kinds as its trainers read them; questions of other kinds are left out and counted. */
export const robospatialExporter: Exporter = {
  id: 'robospatial',
  title: 'Rows as RoboSpatial’s trainers read them: train.json, test.json, images/*.png',
  models: ['RoboSpatial'],
  needsQuestions: true,
  rows: roboSpatialRows,
  write: writeRoboSpatial,
};

async function* roboSpatialRows(dataset: Dataset, set: string): AsyncGenerator<RoboSpatialRow> {
  for (const shard of dataset.shardIds)
    for await (const question of dataset.questions(set, shard)) {
      const row = rowOf(question);
      if (row !== null) yield row;
    }
}

async function* writeRoboSpatial(
  dataset: Dataset,
  folder: string,
  set: string,
): AsyncGenerator<ExportProgress, ExportSummary> {
  await ensureFolder(join(folder, 'images'));
  const total = dataset.record.shards.reduce((sum, shard) => sum + shard.views, 0);
  const counts = { train: 0, test: 0, leftOut: 0, images: 0 };
  const files = {
    train: await JsonListFile.open(join(folder, 'train.json')),
    test: await JsonListFile.open(join(folder, 'test.json')),
  };
  try {
    for (const file of Object.values(files)) await file.raw('[');
    for (const shard of dataset.shardIds) {
      const needed = new Set<string>();
      for await (const question of dataset.questions(set, shard)) {
        const row = rowOf(question);
        if (row === null || question.split === 'ambiguous') {
          counts.leftOut++;
          continue;
        }
        needed.add(question.views[0]);
        counts[question.split]++;
        await files[question.split].item(row);
      }
      for (const view of needed) {
        await writeFile(join(folder, imagePath(view)), (await dataset.readImages(view)).rgb);
        yield { done: ++counts.images, total };
      }
    }
    for (const file of Object.values(files)) await file.raw('\n]\n');
  } finally {
    for (const file of Object.values(files)) await file.close();
  }
  return counts;
}

/** @param view a checked id: readImages refuses others */
const imagePath = (view: string): string => `images/${view}.png`;

const DIRECTIONS = new Set(['left', 'right', 'front', 'behind', 'above', 'below', 'higher']);

/** @returns null for a question of no kind that RoboSpatial has */
export function rowOf({ type, kind, text, answer, views }: QuestionRecord): RoboSpatialRow | null {
  if (views.length !== 1) return null;
  const row = { image_path: imagePath(views[0]), question: text };
  if (answer.kind === 'yes-no') {
    const said = answer.value ? 'Yes' : 'No';
    if (kind === 'configuration' && DIRECTIONS.has(type))
      return { ...row, answer: said, qa_type: 'pairwise_positional' };
    if (type === 'fits' || type === 'fits_on') return { ...row, answer: said, qa_type: 'pairwise_compatibility' };
  }
  if (answer.kind === 'points' && type === 'free_space') {
    const points = answer.normalised.map((point) => `(${point.map((x) => x.toFixed(3)).join(', ')})`);
    return { ...row, answer: `[${points.join(', ')}]`, qa_type: 'unary_spatial_context' };
  }
  return null;
}
