import type { QuestionRecord } from '../../core/questions/question-record.js';
import { UsageError } from '../../core/result.js';
import type { Dataset } from '../dataset.js';
import { readQuestionAt, readQuestionLines } from '../question-lines.js';
import { sha256Of } from '../whole-file.js';

/** Where a chosen question lies: enough to read it when its turn comes. */
export interface QuestionPlace {
  readonly id: string;
  readonly shard: string;
  readonly offset: number;
  readonly size: number;
  /** Options of a choice; 1 for others. */
  readonly options: number;
  readonly answer: QuestionRecord['answer']['kind'];
}

export interface QuestionSelection {
  readonly set: string;
  /** In the order stored. */
  readonly places: readonly QuestionPlace[];
  /** sha256 over the hashes of the set's files. */
  readonly digest: string;
  /** Whether any of them cannot be answered. */
  readonly holdsUnanswerable: boolean;
}

export interface SelectionOptions {
  readonly set?: string | undefined;
  readonly matches?: ((question: QuestionRecord) => boolean) | undefined;
  /** Most questions; spread evenly over those that match. */
  readonly limit?: number | undefined;
  /** Sees every question of the set, chosen or not. */
  readonly onQuestion?: (question: QuestionRecord) => Promise<void>;
}

/** Chooses the questions of a set to evaluate. @throws UsageError when none matches */
export async function selectQuestions(dataset: Dataset, options: SelectionOptions): Promise<QuestionSelection> {
  const set = dataset.questionSet(options.set);
  const found: QuestionPlace[] = [];
  const unanswerable = new Set<string>();
  for (const shard of dataset.shardIds) {
    for await (const { record, offset, size } of readQuestionLines(dataset.dir, set, shard)) {
      await options.onQuestion?.(record);
      if (options.matches && !options.matches(record)) continue;
      const { id, answer } = record;
      found.push({
        id,
        shard,
        offset,
        size,
        options: answer.kind === 'choice' ? answer.options.length : 1,
        answer: answer.kind,
      });
      if (record.kind === 'unanswerable') unanswerable.add(id);
    }
  }
  if (found.length === 0)
    throw new UsageError(
      options.matches
        ? `No question of the set "${set}" matches: see "vantage info ${dataset.dir}" for what it holds.`
        : `The set "${set}" has no questions: ask some with "vantage ask ${dataset.dir}".`,
    );
  const limit = options.limit ?? found.length;
  const places =
    found.length <= limit
      ? found
      : Array.from({ length: limit }, (_, i) => found[Math.floor((i * found.length) / limit)]);
  return {
    set,
    places,
    digest: setDigest(dataset, set),
    holdsUnanswerable: places.some(({ id }) => unanswerable.has(id)),
  };
}

/** sha256 over names and hashes of a set's files: equal questions, equal digest. */
export function setDigest(dataset: Dataset, set: string): string {
  const files = Object.entries(dataset.record.questions[set].files).sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256Of(files.map(([file, hash]) => `${file.slice(`questions/${set}/`.length)} ${hash}\n`).join(''));
}

export const readPlace = (dataset: Dataset, set: string, place: QuestionPlace): Promise<QuestionRecord> =>
  readQuestionAt(dataset.dir, set, place.shard, place.offset, place.size);
