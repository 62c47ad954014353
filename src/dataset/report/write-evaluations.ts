import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { compareModels } from '../../core/scoring/mcnemar.js';
import type { ItemScore } from '../../core/scoring/score-report.js';
import { evaluationPaths, listEvaluations, readEvaluation } from '../evaluation/evaluation-folder.js';
import { readScores } from '../evaluation/evaluation-scores-file.js';
import { csvOf } from '../evaluation/scores-csv.js';
import { writeWholeFile } from '../whole-file.js';
import { evaluationFigures, type ShownEvaluation } from './evaluation-figures.js';
import { evaluationPage, type EvaluationGroup } from './evaluation-page.js';

/** Dots per CSS inch of the PNGs: sharp in print at the size they have on screen. */
const PNG_DPI = 216;

/**
 * Writes evaluations.html and its figures (SVG, PNG, CSV) into a report's folder.
 *
 * @param dir the folder of the dataset or benchmark
 * @param sheet whether the contact sheet of the dataset stands beside it
 * @returns how many evaluations it shows; nothing is written when there are none with scores
 */
export async function writeEvaluations(dir: string, name: string, folder: string, sheet: boolean): Promise<number> {
  const shown: ShownEvaluation[] = [];
  for (const evaluation of await listEvaluations(dir)) {
    const record = await readEvaluation(dir, evaluation);
    const scores = await readScores(evaluationPaths(dir, evaluation));
    if (record && scores) shown.push({ record, scores });
  }
  if (shown.length === 0) return 0;
  const bySource = new Map<string, ShownEvaluation[]>();
  for (const one of shown) {
    const key = one.record.plan.source.digest;
    bySource.set(key, [...(bySource.get(key) ?? []), one]);
  }
  await mkdir(join(folder, 'figures'), { recursive: true });
  const groups: EvaluationGroup[] = [];
  for (const [i, evaluations] of [...bySource.values()].entries()) {
    const { source } = evaluations[0].record.plan;
    const prefix = bySource.size === 1 ? '' : `${source.set ?? i + 1}-`;
    const figures = evaluationFigures(evaluations).map((one) => ({ ...one, name: `${prefix}${one.name}` }));
    for (const { name: file, figure, csv } of figures) {
      const path = join(folder, 'figures', file);
      await writeWholeFile(`${path}.svg`, figure.svg);
      await writeWholeFile(`${path}.png`, await sharp(Buffer.from(figure.svg), { density: PNG_DPI }).png().toBuffer());
      await writeWholeFile(`${path}.csv`, csvOf(csv));
    }
    const title = source.set === null ? source.name : `Question set “${source.set}”`;
    groups.push({ title, evaluations, comparisons: comparisonsOf(evaluations), figures });
  }
  await writeWholeFile(join(folder, 'evaluations.html'), evaluationPage(name, sheet, groups));
  return shown.length;
}

/** Every pair, on the items both answered. */
function comparisonsOf(evaluations: readonly ShownEvaluation[]): EvaluationGroup['comparisons'] {
  const plain = (scores: readonly ItemScore[]) => scores.filter(({ rotation }) => rotation === 0);
  return evaluations.flatMap((first, i) =>
    evaluations.slice(i + 1).map((second) => ({
      first: first.record.name,
      second: second.record.name,
      mcnemar: compareModels(plain(first.scores.report.items), plain(second.scores.report.items)),
    })),
  );
}
