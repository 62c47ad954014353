import type { FitsJudgement } from '../relations/fits.js';
import { whyNotMoved } from '../relations/fits-setting.js';
import type { SceneGeometry } from '../relations/scene-geometry.js';
import type { Verdict } from '../relations/verdict.js';
import { liftBlockers } from './lift.js';
import type { EvidenceStepLike } from './step.js';

// What has to go before something else can (docs/spec.md §13.2).

export interface FirstToMove {
  /** The one thing to move first; null when there is none, or more than one, or it cannot be told. */
  readonly first: number | null;
  /** Everything in the way, directly or not, ascending. */
  readonly blockers: readonly number[];
  readonly steps: readonly EvidenceStepLike[];
  readonly reason?: string;
}

/** A chain of things longer than this is not followed. */
const MAX_BLOCKERS = 8;

/**
 * What must be moved first before A can be lifted: of all that is in its way, and in the way of what is in its way, the
 * one thing that can be lifted as things are.
 */
export function firstBeforeLift(geometry: SceneGeometry, id: number): FirstToMove {
  const seen = new Set<number>();
  const steps: EvidenceStepLike[] = [];
  const queue = [id];
  const free: number[] = [];
  while (queue.length > 0) {
    const next = queue.shift() as number;
    const { blockers, open, steps: own } = liftBlockers(geometry, next);
    steps.push(...own);
    if (open) return nothing('something is almost in the way', seen, steps);
    if (next !== id && blockers.length === 0) free.push(next);
    for (const blocker of blockers) {
      const { record } = geometry.object(blocker);
      if (blocker === id) return nothing('each is in the way of the other', seen, steps);
      if (record.structure || record.fixed || record.held || record.parent !== null)
        return nothing(`the ${record.name} cannot be moved`, seen, steps);
      if (seen.has(blocker)) continue;
      seen.add(blocker);
      queue.push(blocker);
    }
    if (seen.size > MAX_BLOCKERS) return nothing('too much is in the way', seen, steps);
  }
  if (seen.size === 0) return nothing('nothing is in the way', seen, steps);
  if (free.length !== 1) return nothing('more than one thing could be moved first', seen, steps);
  return { first: free[0], blockers: ascending(seen), steps };
}

/** Whether A can be lifted as things are: T, F, or A. */
export function liftable(
  geometry: SceneGeometry,
  id: number,
): { readonly verdict: Verdict; readonly blockers: readonly number[] } {
  const { blockers, open } = liftBlockers(geometry, id);
  // What surely blocks decides, whatever else may.
  return { verdict: blockers.length > 0 ? 'F' : open ? 'A' : 'T', blockers };
}

/** A fit with more blockers than this is not taken apart: each costs a search. */
const MAX_FIT_BLOCKERS = 4;

/**
 * What must be taken away for A to fit beside or on B: fits is F as things are, T without exactly one of what blocks it, and
 * still F without any other one.
 *
 * @param fitsWithout the same question with one thing thought away
 */
export function firstBeforeFit(
  geometry: SceneGeometry,
  anchor: number,
  asIs: FitsJudgement,
  fitsWithout: (id: number) => FitsJudgement,
): FirstToMove & { readonly without: FitsJudgement | null } {
  const steps: EvidenceStepLike[] = [];
  const none = (reason: string) => ({ ...nothing(reason, asIs.blockers, steps), without: null });
  if (asIs.verdict !== 'F') return none('it fits, or that cannot be told');
  const owner = (id: number) => geometry.surfacesOf(id).length > 0 && geometry.object(id).record.structure;
  const movable = asIs.blockers.filter((id) => id !== anchor && !owner(id) && whyNotMoved(geometry, id) === null);
  if (movable.length === 0) return none('nothing that blocks it can be moved');
  if (movable.length > MAX_FIT_BLOCKERS) return none('too much is in the way');
  let found: { id: number; fit: FitsJudgement } | null = null;
  for (const id of movable) {
    const fit = fitsWithout(id);
    steps.push({ op: 'fits_without', args: [id], frame: null, value: null, verdict: fit.verdict });
    if (fit.verdict === 'A') return none('without one of them it is too tight to call');
    if (fit.verdict !== 'T') continue;
    if (found !== null) return none('more than one thing would do');
    found = { id, fit };
  }
  if (found === null) return none('no one thing would do');
  return { first: found.id, blockers: asIs.blockers, steps, without: found.fit };
}

const nothing = (reason: string, blockers: Iterable<number>, steps: readonly EvidenceStepLike[]): FirstToMove => ({
  first: null,
  blockers: ascending(blockers),
  steps,
  reason,
});

const ascending = (ids: Iterable<number>): number[] => [...ids].sort((a, b) => a - b);
