import { EGO_SIDEWAYS_ANGLE_DEG, DIRECTION_ANGLE_DEG } from '../relations/directional-test.js';
import type { Measured, Verdict } from '../relations/verdict.js';

// How clear a yes/no answer is: the deciding quantity over its limit, so that 1 is just enough and below 1 is too close
// to call. Accuracy against it shows whether a model is wrong where people would be unsure too.

/** Clearer than this is no clearer to anyone. */
const MOST = 10;

/** SPEC §3.3: overlaps that count as apart and as abreast, degrees either side of a right angle. */
const APART = 0.25;
const ABREAST = 0.5;
const SQUARE_DEG = 15;

/** Quantities with a limit for T and another for F: [symbol, limit of T, limit of F]; T is below its limit where that is the smaller. */
export const TWO_LIMITS: Readonly<Record<string, readonly [string, number, number]>> = {
  inside: ['g', 0.5, 0.05],
  fully_inside: ['g', 0.98, 0.05],
  under: ['q', 0.7, 0.1],
  facing: ['phiDeg', 20, 60],
  facing_away: ['phiDeg', 150, 110],
  parallel: ['phiDeg', 5, 20],
  against: ['distance', 0.05, 0.3],
  touching: ['distance', 0.002, 0.015],
  between: ['kappa', 0.6, 0],
};

/** SPEC §7: what comparatives need as a ratio. */
export const RATIOS: Readonly<Record<string, number>> = {
  taller: 1.15,
  wider: 1.15,
  bigger: 1.4,
  closer: 1.2,
  farther: 1.2,
};

/**
 * @param sideways of the ego frame, whose cone is wider
 * @returns above 1 for T and F, below for A, at most 10; null where no one quantity decides
 */
export function marginRatio(type: string, isEgo: boolean, verdict: Verdict, measured: Measured): number | null {
  const ratio = ratioOf(type, isEgo, verdict, measured);
  if (ratio === null || !Number.isFinite(ratio)) return null;
  const clear = verdict === 'A' ? Math.min(ratio, 0.99) : Math.max(1, ratio);
  return Math.round(1000 * Math.min(MOST, clear)) / 1000;
}

function ratioOf(type: string, isEgo: boolean, verdict: Verdict, measured: Measured): number | null {
  const number = (name: string): number | null => (typeof measured[name] === 'number' ? measured[name] : null);
  if (type === 'left' || type === 'right' || type === 'front' || type === 'behind') {
    const sideways = isEgo && (type === 'left' || type === 'right');
    return directional(measured, verdict, sideways ? EGO_SIDEWAYS_ANGLE_DEG : DIRECTION_ANGLE_DEG);
  }
  if (type === 'near' || type === 'next_to') {
    const [distance, near, far] = [number('distance'), number('nearLimit'), number('farLimit')];
    if (distance === null || near === null || far === null) return null;
    return pick(verdict, over(near, distance), over(distance, far));
  }
  if (type in RATIOS) {
    const ratio = number('ratio');
    return ratio === null ? null : (Math.max(ratio, 1 / ratio) - 1) / (RATIOS[type] - 1);
  }
  if (type === 'higher') {
    const [gap, margin] = [number('gap'), number('margin')];
    return gap === null || margin === null || verdict === 'F' ? null : over(gap, margin);
  }
  if (!(type in TWO_LIMITS)) return null;
  const [symbol, yes, no] = TWO_LIMITS[type];
  const value = number(symbol);
  if (value === null) return null;
  return yes < no ? pick(verdict, over(yes, value), over(value, no)) : pick(verdict, over(value, yes), over(no, value));
}

/** The weakest of the conditions of SPEC §3.3 for the verdict; for A, how far the nearest verdict is from holding. */
function directional(measured: Measured, verdict: Verdict, coneDeg: number): number | null {
  const [delta, margin, overlap, phiDeg, across] = ['delta', 'margin', 'overlap', 'phiDeg', 'overlapAcross'].map(
    (name) => Number(measured[name]),
  );
  if (![delta, margin, overlap, phiDeg, across].every(Number.isFinite)) return null;
  const apart = Math.min(over(Math.abs(delta), margin), over(APART, overlap));
  const inCone = Math.min(apart, over(coneDeg, phiDeg));
  const squarely = Math.min(
    over(overlap, ABREAST),
    over(margin, Math.abs(delta)),
    over(SQUARE_DEG, Math.abs(phiDeg - 90)),
    over(APART, across),
  );
  if (verdict === 'T') return inCone;
  if (verdict === 'F') return delta < -margin ? apart : squarely;
  return Math.max(delta > 0 ? inCone : apart, squarely);
}

const pick = (verdict: Verdict, ifTrue: number, ifFalse: number): number =>
  verdict === 'T' ? ifTrue : verdict === 'F' ? ifFalse : Math.max(ifTrue, ifFalse);

const over = (a: number, b: number): number => (b <= 0 ? MOST : a / b);
