import type { Dataset } from '../dataset.js';

export interface ExportProgress {
  /** Views written so far, of all. */
  readonly done: number;
  readonly total: number;
}

/** What an export holds, by name. */
export type ExportSummary = Readonly<Record<string, number>>;

/** One format to export a dataset to. */
export interface Exporter {
  /** As in `--format`. */
  readonly id: string;
  /** One line for people. */
  readonly title: string;
  /** Who reads it: models whose trainers do, or tools. */
  readonly models: readonly string[];
  /** True when it writes questions, so that a question set must be named. */
  readonly needsQuestions: boolean;
  /** The rows that `write` would write, one by one. @param set as for `write` */
  rows(dataset: Dataset, set: string): AsyncGenerator<unknown>;
  /**
   * Writes all files into an empty folder; whoever calls it puts the folder in place.
   *
   * @param set question set; ignored by formats without questions
   */
  write(dataset: Dataset, folder: string, set: string): AsyncGenerator<ExportProgress, ExportSummary>;
}
