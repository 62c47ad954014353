import { eyeOf } from '../camera/pinhole.js';
import { cross, dot, horizontal, sub, UP } from '../geometry/vec3.js';
import type { SceneGeometry } from '../relations/scene-geometry.js';
import type { SeenView } from '../relations/scene-graph.js';
import { atMost, within } from '../relations/tolerance.js';
import type { Measured } from '../relations/verdict.js';

/** From which side of something a second view was taken, for the viewer of the first. */
export type ViewpointSide = 'same' | 'left' | 'right' | 'opposite';

export interface Viewpoint {
  /** Null: between two sides, or straight overhead. */
  readonly side: ViewpointSide | null;
  readonly measured: Measured;
  readonly reason?: string;
}

/** Half the width of each side's bin; between the bins nothing is asked. */
const HALF_BIN_DEG = 30;
/** A camera this near the vertical over the object has no side. */
const MIN_AWAY = 0.15;

/**
 * The side of an object that the second view was taken from (docs/spec.md §12.6): the angle at the object, seen from above,
 * from the first eye to the second. From "left" the second viewer sees what is for the first one its left side.
 */
export function viewpointSide(geometry: SceneGeometry, first: SeenView, second: SeenView, id: number): Viewpoint {
  const { center } = geometry.object(id);
  const [toFirst, toSecond] = [first, second].map((view) => sub(eyeOf(view.record), center));
  const [a, b] = [horizontal(toFirst), horizontal(toSecond)];
  const away = Math.min(Math.hypot(toFirst[0], toFirst[1]), Math.hypot(toSecond[0], toSecond[1]));
  if (a === null || b === null || atMost(MIN_AWAY, away) !== 'T')
    return { side: null, measured: { away }, reason: 'one camera is almost straight above it' };
  // Positive turns, seen from above, lead to the first viewer's right hand: he looks along −a.
  const angleDeg = (Math.atan2(dot(cross(a, b), UP), dot(a, b)) * 180) / Math.PI;
  const measured = { angleDeg, away };
  const side = SIDES.find(([, from, to]) => within(angleDeg, from, to) === 'T')?.[0] ?? null;
  return side === null ? { side, measured, reason: 'it was taken from between two sides' } : { side, measured };
}

const SIDES: readonly (readonly [ViewpointSide, number, number])[] = [
  ['same', -HALF_BIN_DEG, HALF_BIN_DEG],
  ['right', 90 - HALF_BIN_DEG, 90 + HALF_BIN_DEG],
  ['left', -90 - HALF_BIN_DEG, -90 + HALF_BIN_DEG],
  ['opposite', 180 - HALF_BIN_DEG, 181],
  ['opposite', -181, -180 + HALF_BIN_DEG],
];
