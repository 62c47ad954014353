import type { SeenView } from './scene-graph.js';
import { nearestVisible } from './seen-pixels.js';
import { atMost, decide, seenLength } from './tolerance.js';
import type { Judgement, Verdict } from './verdict.js';

/** A must be nearer by this, and by this share of B's distance. */
const MIN_DIFFERENCE = 0.03;
const MIN_SHARE = 0.1;

/** The two conditions apart: SPEC §3.5 also asks whether closer_to_camera is surely not T, or surely not F. */
export interface CloserSides {
  readonly closer: Verdict;
  readonly farther: Verdict;
  readonly measured: { readonly rA: number | null; readonly rB: number | null };
}

/** closer_to_camera(A, B) of SPEC §3.5: by the nearest visible points, whatever the direction. */
export function closerToCamera(view: SeenView, a: number, b: number): Judgement {
  const { closer, farther, measured } = closerSides(view, a, b);
  const verdict = decide(closer, farther);
  if (verdict !== 'A') return { verdict, measured };
  const reason =
    measured.rA === null || measured.rB === null
      ? 'one of the two is not visible'
      : 'they are about as far from the camera';
  return { verdict, measured, reason };
}

export function closerSides(view: SeenView, a: number, b: number): CloserSides {
  const rA = nearestVisible(view, a);
  const rB = nearestVisible(view, b);
  const measured = { rA, rB };
  if (rA === null || rB === null) return { closer: 'A', farther: 'A', measured };
  return {
    closer: atMost(rA, rB - Math.max(MIN_DIFFERENCE, MIN_SHARE * rB), seenLength),
    farther: atMost(rB, rA - Math.max(MIN_DIFFERENCE, MIN_SHARE * rA), seenLength),
    measured,
  };
}
