import type { QuestionRecord } from './question-record.js';

/** A question with its answer and evidence, before it is chosen and worded. */
export interface Candidate {
  /** First view and spec: names the candidate within its set. */
  readonly key: string;
  /** Name of the list of wordings it is put in: type, direction, frame, variant, joined by dots. */
  readonly form: string;
  /**
   * Fills a wording's blanks: capitals A, B, C … are phrases without article (subject, reference, second …), small-letter
   * names are put in verbatim (anchor, reach, noun …).
   */
  readonly fill: Readonly<Record<string, string>>;
  readonly record: Omit<QuestionRecord, 'id' | 'template' | 'text'>;
}
