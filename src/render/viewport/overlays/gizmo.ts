import type { Vec2 } from '../../../core/geometry/polygon.js';
import type { Pose } from '../../../core/geometry/pose.js';
import { fromYaw, multiply, rotate } from '../../../core/geometry/quat.js';
import { add, scale, sub, type Vec3 } from '../../../core/geometry/vec3.js';
import type { Obb } from '../../../core/scene/settled-scene.js';
import { meetsLevel, nearestHeight } from '../orbit-camera.js';
import type { Sketch } from './sketch.js';
import { AXIS_COLOURS, SELECTION } from './tones.js';

/** What a hand may do to an object: slide it on its level, turn it about the vertical, lift it. */
export type Handle = 'slide' | 'turn' | 'lift';

/** Handles around an object. World. */
export interface Gizmo {
  /** Middle of its underside. */
  readonly base: Vec3;
  readonly radius: number;
  readonly top: number;
}

export interface Ray {
  readonly origin: Vec3;
  /** Unit. */
  readonly direction: Vec3;
}

const RING_STEPS = 48;
const MIN_RADIUS = 0.05;
const LIFT_LENGTH = 0.12;
/** CSS pixels within which a handle is taken. */
const REACH = 8;
/** Steps of a turn with the shift key. */
const TURN_STEP = Math.PI / 12;

export function gizmoOf({ center, halfExtents: [hx, hy, hz], orientation }: Obb): Gizmo {
  const axes = [rotate(orientation, [hx, 0, 0]), rotate(orientation, [0, hy, 0]), rotate(orientation, [0, 0, hz])];
  const half = axes.reduce((sum, axis) => sum + Math.abs(axis[2]), 0);
  const radius = Math.max(MIN_RADIUS, 1.15 * Math.hypot(...axes.map((axis) => Math.hypot(axis[0], axis[1]))));
  return { base: [center[0], center[1], center[2] - half], radius, top: center[2] + half };
}

/** @param yaw where the knob of the ring stands, radians */
export function drawGizmo(sketch: Sketch, { base, radius, top }: Gizmo, yaw: number, hot: Handle | null): void {
  const width = (handle: Handle) => (hot === handle ? 3.5 : 2);
  sketch.line(ring(base, radius), {
    colour: hot === 'turn' ? SELECTION : AXIS_COLOURS[2],
    width: width('turn'),
    closed: true,
  });
  sketch.dot(
    add(base, [radius * Math.cos(yaw), radius * Math.sin(yaw), 0]),
    hot === 'turn' ? SELECTION : AXIS_COLOURS[2],
    5,
  );
  const [foot, tip] = liftOf(base, top, radius);
  sketch.arrow(foot, tip, hot === 'lift' ? SELECTION : AXIS_COLOURS[2], width('lift'));
  const cross = 0.3 * radius;
  for (const [k, axis] of (
    [
      [1, 0, 0],
      [0, 1, 0],
    ] as const
  ).entries()) {
    const colour = hot === 'slide' ? SELECTION : AXIS_COLOURS[k];
    sketch.line([sub(base, scale(axis, cross)), add(base, scale(axis, cross))], { colour, width: width('slide') });
  }
}

/** The handle under a place on the canvas. @param onObject whether the object itself is under it */
export function handleAt(sketch: Sketch, { base, radius, top }: Gizmo, at: Vec2, onObject: boolean): Handle | null {
  // Who takes hold of the object means the object: of what passes before it, only the line itself.
  const reach = onObject ? REACH / 2 : REACH;
  const [foot, tip] = liftOf(base, top, radius);
  if (distanceTo(sketch, [foot, tip], at) < reach) return 'lift';
  const round = ring(base, radius);
  if (distanceTo(sketch, [...round, round[0]], at) < reach) return 'turn';
  return onObject ? 'slide' : null;
}

/**
 * Where an object comes to stand by a drag.
 *
 * @param grabbed point of the object (or handle) that the drag began at, world
 * @param stepped turns go in steps
 */
export function dragged(
  handle: Handle,
  { base }: Gizmo,
  before: Pose,
  grabbed: Vec3,
  { origin, direction }: Ray,
  stepped: boolean,
): Pose {
  if (handle === 'lift') {
    const height = nearestHeight(grabbed, origin, direction);
    return { ...before, position: add(before.position, [0, 0, height - grabbed[2]]) };
  }
  const t = meetsLevel(origin, direction, grabbed[2]);
  if (t === null) return before;
  const now = add(origin, scale(direction, t));
  if (handle === 'slide') return { ...before, position: add(before.position, sub(now, grabbed)) };
  const angle = (p: Vec3) => Math.atan2(p[1] - base[1], p[0] - base[0]);
  const turn = angle(now) - angle(grabbed);
  return turnedAbout(before, base, stepped ? Math.round(turn / TURN_STEP) * TURN_STEP : turn);
}

/** Turned about the vertical through a point. @param yaw radians, counter-clockwise seen from above */
export function turnedAbout(pose: Pose, pivot: Vec3, yaw: number): Pose {
  const turn = fromYaw(yaw);
  return {
    position: add(pivot, rotate(turn, sub(pose.position, pivot))),
    orientation: multiply(turn, pose.orientation),
  };
}

const ring = (base: Vec3, radius: number): Vec3[] =>
  Array.from({ length: RING_STEPS }, (_, k) => {
    const angle = (2 * Math.PI * k) / RING_STEPS;
    return add(base, [radius * Math.cos(angle), radius * Math.sin(angle), 0]);
  });

const liftOf = (base: Vec3, top: number, radius: number): readonly [Vec3, Vec3] => [
  [base[0], base[1], top + 0.01],
  [base[0], base[1], top + Math.max(LIFT_LENGTH, 0.5 * radius)],
];

/** CSS pixels from a place to a line of world points. */
function distanceTo(sketch: Sketch, points: readonly Vec3[], [x, y]: Vec2): number {
  let nearest = Infinity;
  for (let k = 1; k < points.length; k++) {
    const [a, b] = [sketch.at(points[k - 1]), sketch.at(points[k])];
    if (!a || !b) continue;
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    const along = Math.min(1, Math.max(0, ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy || 1)));
    nearest = Math.min(nearest, Math.hypot(x - a[0] - along * dx, y - a[1] - along * dy));
  }
  return nearest;
}
