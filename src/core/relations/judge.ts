import type { Judgement, Measured, Verdict } from './verdict.js';

/** A verdict with what was measured; the reason is kept only where it is needed, for A. */
export const judge = (verdict: Verdict, measured: Measured, reason: string): Judgement =>
  verdict === 'A' ? { verdict, measured, reason } : { verdict, measured };

export const ambiguous = (reason: string, measured: Measured = {}): Judgement => ({ verdict: 'A', measured, reason });
