import type { QuestionRecord } from '../../core/questions/question-record.js';
import type { QuestionRow } from '../scene-worker/messages.js';

/** A question that was asked, for show. */
export type AskedRow = QuestionRow & { readonly record: QuestionRecord };

/**
 * The question that shows best what Vantage does: yes or no, in an object's own frame where there is one, and clear.
 * Null where nothing is asked.
 */
export function bestQuestion(rows: readonly QuestionRow[]): AskedRow | null {
  const asked = rows.filter((row): row is AskedRow => row.record !== null && row.record.evidence.verdict !== 'A');
  const worth = ({ record }: AskedRow): number =>
    (record.answer.kind === 'yes-no' ? 4 : 0) +
    (record.frame?.kind === 'object' ? 3 : record.frame?.kind === 'ego' ? 1 : 0) +
    (record.direction !== null ? 2 : 0) +
    (record.evidence.verdict === 'T' ? 1 : 0) +
    Math.min(1, (record.marginRatio ?? 0) / 10);
  return asked.reduce<AskedRow | null>((best, row) => (best === null || worth(row) > worth(best) ? row : best), null);
}
