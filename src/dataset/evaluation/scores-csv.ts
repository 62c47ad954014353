import type { ItemScore, ScoreItem } from '../../core/scoring/score-report.js';

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
export function scoresCsv(
  scores: readonly ItemScore[],
  items: ReadonlyMap<string, Pick<ScoreItem, 'facets'>>,
  published: ReadonlyMap<string, number> | null,
): string {
  const dimensions = [...new Set([...items.values()].flatMap(({ facets }) => Object.keys(facets)))];
  const header = [
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
  ];
  const rows = scores.map((score) => [
    score.item,
    score.rotation,
    ...dimensions.map((name) => items.get(score.item)?.facets[name] ?? ''),
    score.outcome,
    score.score,
    score.fault?.reason ?? '',
    score.pYes ?? '',
    score.robospatial ?? '',
    ...(published === null ? [] : [published.get(score.item) ?? '']),
    ...MEASURES.map((name) => score.measures[name] ?? ''),
  ]);
  return csvOf([header, ...rows]);
}

/** Rows of cells as comma-separated values, RFC 4180. */
export const csvOf = (rows: readonly (readonly (string | number | boolean)[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');

function cell(value: string | number | boolean): string {
  const text = typeof value === 'number' ? String(Number(value.toPrecision(9))) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
