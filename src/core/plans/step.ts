import type { FrameRef } from '../relations/frames.js';
import type { Verdict } from '../relations/verdict.js';

/** One step of a derivation, as evidence carries it: `op` a type of docs/spec.md, `args` object ids. */
export interface EvidenceStepLike {
  readonly op: string;
  readonly args: readonly number[];
  readonly frame: FrameRef | null;
  readonly value: number | null;
  readonly verdict: Verdict;
}
