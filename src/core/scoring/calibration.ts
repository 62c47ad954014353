import type { Calibration } from './score-report.js';
import { rateOf } from './wilson.js';

const BINS = 10;

/**
 * How far the probability of "yes" can be believed: bins of equal width (the last holds 1), expected calibration error
 * (Guo et al. 2017, with P(yes) in place of confidence) and Brier score.
 *
 * @returns null when no reply carries a probability
 */
export function calibrate(items: readonly { readonly pYes: number; readonly isYes: boolean }[]): Calibration | null {
  if (items.length === 0) return null;
  const binOf = (p: number) => Math.min(BINS - 1, Math.floor(p * BINS));
  const members = Array.from({ length: BINS }, (_, k) => items.filter(({ pYes }) => binOf(pYes) === k));
  const bins = members.map((inside, k) => ({
    low: k / BINS,
    high: (k + 1) / BINS,
    n: inside.length,
    meanProbability: inside.length === 0 ? null : inside.reduce((sum, { pYes }) => sum + pYes, 0) / inside.length,
    yes: rateOf(inside, ({ isYes }) => isYes),
  }));
  const gap = bins.reduce(
    (sum, { n, meanProbability, yes }) => sum + n * Math.abs((meanProbability ?? 0) - (yes.value ?? 0)),
    0,
  );
  const squares = items.reduce((sum, { pYes, isYes }) => sum + (pYes - (isYes ? 1 : 0)) ** 2, 0);
  return { n: items.length, bins, expectedCalibrationError: gap / items.length, brier: squares / items.length };
}
