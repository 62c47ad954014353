import type { EvaluationScores } from '../../core/evaluation/evaluation-scores.js';
import { UserError } from '../../core/result.js';
import { AsideFile, fileSize, readWholeFile } from '../whole-file.js';
import type { EvaluationPaths } from './evaluation-folder.js';
import { scoresCsv } from './scores-csv.js';

const SCHEMA = 'vantage/evaluation-scores@1';

/** Writes scores.json and scores.csv, each whole. Derived from the replies: may be deleted and made again. */
export async function writeScores(paths: EvaluationPaths, scores: EvaluationScores): Promise<void> {
  await writePieces(paths.scores, scoresJson(scores));
  await writePieces(paths.table, scoresCsv(scores));
}

async function writePieces(path: string, pieces: Iterable<string>): Promise<void> {
  const file = await AsideFile.open(path);
  for (const piece of pieces) await file.write(Buffer.from(piece));
  await file.seal();
  await file.keep();
}

/** JSON in pieces: as one text it would be larger than all that it is made of. */
function* scoresJson({ report, facets, truths, published, ...rest }: EvaluationScores): Generator<string> {
  const { items, ...summary } = report;
  yield `${open({ schema: SCHEMA, ...rest })}"report":${open(summary)}"items":[`;
  yield* joined(items, (score) => JSON.stringify(score));
  yield `]},"facets":{`;
  yield* joined(Object.entries(facets), member);
  yield `},"truths":{`;
  yield* joined(Object.entries(truths), member);
  yield `},"published":${published === null ? 'null' : '{'}`;
  if (published !== null) {
    yield* joined(Object.entries(published), member);
    yield '}';
  }
  yield '}\n';
}

/** An object's JSON up to where another member may follow. */
const open = (value: object): string => `${JSON.stringify(value).slice(0, -1)},`;

const member = ([name, value]: readonly [string, unknown]): string =>
  `${JSON.stringify(name)}:${JSON.stringify(value)}`;

/** Members of one piece. */
const TOGETHER = 500;

function* joined<T>(list: readonly T[], write: (one: T) => string): Generator<string> {
  for (let i = 0; i < list.length; i += TOGETHER)
    yield (
      (i === 0 ? '' : ',') +
      list
        .slice(i, i + TOGETHER)
        .map(write)
        .join(',')
    );
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
