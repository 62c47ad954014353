/** Rounding of sums that are taken in another order, relative. */
const ROUNDING = 1e-9;

/** Whether two plain values say the same: numbers up to rounding, everything else exactly; a key without a value is none. */
export function agrees(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number')
    return a === b || Math.abs(a - b) <= ROUNDING * Math.max(1, Math.abs(a), Math.abs(b));
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => agrees((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}
