// Comparisons with a guard band, and Kleene's logic over them: 1 surely, 0 surely not, 0.5 within the guard.
// SPEC: analytic quantities have a guard of 1e-6 (relative or absolute), sampled ones 0.02 (shares), 1 px or 2 mm;
// a checker objects only beyond it, so a claim is refuted only by a sure 0.

export type Maybe = 0 | 0.5 | 1;

export const ANALYTIC = 1e-6;
export const SHARE = 0.02;
export const PIXEL = 1;
export const MILLIMETRES = 0.002;

const band = (threshold: number, guard: number): number =>
  guard === ANALYTIC ? ANALYTIC * Math.max(1, Math.abs(threshold)) : guard;

export function atLeast(x: number, threshold: number, guard = ANALYTIC): Maybe {
  if (Math.abs(x - threshold) <= band(threshold, guard)) return 0.5;
  return x > threshold ? 1 : 0;
}

export const atMost = (x: number, threshold: number, guard = ANALYTIC): Maybe => atLeast(-x, -threshold, guard);

export const and = (...terms: Maybe[]): Maybe => Math.min(1, ...terms) as Maybe;
export const or = (...terms: Maybe[]): Maybe => Math.max(0, ...terms) as Maybe;
export const not = (term: Maybe): Maybe => (1 - term) as Maybe;
export const sure = (term: boolean): Maybe => (term ? 1 : 0);

/** Whether a predicate is T, whether it is F; neither: A. */
export interface Verdict {
  readonly t: Maybe;
  readonly f: Maybe;
  /** What was measured, for the line that reports a contradiction. */
  readonly note: string;
  readonly measured?: Readonly<Record<string, number>>;
}

export const verdict = (t: Maybe, f: Maybe, note: string, measured?: Readonly<Record<string, number>>): Verdict => ({
  t,
  f: and(f, not(t)),
  note,
  ...(measured ? { measured } : {}),
});

export const undetermined = (note: string): Verdict => ({ t: 0, f: 0, note });
export const unknown = (note: string): Verdict => ({ t: 0.5, f: 0.5, note });

export const swap = (v: Verdict): Verdict => ({ ...v, t: v.f, f: v.t });

/** Makes it A where `ambiguous` holds. */
export function unless(ambiguous: Maybe, v: Verdict, why: string): Verdict {
  const allowed = not(ambiguous);
  return { ...v, t: and(v.t, allowed), f: and(v.f, allowed), note: ambiguous > 0 ? `${v.note}; ${why}` : v.note };
}

export function allows(v: Verdict, claim: string): boolean {
  if (claim === 'T') return v.t > 0;
  if (claim === 'F') return v.f > 0;
  return v.t < 1 && v.f < 1;
}

/** T, F or A, with a question mark where the guard leaves it open. */
export function show(v: Verdict): string {
  const name =
    v.t === 1 ? 'T' : v.f === 1 ? 'F' : v.t === 0 && v.f === 0 ? 'A' : `${v.t ? 'T?' : ''}${v.f ? 'F?' : ''}`;
  return v.note ? `${name} (${v.note})` : name;
}

export const n4 = (x: number): string => (Number.isFinite(x) ? String(Math.round(x * 1e4) / 1e4) : String(x));
