import { eyeOf, forwardOf } from '../camera/pinhole.js';
import { invert, transformDirection } from '../geometry/pose.js';
import { rotate } from '../geometry/quat.js';
import { angleDeg, horizontal, leftOf, negate, sub, UP, type Vec3 } from '../geometry/vec3.js';
import { assertNever } from '../result.js';
import type { SceneGraph, SeenView } from './scene-graph.js';
import { atMost } from './tolerance.js';

/** Whose front and left are meant (SPEC §3.1). */
export type FrameRef =
  { readonly kind: 'ego' } | { readonly kind: 'world' } | { readonly kind: 'object'; readonly object: number };

export type Direction = 'left' | 'right' | 'front' | 'behind';

/** Unit horizontal vectors in world; behind and right are their negatives. */
export interface FrameAxes {
  readonly front: Vec3;
  readonly left: Vec3;
  /** Why left and right may not be asked although front and behind may; null when they may. */
  readonly leftRightUnsettled: string | null;
}

/** A frame that is not defined here, and why, in one clause. */
export interface Undefined {
  readonly reason: string;
}

/** Closer than this to straight down or up, a camera has no horizontal heading. */
const MIN_ANGLE_TO_VERTICAL_DEG = 20;
const MAX_ROLL_DEG = 15;
const MAX_TILT_DEG = 30;

/** A front turned further from the viewer than this cannot be told from the picture. */
const MAX_FRONT_FROM_VIEW_DEG = 120;

/**
 * The axes of a frame. In ego, "front" is towards the viewer, as people say it.
 *
 * @param view required by ego; for an object's frame it adds the test that the front can be told in this view
 */
export function frameAxes(graph: SceneGraph, view: SeenView | null, frame: FrameRef): FrameAxes | Undefined {
  switch (frame.kind) {
    case 'ego':
      return view === null ? { reason: 'no view was given to look from' } : egoAxes(view);
    case 'world': {
      const front = horizontal(graph.geometry.scene.anchor.heading);
      if (front === null) return { reason: "the anchor's heading is vertical" };
      return { front, left: leftOf(front), leftRightUnsettled: null };
    }
    case 'object':
      return objectAxes(graph, view, frame.object);
    default:
      return assertNever(frame);
  }
}

export function directionVector(axes: FrameAxes, direction: Direction): Vec3 {
  switch (direction) {
    case 'left':
      return axes.left;
    case 'right':
      return negate(axes.left);
    case 'front':
      return axes.front;
    case 'behind':
      return negate(axes.front);
    default:
      return assertNever(direction);
  }
}

/** A direction of a frame as a world vector, or why it is not defined: everything of SPEC §3.1 in one call. */
export function frameDirection(
  graph: SceneGraph,
  view: SeenView | null,
  frame: FrameRef,
  direction: Direction,
): { readonly d: Vec3 } | Undefined {
  const axes = frameAxes(graph, view, frame);
  if ('reason' in axes) return axes;
  if (axes.leftRightUnsettled !== null && isSideways(direction)) return { reason: axes.leftRightUnsettled };
  return { d: directionVector(axes, direction) };
}

export const isSideways = (direction: Direction): boolean => direction === 'left' || direction === 'right';

/** Heading of a camera: the horizontal part of its optical axis. Null when ego directions are undefined for it. */
export function egoHeading(view: SeenView): Vec3 | Undefined {
  const forward = forwardOf(view.record);
  const fromVertical = angleDeg(forward, forward[2] >= 0 ? UP : negate(UP));
  if (atMost(MIN_ANGLE_TO_VERTICAL_DEG, fromVertical) !== 'T') {
    return { reason: `the camera looks within ${MIN_ANGLE_TO_VERTICAL_DEG}° of straight up or down` };
  }
  const sideways = rotate(invert(view.record.cameraFromWorld).orientation, [1, 0, 0]);
  const rollDeg = (Math.asin(Math.min(1, Math.abs(sideways[2]))) * 180) / Math.PI;
  if (atMost(rollDeg, MAX_ROLL_DEG) !== 'T') return { reason: `the camera is rolled by more than ${MAX_ROLL_DEG}°` };
  return horizontal(forward) ?? { reason: 'the camera has no horizontal heading' };
}

function egoAxes(view: SeenView): FrameAxes | Undefined {
  const heading = egoHeading(view);
  if ('reason' in heading) return heading;
  return { front: negate(heading), left: leftOf(heading), leftRightUnsettled: null };
}

function objectAxes(graph: SceneGraph, view: SeenView | null, id: number): FrameAxes | Undefined {
  const object = graph.geometry.object(id);
  const { record } = object;
  if (record.front === null) return { reason: `the ${record.name} has no front` };
  if (atMost(angleDeg(object.up, UP), MAX_TILT_DEG) !== 'T' || object.front === null) {
    return { reason: `the ${record.name} is tilted by more than ${MAX_TILT_DEG}°` };
  }
  if (view !== null) {
    const front = transformDirection(record.worldFromObject, record.front);
    const toCamera = sub(eyeOf(view.record), object.center);
    if (atMost(angleDeg(front, toCamera), MAX_FRONT_FROM_VIEW_DEG) !== 'T') {
      return { reason: `the front of the ${record.name} is turned away from the camera` };
    }
  }
  const left = leftOf(object.front);
  return {
    front: object.front,
    left: record.leftRight === 'facing' ? negate(left) : left,
    leftRightUnsettled:
      record.leftRight === 'unsettled' ? `people disagree on which side of the ${record.name} is its left` : null,
  };
}
