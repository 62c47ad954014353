import { eyeOf } from '../camera/pinhole.js';
import { invert } from '../geometry/pose.js';
import { rotate } from '../geometry/quat.js';
import { cross, dot, horizontal, leftOf, length, negate, sub, UP, type Vec3 } from '../geometry/vec3.js';
import { egoHeading } from '../relations/frames.js';
import type { SeenView } from '../relations/scene-graph.js';
import { and, atLeast, atMost } from '../relations/tolerance.js';
import type { Measured, Verdict } from '../relations/verdict.js';

// How a camera went from one view to the next (docs/spec.md §12.2). Metres, degrees.

export type MoveDirection = 'left' | 'right' | 'forward' | 'back' | 'up' | 'down';
export type TurnDirection = 'left' | 'right' | 'up' | 'down';

const MIN_MOVE = 0.1;
const MIN_TURN_DEG = 10;
/** Turned further than this, a camera may as well have come round from the other side. */
const MAX_TURN_DEG = 135;
/** The dominant component is this many times each other one. */
const MIN_RATIO = 2;

export interface Motion<D> {
  /** T: the camera surely went in `direction`; A: no one component dominates, or nothing much happened. */
  readonly verdict: Verdict;
  readonly direction: D | null;
  readonly measured: Measured;
  readonly reason?: string;
}

/**
 * Which way the camera moved, in the first view's own terms. The level frame (heading, left, gravity) and the camera's
 * axes must name the same direction: a camera that looks down has two "forwards".
 */
export function cameraMove(first: SeenView, second: SeenView): Motion<MoveDirection> {
  const heading = egoHeading(first);
  if ('reason' in heading) return { verdict: 'A', direction: null, measured: {}, reason: heading.reason };
  const by = sub(eyeOf(second.record), eyeOf(first.record));
  const left = leftOf(heading);
  const level = [dot(by, left), dot(by, heading), by[2]] as const;
  const q = first.record.cameraFromWorld.orientation;
  const [x, y, z] = rotate(q, by);
  const own = [-x, z, -y] as const;
  const measured = {
    left: level[0],
    forward: level[1],
    up: level[2],
    cameraLeft: own[0],
    cameraForward: own[1],
    cameraUp: own[2],
    distance: length(by),
  };
  const inLevel = dominant(level, MIN_MOVE, MOVES);
  const inOwn = dominant(own, MIN_MOVE, MOVES);
  if (inLevel === null || inLevel !== inOwn) {
    return { verdict: 'A', direction: null, measured, reason: 'no one direction of the move stands out' };
  }
  return { verdict: 'T', direction: inLevel, measured };
}

const MOVES: readonly (readonly [MoveDirection, MoveDirection])[] = [
  ['left', 'right'],
  ['forward', 'back'],
  ['up', 'down'],
];

/**
 * Which way the camera turned: pan about gravity, tilt of the optical axis, roll about it. Positive: left, up,
 * counter-clockwise for the viewer.
 */
export function cameraTurn(first: SeenView, second: SeenView): Motion<TurnDirection> {
  const [a, b] = [headingOf(first), headingOf(second)];
  if ('reason' in a) return { verdict: 'A', direction: null, measured: {}, reason: a.reason };
  if ('reason' in b) return { verdict: 'A', direction: null, measured: {}, reason: b.reason };
  const panDeg = degrees(Math.atan2(dot(cross(a.heading, b.heading), UP), dot(a.heading, b.heading)));
  const tiltDeg = b.tiltDeg - a.tiltDeg;
  const rollDeg = b.rollDeg - a.rollDeg;
  const measured = { panDeg, tiltDeg, rollDeg, angleDeg: angleBetween(first, second) };
  const direction = dominant([panDeg, tiltDeg, rollDeg], MIN_TURN_DEG, TURNS);
  if (direction === null || atMost(Math.abs(panDeg), MAX_TURN_DEG) !== 'T')
    return { verdict: 'A', direction: null, measured, reason: 'no one direction of the turn stands out' };
  return { verdict: 'T', direction, measured };
}

/** A roll that dominates is not asked: no word for it is common. */
const TURNS: readonly (readonly [TurnDirection | null, TurnDirection | null])[] = [
  ['left', 'right'],
  ['up', 'down'],
  [null, null],
];

function headingOf(view: SeenView) {
  const heading = egoHeading(view);
  if ('reason' in heading) return heading;
  const worldFromCamera = invert(view.record.cameraFromWorld);
  const forward = rotate(worldFromCamera.orientation, [0, 0, 1]);
  const right = rotate(worldFromCamera.orientation, [1, 0, 0]);
  const level = horizontal(negate(leftOf(heading))) as Vec3;
  const upright = cross(level, forward);
  return {
    heading,
    tiltDeg: degrees(Math.asin(Math.max(-1, Math.min(1, forward[2])))),
    rollDeg: degrees(Math.atan2(dot(right, upright), dot(right, level))),
  };
}

/** Angle of the whole rotation from the first orientation to the second. */
function angleBetween(first: SeenView, second: SeenView): number {
  const a = first.record.cameraFromWorld.orientation;
  const b = second.record.cameraFromWorld.orientation;
  const d = Math.abs(a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3]);
  return 2 * degrees(Math.acos(Math.min(1, d)));
}

function dominant<D>(
  components: readonly number[],
  least: number,
  names: readonly (readonly [D | null, D | null])[],
): D | null {
  const sizes = components.map(Math.abs);
  const k = sizes.indexOf(Math.max(...sizes));
  const stands = and(
    atLeast(sizes[k], least),
    ...sizes.map((size, i): Verdict => (i === k ? 'T' : atLeast(sizes[k], MIN_RATIO * size))),
  );
  return stands === 'T' ? names[k][components[k] > 0 ? 0 : 1] : null;
}

const degrees = (radians: number): number => (radians * 180) / Math.PI;
