import { firstBetween } from './between.js';
import { inside } from './inside.js';
import { overlapOf } from './interval.js';
import { ambiguous, judge } from './judge.js';
import { memoPair } from './memo.js';
import { patchUnder } from './patch.js';
import { constantsOf } from './profile.js';
import type { SceneGeometry } from './scene-geometry.js';
import { and, atLeast, atMost, decide, or } from './tolerance.js';
import type { Judgement } from './verdict.js';

/** Near and far as multiples of the two things' size. */
const NEAR_SIZES = 0.5;
const FAR_SIZES = 2;
const SAME_LEVEL = 0.25;

/** near(A, B) of SPEC §4, by the gap between them and their size. */
export const near = memoPair((geometry: SceneGeometry, a: number, b: number): Judgement => {
  if (inside(geometry, a, b).verdict === 'T' || inside(geometry, b, a).verdict === 'T') {
    return ambiguous('one is inside the other');
  }
  const constants = constantsOf(geometry, [a, b]);
  const size = (geometry.object(a).footprintSide + geometry.object(b).footprintSide) / 2;
  const { distance } = geometry.surfaceDistance(a, b);
  const nearLimit = Math.min(NEAR_SIZES * size, constants.near);
  const farLimit = Math.max(FAR_SIZES * size, constants.far);
  const verdict = decide(atMost(distance, nearLimit), atLeast(distance, farLimit));
  return judge(verdict, { distance, size, nearLimit, farLimit }, 'it is neither near nor far');
});

/** next_to(A, B) of SPEC §4: near, on the same surface, at one level, with nothing in between. */
export function nextTo(geometry: SceneGeometry, a: number, b: number): Judgement {
  const close = near(geometry, a, b);
  const patch = patchUnder(geometry, a);
  const samePatch = patch !== null && patch.surface.id === patchUnder(geometry, b)?.surface.id;
  const overlap = overlapOf(geometry.object(a).vertical, geometry.object(b).vertical);
  const third = close.verdict === 'F' ? null : firstBetween(geometry, a, b);
  // By their bodies too: where only a handle reaches over, people differ.
  const apart = bodiesApart(geometry, a, b);
  const bodies = atMost(apart, Number(close.measured['size']) + Number(close.measured['nearLimit']));
  const trueIf = and(
    close.verdict,
    samePatch ? 'T' : 'F',
    atLeast(overlap, SAME_LEVEL),
    third === null ? 'T' : 'F',
    bodies,
  );
  const falseIf = or(close.verdict === 'F' ? 'T' : 'F', third === null ? 'F' : 'T');
  const measured = { ...close.measured, samePatch, overlap, between: third, bodiesApart: apart };
  return judge(decide(trueIf, falseIf), measured, close.reason ?? 'they are near but not side by side on one surface');
}

/** Horizontal distance of the mass centres. */
function bodiesApart(geometry: SceneGeometry, aId: number, bId: number): number {
  const [a, b] = [geometry.object(aId).massCenter, geometry.object(bId).massCenter];
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
