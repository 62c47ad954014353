import type { Verdict } from './verdict.js';

// Three-valued comparison (SPEC, page 1). Comparisons are closed; a quantity too near its threshold gives A, so
// that two programs that round differently never disagree about T and F.

/** How far a quantity must stay from a threshold for the comparison to count. */
export type Guard = (x: number, limit: number) => number;

/** Float64 arithmetic on poses and meshes: 1e-6, relative or absolute, whichever is larger. */
export const analytic: Guard = (x, limit) => 1e-6 * Math.max(1, Math.abs(x), Math.abs(limit));

/** Shares that come from samples, voxels or pixels. */
export const share: Guard = () => 0.02;

/** Lengths in the image. */
export const pixels: Guard = () => 1;

/** Lengths in metres read from the depth image. */
export const seenLength: Guard = () => 0.002;

/** Numbers below this count as zero. */
const ZERO = 1e-9;

/** Overlaps of footprints up to this are rounding and mere touch (SPEC: foot and κ). */
const NO_OVERLAP = 1e-3;

/** x ≥ limit */
export function atLeast(x: number, limit: number, guard: Guard = analytic): Verdict {
  const slack = guard(x, limit);
  // A share guarded beyond its own range could never be reached: 1 is as large as it gets.
  if (x >= limit + slack || (guard === share && x >= 1 && limit <= 1)) return 'T';
  return x <= limit - slack ? 'F' : 'A';
}

/** x ≤ limit */
export function atMost(x: number, limit: number, guard: Guard = analytic): Verdict {
  const slack = guard(x, limit);
  if (x <= limit - slack || (guard === share && x <= 0 && limit >= 0)) return 'T';
  return x >= limit + slack ? 'F' : 'A';
}

/** low ≤ x ≤ high */
export const within = (x: number, low: number, high: number, guard: Guard = analytic): Verdict =>
  and(atLeast(x, low, guard), atMost(x, high, guard));

/** x > 0; no guard but the rounding of zero itself. */
export const isPositive = (x: number): Verdict => (x > ZERO ? 'T' : 'F');

/** Whether footprints overlap at all (foot > 0, κ > 0). */
export const overlaps = (x: number): Verdict => atLeast(x, NO_OVERLAP);

/** F if one is F, else A if one is A, else T. */
export function and(...verdicts: readonly Verdict[]): Verdict {
  let result: Verdict = 'T';
  for (let i = 0; i < verdicts.length; i++) {
    if (verdicts[i] === 'F') return 'F';
    if (verdicts[i] === 'A') result = 'A';
  }
  return result;
}

/** T if one is T, else A if one is A, else F. */
export function or(...verdicts: readonly Verdict[]): Verdict {
  let result: Verdict = 'F';
  for (let i = 0; i < verdicts.length; i++) {
    if (verdicts[i] === 'T') return 'T';
    if (verdicts[i] === 'A') result = 'A';
  }
  return result;
}

export const not = (verdict: Verdict): Verdict => (verdict === 'T' ? 'F' : verdict === 'F' ? 'T' : 'A');

/**
 * A predicate with separate conditions for true and for false. Only a condition that surely holds decides; if both
 * do (SPEC's two "iff" contradict on some odd pair), nothing is decided.
 */
export function decide(trueIf: Verdict, falseIf: Verdict): Verdict {
  if (trueIf === 'T') return falseIf === 'T' ? 'A' : 'T';
  return falseIf === 'T' ? 'F' : 'A';
}
