import { intervalOverlap } from './interval.js';
import { analytic } from './tolerance.js';
import type { Measured } from './verdict.js';

/**
 * What SPEC §3.2 measures of a pair along a horizontal direction d and across it, e = Z × d. Mutable and flat, so
 * that a search over poses can fill one record over and over.
 */
export interface Spans {
  /** S_A(d) and S_B(d). */
  aMin: number;
  aMax: number;
  bMin: number;
  bMax: number;
  /** S_A(e) and S_B(e). */
  aSideMin: number;
  aSideMax: number;
  bSideMin: number;
  bSideMax: number;
  /** δ = (c_A − c_B)·d */
  delta: number;
  /** λ = |(c_A − c_B)·e| */
  lateral: number;
}

/**
 * How dir(A, B, d) of SPEC §3.3 comes out: true; false because A is on the opposite side; false because A is squarely
 * beside or across; or ambiguous. The conditions on footprints and heights are the caller's.
 */
export type Side = 'T' | 'opposite' | 'orthogonal' | 'A';

/** Φ: widest angle off the direction, ego left and right (where the image must agree too). */
export const EGO_SIDEWAYS_ANGLE_DEG = 60;

/** Φ otherwise. */
export const DIRECTION_ANGLE_DEG = 50;

/** Overlap along d up to which things lie apart, from which they lie abreast. */
const APART = 0.25;
const ABREAST = 0.5;

/** Squarely beside or across: within this of a right angle. */
const SQUARE_MIN_DEG = 75;
const SQUARE_MAX_DEG = 105;

/** @param minMargin m_abs of SPEC §10 */
export const marginOf = (spans: Spans, minMargin: number): number =>
  Math.max(minMargin, (0.15 * (spans.aMax - spans.aMin + spans.bMax - spans.bMin)) / 2);

/** Angle between d and the line from B's centre to A's, degrees in [0, 180]. */
export const angleOf = (spans: Spans): number => (Math.atan2(spans.lateral, spans.delta) * 180) / Math.PI;

/**
 * dir(A, B, d) without allocation.
 *
 * @param minMargin m_abs of SPEC §10
 * @param maxAngleDeg Φ
 */
export function directionalTest(spans: Spans, minMargin: number, maxAngleDeg: number): Side {
  const m = marginOf(spans, minMargin);
  const { delta } = spans;
  const slack = analytic(delta, m);
  const overlap = intervalOverlap(spans.aMin, spans.aMax, spans.bMin, spans.bMax);
  if (Math.abs(delta) >= m + slack) {
    if (!clearlyAtMost(overlap, APART)) return 'A';
    if (delta < 0) return 'opposite';
    return clearlyAtMost(angleOf(spans), maxAngleDeg) ? 'T' : 'A';
  }
  if (Math.abs(delta) > m - slack || !clearlyAtMost(ABREAST, overlap)) return 'A';
  const angle = angleOf(spans);
  if (!clearlyAtMost(SQUARE_MIN_DEG, angle) || !clearlyAtMost(angle, SQUARE_MAX_DEG)) return 'A';
  const across = intervalOverlap(spans.aSideMin, spans.aSideMax, spans.bSideMin, spans.bSideMax);
  return clearlyAtMost(across, APART) ? 'orthogonal' : 'A';
}

/** δ, m, o, φ and the overlap across, as records carry them. */
export function measureDirection(spans: Spans, minMargin: number): Measured {
  return {
    delta: spans.delta,
    margin: marginOf(spans, minMargin),
    overlap: intervalOverlap(spans.aMin, spans.aMax, spans.bMin, spans.bMax),
    phiDeg: angleOf(spans),
    overlapAcross: intervalOverlap(spans.aSideMin, spans.aSideMax, spans.bSideMin, spans.bSideMax),
  };
}

const clearlyAtMost = (x: number, limit: number): boolean => x <= limit - analytic(x, limit);
