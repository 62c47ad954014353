import type { EvaluationScores } from '../../core/evaluation/evaluation-scores.js';
import type { ScoreItem } from '../../core/scoring/score-report.js';
import { UserError } from '../../core/result.js';
import { fileSize, readWholeFile, writeWholeFile } from '../whole-file.js';
import type { EvaluationPaths } from './evaluation-folder.js';
import { scoresCsv } from './scores-csv.js';

const SCHEMA = 'vantage/evaluation-scores@1';

/** Writes scores.json and scores.csv, each whole. Derived from the replies: may be deleted and made again. */
export async function writeScores(
  paths: EvaluationPaths,
  scores: EvaluationScores,
  items: readonly ScoreItem[],
): Promise<void> {
  await writeWholeFile(paths.scores, `${JSON.stringify({ schema: SCHEMA, ...scores })}\n`);
  const facets = new Map(items.map((item) => [item.id, item]));
  const published = scores.published && new Map(Object.entries(scores.published));
  await writeWholeFile(paths.table, scoresCsv(scores.report.items, facets, published));
}

/** Scores as written before; null when there are none. @throws UserError for a file of another version */
export async function readScores(paths: EvaluationPaths): Promise<EvaluationScores | null> {
  if ((await fileSize(paths.scores)) === null) return null;
  const remedy = 'run "vantage evaluate" with --rescore to write it again.';
  let value: unknown;
  try {
    value = JSON.parse((await readWholeFile(paths.scores)).toString('utf8'));
  } catch (error) {
    throw new UserError(`"${paths.scores}" is not readable JSON: ${remedy}`, { cause: error });
  }
  if ((value as { schema?: unknown } | null)?.schema !== SCHEMA)
    throw new UserError(`"${paths.scores}" was not written by this version: ${remedy}`);
  const { schema: _, ...scores } = value as EvaluationScores & { schema: string };
  return scores;
}
