import { eyeOf } from '../camera/pinhole.js';
import { horizontal, leftOf, lerp, negate, sub, type Vec3 } from '../geometry/vec3.js';
import { spansOf, whyNotSideways } from '../relations/direction.js';
import {
  DIRECTION_ANGLE_DEG,
  directionalTest,
  EGO_SIDEWAYS_ANGLE_DEG,
  measureDirection,
  type Side,
} from '../relations/directional-test.js';
import { egoHeading, isSideways, type Direction } from '../relations/frames.js';
import { ambiguous, judge } from '../relations/judge.js';
import { constantsOf } from '../relations/profile.js';
import type { SceneGeometry } from '../relations/scene-geometry.js';
import type { SeenView } from '../relations/scene-graph.js';
import type { Judgement, Verdict } from '../relations/verdict.js';

/**
 * A direction in a named view's ego frame of a pair that this view need not show (docs/spec.md §12.5). Pixels cannot be
 * asked, so the optical axis and the line of sight to the middle of the two must agree: T when both say so, F when both
 * say not.
 */
export function crossViewDirection(
  geometry: SceneGeometry,
  view: SeenView,
  direction: Direction,
  a: number,
  b: number,
): Judgement {
  const forbidden = whyNotSideways(geometry, a, b);
  if (forbidden !== null) return ambiguous(forbidden.reason, forbidden.measured);
  const heading = egoHeading(view);
  if ('reason' in heading) return ambiguous(heading.reason);
  const [first, second] = [geometry.object(a), geometry.object(b)];
  const sight = horizontal(sub(lerp(first.center, second.center, 0.5), eyeOf(view.record)));
  if (sight === null) return ambiguous('the two are straight above or below the camera');
  const { minMargin } = constantsOf(geometry, [a, b]);
  const widest = isSideways(direction) ? EGO_SIDEWAYS_ANGLE_DEG : DIRECTION_ANGLE_DEG;
  const along = spansOf(first, second, inFrame(heading, direction));
  const alongSight = spansOf(first, second, inFrame(sight, direction));
  const byAxis = directionalTest(along, minMargin, widest);
  const bySight = directionalTest(alongSight, minMargin, widest);
  const own = measureDirection(along, minMargin);
  const seen = measureDirection(alongSight, minMargin);
  const measured = {
    ...own,
    deltaSight: seen.delta,
    marginSight: seen.margin,
    overlapSight: seen.overlap,
    phiSightDeg: seen.phiDeg,
    overlapAcrossSight: seen.overlapAcross,
  };
  const verdict = verdictOf(byAxis) === verdictOf(bySight) ? verdictOf(byAxis) : 'A';
  return judge(verdict, measured, 'too close to call');
}

/** SPEC §3.1's ego axes for a heading. */
function inFrame(heading: Vec3, direction: Direction): Vec3 {
  switch (direction) {
    case 'left':
      return leftOf(heading);
    case 'right':
      return negate(leftOf(heading));
    case 'front':
      return negate(heading);
    case 'behind':
      return heading;
  }
}

const verdictOf = (side: Side): Verdict => (side === 'T' ? 'T' : side === 'A' ? 'A' : 'F');
