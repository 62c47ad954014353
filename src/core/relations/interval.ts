import type { Interval } from './scene-geometry.js';

/** Lengths below this have no extent of their own: a sheet seen edge-on. */
const FLAT = 1e-9;

/** |I ∩ J| / min(len I, len J) of SPEC §1, 0–1. An interval without length is within the other wholly or not at all. */
export function intervalOverlap(aMin: number, aMax: number, bMin: number, bMax: number): number {
  const shared = Math.min(aMax, bMax) - Math.max(aMin, bMin);
  const shorter = Math.min(aMax - aMin, bMax - bMin);
  if (shorter <= FLAT) return shared >= -FLAT ? 1 : 0;
  return shared <= 0 ? 0 : shared / shorter;
}

export const overlapOf = (a: Interval, b: Interval): number => intervalOverlap(a.min, a.max, b.min, b.max);

export const lengthOf = (interval: Interval): number => interval.max - interval.min;

export const middleOf = (interval: Interval): number => (interval.min + interval.max) / 2;
