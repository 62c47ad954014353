/** Three-valued truth: true, false, or ambiguous (also: cannot be determined). "Cannot compute" is A, never F. */
export type Verdict = 'T' | 'F' | 'A';

/** Symbols of SPEC by name (delta, margin, overlap, phiDeg …): what a predicate measured on its way to the verdict. */
export type Measured = Readonly<Record<string, number | string | boolean | null>>;

export interface Judgement {
  readonly verdict: Verdict;
  readonly measured: Measured;
  /** For A: one clause saying why it is not asked ("too close to call: 0.01 m of the 0.03 m needed"). */
  readonly reason?: string;
}
