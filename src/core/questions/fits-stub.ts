import type { Judgement } from '../relations/verdict.js';
export interface FitJudgement extends Judgement { witness: null; blockers: number[]; rejected: Record<string, number>; tried: number }
export const fits = (_: unknown): FitJudgement => ({ verdict: 'A', measured: {}, reason: 'not yet', witness: null, blockers: [], rejected: {}, tried: 0 });
export const fitsOn = fits;
