import type { ItemScore, McNemar } from './score-report.js';

/** From this many differing items on the chi-squared approximation is taken. */
const EXACT_BELOW = 25;

/**
 * McNemar's test of two models on the same items: whether one is right where the other is wrong more often than chance
 * would have it. Only items (and rotations) that both have are counted.
 *
 * @throws RangeError when the two have no item in common
 */
export function compareModels(first: readonly ItemScore[], second: readonly ItemScore[]): McNemar {
  const rights = new Map(second.map((s) => [keyOf(s), s.outcome === 'right']));
  const counts = { bothRight: 0, onlyFirst: 0, onlySecond: 0, bothWrong: 0 };
  for (const score of first) {
    const other = rights.get(keyOf(score));
    if (other === undefined) continue;
    const own = score.outcome === 'right';
    counts[own ? (other ? 'bothRight' : 'onlyFirst') : other ? 'onlySecond' : 'bothWrong']++;
  }
  const n = counts.bothRight + counts.onlyFirst + counts.onlySecond + counts.bothWrong;
  if (n === 0)
    throw new RangeError('The two models have no item in common: compare evaluations of the same questions.');
  return { n, ...counts, ...mcnemarTest(counts.onlyFirst, counts.onlySecond) };
}

const keyOf = ({ item, rotation }: ItemScore): string => `${rotation} ${item}`;

/**
 * @param b items that only the first got right @param c items that only the second got right
 * @returns two-sided p: exact binomial below 25 differing items, else chi-squared with continuity correction (Edwards 1948)
 */
export function mcnemarTest(b: number, c: number): { readonly p: number; readonly exact: boolean } {
  const n = b + c;
  if (n < EXACT_BELOW) return { p: Math.min(1, 2 * binomialTail(Math.min(b, c), n)), exact: true };
  const chi2 = (Math.abs(b - c) - 1) ** 2 / n;
  // P(χ² with one degree > x) = erfc(√(x / 2)); b = c gives a slightly negative difference, which is no difference.
  return { p: Math.abs(b - c) <= 1 ? 1 : erfc(Math.sqrt(chi2 / 2)), exact: false };
}

/** P(X ≤ k) of a fair coin thrown n times. */
function binomialTail(k: number, n: number): number {
  let term = 0.5 ** n;
  let sum = 0;
  for (let i = 0; i <= k; i++) {
    sum += term;
    term *= (n - i) / (i + 1);
  }
  return sum;
}

/** Complementary error function, relative error below 1.2e-7 (Numerical Recipes, erfcc; x ≥ 0). */
function erfc(x: number): number {
  const t = 1 / (1 + 0.5 * x);
  const coefficients = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
    0.17087277,
  ];
  const series = coefficients.reduceRight((sum, c) => sum * t + c, 0);
  return t * Math.exp(-x * x + series);
}
