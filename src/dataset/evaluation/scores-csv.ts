import type { EvaluationScores } from '../../core/evaluation/evaluation-scores.js';

/** Measures that have a column of their own. */
const MEASURES = [
  'relativeError',
  'mra',
  'absoluteError',
  'points',
  'pointsInMask',
  'firstPointInMask',
  'iou',
  'iouAmodal',
  'distance3d',
] as const;

/** One line a score, its item's facets before it: for spreadsheets and data frames. */
export function* scoresCsv({ report, facets, published }: EvaluationScores): Generator<string> {
  const dimensions = [...new Set(Object.values(facets).flatMap((own) => Object.keys(own)))];
  yield csvOf([
    [
      'item',
      'rotation',
      ...dimensions,
      'outcome',
      'score',
      'fault',
      'p_yes',
      'robospatial',
      ...(published === null ? [] : ['published']),
      ...MEASURES,
    ],
  ]);
  for (const score of report.items) {
    const row = [
      score.item,
      score.rotation,
      ...dimensions.map((name) => facets[score.item]?.[name] ?? ''),
      score.outcome,
      score.score,
      score.fault?.reason ?? '',
      score.pYes ?? '',
      score.robospatial ?? '',
      ...(published === null ? [] : [published[score.item] ?? '']),
      ...MEASURES.map((name) => score.measures[name] ?? ''),
    ];
    yield csvOf([row]);
  }
}

/** Rows of cells as comma-separated values, RFC 4180. */
export const csvOf = (rows: readonly (readonly (string | number | boolean)[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');

function cell(value: string | number | boolean): string {
  const text = typeof value === 'number' ? String(Number(value.toPrecision(9))) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
