import type { Quantity } from '../models/answer-form.js';
import type { McNemar, ScoreReport } from '../scoring/score-report.js';

/** What `scores.json` holds: the model's scores, and what they must be held against. */
export interface EvaluationScores {
  readonly report: ScoreReport;
  /** Each item's worth by the benchmark's own rule, 0–1; null for datasets of ours. */
  readonly published: Readonly<Record<string, number>> | null;
  /** Slices each item belongs to, by the item's id, in the order of the questions. */
  readonly facets: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** True values of the items whose answer is a number, and what kind of number it is. */
  readonly truths: Readonly<Record<string, { readonly value: number; readonly quantity: Quantity }>>;
  /** Scores of the baselines on the same items, without the items. */
  readonly baselines: Readonly<Record<string, ScoreReport>>;
  /** Whether each baseline was right, "1" or "0" an item, in the order of `facets`. */
  readonly baselineHits: Readonly<Record<string, string>>;
  /** Questions of the train split that the blind baseline learnt from. */
  readonly blindTaught: number;
  readonly against: { readonly name: string; readonly mcnemar: McNemar } | null;
  /** Requests that brought no reply, by reason. */
  readonly modelFaults: Readonly<Record<string, number>>;
}
