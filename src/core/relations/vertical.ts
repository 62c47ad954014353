import { constantsOf } from './profile.js';
import { lengthOf, middleOf, overlapOf } from './interval.js';
import { judge } from './judge.js';
import type { SceneGeometry } from './scene-geometry.js';
import { and, atLeast, atMost, decide, or } from './tolerance.js';
import type { Judgement } from './verdict.js';

// SPEC §3.6: along gravity, the same in all frames.

/** How far A's lowest point may dip below B's highest and still be above it. */
const DIP = 0.01;
const MIN_FOOTPRINT_OVERLAP = 0.25;

/** Heights that overlap by this share are at the same level. */
const LEVEL = 0.5;

/** Middles this close are equally high. */
const SAME_HEIGHT = 0.01;

/** above(A, B): higher and over it. Apart in height but not one over the other is ambiguous. */
export function above(geometry: SceneGeometry, aId: number, bId: number): Judgement {
  const a = geometry.object(aId).vertical;
  const b = geometry.object(bId).vertical;
  const footprintOverlap = geometry.footprintOverlap(aId, bId);
  const overlap = overlapOf(a, b);
  const over = atLeast(footprintOverlap, MIN_FOOTPRINT_OVERLAP);
  const measured = { gap: a.min - b.max, footprintOverlap, overlap };
  const trueIf = and(atLeast(a.min, b.max - DIP), over);
  const reversed = and(atLeast(b.min, a.max - DIP), over);
  return judge(
    decide(trueIf, or(reversed, atLeast(overlap, LEVEL))),
    measured,
    'it is neither over it nor level with it',
  );
}

export const below = (geometry: SceneGeometry, a: number, b: number): Judgement => above(geometry, b, a);

/** higher(A, B): elevation alone, wherever they stand. */
export function higher(geometry: SceneGeometry, aId: number, bId: number): Judgement {
  const a = geometry.object(aId).vertical;
  const b = geometry.object(bId).vertical;
  const { minMargin } = constantsOf(geometry, [aId, bId]);
  const margin = Math.max(minMargin, (0.15 * (lengthOf(a) + lengthOf(b))) / 2);
  const delta = middleOf(a) - middleOf(b);
  const measured = { delta, margin, gap: a.min - b.max };
  const falseIf = or(atMost(a.max, b.min - margin), atMost(Math.abs(delta), SAME_HEIGHT));
  return judge(decide(atLeast(a.min, b.max + margin), falseIf), measured, 'their heights are too close to call');
}
