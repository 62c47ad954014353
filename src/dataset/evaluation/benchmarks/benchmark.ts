import type { Answer } from '../../../core/questions/question-record.js';
import type { PublishedRule } from '../../../core/scoring/published-rules.js';

/** A question of a benchmark on disk. */
export interface BenchmarkItem {
  readonly id: string;
  /** Without the benchmark's own words on how to write the answer: the profile says that. */
  readonly text: string;
  readonly answer: Answer;
  /** Files, in order. */
  readonly images: readonly string[];
  /** What its score is sliced by. */
  readonly facets: Readonly<Record<string, string>>;
  readonly rule: PublishedRule;
}

export interface BenchmarkOutline {
  readonly id: string;
  readonly answer: Answer['kind'];
  /** Options of a choice; 1 for others. */
  readonly options: number;
}

/** A benchmark in its own layout, as its authors give it out. */
export interface Benchmark {
  readonly name: string;
  /** What `--benchmark` takes. */
  readonly id: 'robospatial-home' | 'refspatial' | 'where2place' | 'choice';
  /** sha256 over its questions as read. */
  readonly digest: string;
  /** Every item in order, as far as planning needs it. */
  readonly outline: readonly BenchmarkOutline[];
  /** Items in order; masks and image sizes are read when their turn comes. */
  items(): AsyncGenerator<BenchmarkItem>;
}
