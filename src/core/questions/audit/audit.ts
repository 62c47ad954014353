import { z } from 'zod';
import { hashString } from '../../random.js';
import type { QuestionRecord } from '../question-record.js';

// Human agreement: people answer a sample of a set's questions; where they disagree with the truth, or cannot say, is
// set against how clear the truth was. Verdicts are kept beside the data, never in it.

/** One verdict: a line of `audits/<who>.jsonl`. */
export const auditLineSchema = z
  .strictObject({
    schema: z.literal('vantage/audit@1'),
    set: z.string(),
    question: z.string(),
    /** Of yes/no questions the person's own answer; of others, whether the given answer is right. "?": cannot say. */
    verdict: z.enum(['Y', 'N', '?']),
  })
  .readonly();

export type AuditLine = z.infer<typeof auditLineSchema>;

/** What a person is shown of a question. */
export interface AuditItem {
  readonly question: string;
  readonly views: readonly string[];
  readonly type: string;
  readonly text: string;
  /** The given answer, for the person to judge; null for yes/no, which they answer themselves. */
  readonly given: string | null;
  /** What agreement would be. */
  readonly expected: 'Y' | 'N';
  readonly marginRatio: number | null;
}

export function auditItem(record: QuestionRecord): AuditItem {
  const { answer } = record;
  const options = answer.kind === 'choice' ? ` (${answer.options.map(({ text }) => text).join(' / ')})` : '';
  return {
    question: record.id,
    views: record.views,
    type: record.type,
    text: record.text + options,
    given:
      answer.kind === 'yes-no'
        ? null
        : answer.kind === 'choice'
          ? answer.options[answer.correct].text
          : record.answerText,
    expected: answer.kind === 'yes-no' && !answer.value ? 'N' : 'Y',
    marginRatio: record.marginRatio ?? null,
  };
}

/** Questions for people: spread over types as evenly as there are, the same ones every time. */
export function sampleAudit(items: readonly AuditItem[], count: number): AuditItem[] {
  const byType = new Map<string, AuditItem[]>();
  for (const item of items) {
    const list = byType.get(item.type);
    if (list) list.push(item);
    else byType.set(item.type, [item]);
  }
  const queues = [...byType.keys()].sort().map((type) => inChanceOrder(byType.get(type) ?? []));
  const taken: AuditItem[] = [];
  for (let turn = 0; taken.length < count && queues.some((queue) => turn < queue.length); turn++)
    for (const queue of queues) if (turn < queue.length && taken.length < count) taken.push(queue[turn]);
  // In one order for all types: nobody should answer twenty of a kind in a row.
  return inChanceOrder(taken);
}

function inChanceOrder(items: readonly AuditItem[]): AuditItem[] {
  const order = (item: AuditItem) => hashString(`audit ${item.question}`);
  return [...items].sort((a, b) => order(a) - order(b) || (a.question < b.question ? -1 : 1));
}

export interface Agreement {
  readonly n: number;
  readonly agree: number;
  readonly disagree: number;
  readonly unsure: number;
}

export interface AgreementReport {
  readonly all: Agreement;
  readonly byType: readonly (readonly [string, Agreement])[];
  /** Bands of the margin ratio; below 1 what was too close to call. */
  readonly byMargin: readonly { readonly from: number; readonly to: number; readonly agreement: Agreement }[];
  /** Questions somebody disagreed with, to be looked at. */
  readonly disagreed: readonly string[];
}

const BANDS = [0, 1, 1.25, 1.5, 2, 3, 5, 10.001];

export function agreementOf(items: readonly AuditItem[], lines: readonly AuditLine[]): AgreementReport {
  const itemOf = new Map(items.map((item) => [item.question, item]));
  const judged = lines.flatMap(({ question, verdict }) => {
    const item = itemOf.get(question);
    return item ? [{ item, verdict }] : [];
  });
  const count = (list: typeof judged): Agreement => ({
    n: list.length,
    agree: list.filter(({ item, verdict }) => verdict === item.expected).length,
    disagree: list.filter(({ item, verdict }) => verdict !== '?' && verdict !== item.expected).length,
    unsure: list.filter(({ verdict }) => verdict === '?').length,
  });
  const types = [...new Set(judged.map(({ item }) => item.type))].sort();
  return {
    all: count(judged),
    byType: types.map((type) => [type, count(judged.filter(({ item }) => item.type === type))] as const),
    byMargin: BANDS.slice(0, -1).flatMap((from, i) => {
      const band = judged.filter(
        ({ item: { marginRatio } }) => marginRatio !== null && marginRatio >= from && marginRatio < BANDS[i + 1],
      );
      return band.length === 0 ? [] : [{ from, to: BANDS[i + 1], agreement: count(band) }];
    }),
    disagreed: [
      ...new Set(
        judged.flatMap(({ item, verdict }) => (verdict !== '?' && verdict !== item.expected ? [item.question] : [])),
      ),
    ].sort(),
  };
}
