import type { UnnamedObject } from '../../core/questions/survey-scene.js';
import type { QuestionRow } from '../scene-worker/messages.js';
import { answerWord, frameWord, statusOf, type RowStatus } from './row-words.js';

/** What of the list is shown; null and false leave everything in. */
export interface RowFilter {
  readonly kind: string | null;
  readonly type: string | null;
  readonly frame: string | null;
  /** "YES", "NO", or "other" for all that is no yes or no. */
  readonly answer: string | null;
  readonly view: string | null;
  /** Rows without a margin ratio stay in while it is 0. */
  readonly marginAtLeast: number;
  /** Rows that have this object in their question. */
  readonly object: number | null;
  /** How the model's reply came out, as `modelWord` has it. */
  readonly model: string | null;
  readonly show: Readonly<Record<RowStatus, boolean>>;
}

export const EVERYTHING: RowFilter = {
  kind: null,
  type: null,
  frame: null,
  answer: null,
  view: null,
  marginAtLeast: 0,
  object: null,
  model: null,
  show: { asked: true, ambiguous: false, refused: false },
};

/** @param modelWordOf how a model's reply to a row came out; without a model nothing is left out for it */
export const filterRows = (
  rows: readonly QuestionRow[],
  filter: RowFilter,
  modelWordOf?: (row: QuestionRow) => string,
): QuestionRow[] =>
  rows.filter((row) => {
    const { spec, record } = row;
    if (!filter.show[statusOf(row)]) return false;
    if (filter.kind !== null && spec.kind !== filter.kind) return false;
    if (filter.type !== null && spec.type !== filter.type) return false;
    if (filter.frame !== null && (frameWord(row) ?? 'none') !== filter.frame) return false;
    if (filter.view !== null && row.view !== filter.view) return false;
    if (filter.answer !== null && answerClass(row) !== filter.answer) return false;
    if (filter.model !== null && modelWordOf && modelWordOf(row) !== filter.model) return false;
    if (filter.object !== null && !Object.values(spec.objects).flat().includes(filter.object)) return false;
    if (filter.marginAtLeast > 0) {
      const ratio = record?.marginRatio;
      if (typeof ratio !== 'number' || ratio < filter.marginAtLeast) return false;
    }
    return true;
  });

function answerClass(row: QuestionRow): string {
  const word = answerWord(row);
  return word === 'YES' || word === 'NO' ? word : 'other';
}

/** Values that occur, with how often, most frequent first. */
export function facet(
  rows: readonly QuestionRow[],
  valueOf: (row: QuestionRow) => string,
): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(valueOf(row), (counts.get(valueOf(row)) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** Why questions are refused, a class of reasons a line. */
export interface ReasonCount {
  readonly reason: string;
  readonly count: number;
}

/** Reasons by how many questions and objects they keep out. Reasons that name an object are counted without its name. */
export function countReasons(rows: readonly QuestionRow[], unnamed: readonly UnnamedObject[]): ReasonCount[] {
  const counts = new Map<string, number>();
  const add = (reason: string) => counts.set(reason, (counts.get(reason) ?? 0) + 1);
  for (const row of rows) {
    const status = statusOf(row);
    if (status === 'ambiguous') add('too close to call');
    else if (status === 'refused' && row.reason !== null) add(reasonClass(row.reason));
  }
  for (const { reason } of unnamed) add(reasonClass(reason));
  return [...counts]
    .map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
}

/** "the red mug: too little of it is visible" as "too little of it is visible". */
export const reasonClass = (reason: string): string => reason.replace(/^the [^:]+: /, '');
