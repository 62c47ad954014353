import type { McNemar, ScoreReport } from '../scoring/score-report.js';

/** What `scores.json` holds: the model's scores, and what they must be held against. */
export interface EvaluationScores {
  readonly report: ScoreReport;
  /** Each item's worth by the benchmark's own rule, 0–1; null for datasets of ours. */
  readonly published: Readonly<Record<string, number>> | null;
  /** Scores of the baselines on the same items, without the items. */
  readonly baselines: Readonly<Record<string, ScoreReport>>;
  /** Questions of the train split that the blind baseline learnt from. */
  readonly blindTaught: number;
  readonly against: { readonly name: string; readonly mcnemar: McNemar } | null;
  /** Requests that brought no reply, by reason. */
  readonly modelFaults: Readonly<Record<string, number>>;
}
