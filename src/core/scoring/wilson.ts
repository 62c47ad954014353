import type { Rate } from './score-report.js';

/** Two-sided 95 % quantile of the normal distribution. */
const Z = 1.959963984540054;

/**
 * A share with its 95 % interval by Wilson's score method (Wilson 1927, J. Am. Stat. Assoc. 22:209–212), without
 * continuity correction: of use down to a handful of items and never outside [0, 1].
 *
 * @param z quantile of the normal distribution for another certainty than 95 %
 */
export function wilsonRate(hits: number, n: number, z = Z): Rate {
  if (n === 0) return { hits, n, value: null, low: null, high: null };
  const p = hits / n;
  const z2 = z * z;
  const center = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (z / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  // At 0 and n the bound is exactly 0 and 1; rounding would leave a trace.
  return { hits, n, value: p, low: hits === 0 ? 0 : center - half, high: hits === n ? 1 : center + half };
}

/** The share of items for which something holds. */
export function rateOf<T>(items: readonly T[], holds: (item: T) => boolean): Rate {
  let hits = 0;
  for (const item of items) if (holds(item)) hits++;
  return wilsonRate(hits, items.length);
}
