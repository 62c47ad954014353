import type { Quantity } from '../models/answer-form.js';
import type { Measures } from './score-report.js';

/** θ of MRA are .5, .55, … .95: relative errors of at most 10/20, 9/20, … 1/20 (VSI-Bench, arXiv 2412.14171). */
const MRA_STEPS = 10;
/** A relative error that is a step but for rounding counts as the step. */
const ROUNDING = 1e-9;

/**
 * A number against its truth (SPEC §7). Right is: the very count or hour; of anything measured, a relative error of at
 * most 25 % (as in SpatialRGPT-Bench). The graded score of what is measured is MRA.
 */
export function scoreNumber(
  value: number,
  truth: number,
  quantity: Quantity,
): { readonly right: boolean; readonly score: number; readonly measures: Measures } {
  const difference = Math.abs(value - truth);
  const relativeError = difference <= ROUNDING ? 0 : truth === 0 ? Infinity : difference / Math.abs(truth);
  const within = (limit: number) => relativeError <= limit + ROUNDING;
  let steps = 0;
  for (let k = 1; k <= MRA_STEPS; k++) if (within(k / (2 * MRA_STEPS))) steps++;
  const exact = quantity === 'count' || quantity === 'clock';
  const hours = quantity === 'clock' ? Math.min(difference, Math.abs(12 - difference)) : difference;
  const measures: Measures = {
    // JSON has no infinity: the relative error of a truth of 0 is left out.
    ...(Number.isFinite(relativeError) ? { relativeError } : {}),
    mra: steps / MRA_STEPS,
    within10: within(0.1),
    within25: within(0.25),
    within50to200: truth === 0 ? relativeError === 0 : value / truth >= 0.5 - ROUNDING && value / truth <= 2 + ROUNDING,
    ...(exact ? { absoluteError: hours } : {}),
  };
  const right = exact ? hours <= ROUNDING : within(0.25);
  return { right, score: exact ? Number(right) : steps / MRA_STEPS, measures };
}
