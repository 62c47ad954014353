import { inside } from '../relations/inside.js';
import { between } from '../relations/between.js';
import { on } from '../relations/on.js';
import { egoDepthSides, spansOf, whyNotSideways } from '../relations/direction.js';
import {
  DIRECTION_ANGLE_DEG,
  directionalTest,
  EGO_SIDEWAYS_ANGLE_DEG,
  measureDirection,
} from '../relations/directional-test.js';
import { imageAgrees } from '../relations/fits-image.js';
import { frameDirection, isSideways, type Direction, type FrameRef } from '../relations/frames.js';
import { ambiguous, judge } from '../relations/judge.js';
import { constantsOf } from '../relations/profile.js';
import type { SceneGeometry } from '../relations/scene-geometry.js';
import type { SeenView } from '../relations/scene-graph.js';
import { and, atMost, decide } from '../relations/tolerance.js';
import type { Judgement, Verdict } from '../relations/verdict.js';
import { assertNever } from '../result.js';
import type { GoalTerm, TaskFrame } from './task.js';

/**
 * Whether a relation that a task asks for holds. Directions are judged as the valid poses of docs/spec.md §6 are: by the
 * scene, and for the camera's left and right also by where the object would be seen, whatever stands before it.
 *
 * @param geometry the scene as it is, or as it is imagined
 * @param views the episode's views, by number; what they show of the reference is as it was when they were taken
 */
export function evaluateTerm(geometry: SceneGeometry, views: readonly SeenView[], term: GoalTerm): Judgement {
  const { type, subject, reference, second } = term;
  switch (type) {
    case 'left':
    case 'right':
    case 'front':
    case 'behind':
      return evaluateSide(geometry, views, term, type);
    case 'on':
      return on(geometry, subject, reference);
    case 'inside':
      return inside(geometry, subject, reference);
    case 'between':
      return second === undefined
        ? ambiguous('between needs three things')
        : between(geometry, subject, reference, second);
    case 'gap': {
      if (term.gap === undefined) return ambiguous('no distance is given');
      const { distance } = geometry.surfaceDistance(subject, reference);
      const off = Math.abs(distance - term.gap.value);
      const near = atMost(off, term.gap.tolerance);
      return judge(
        near,
        { distance, wanted: term.gap.value, tolerance: term.gap.tolerance },
        'it is at the very limit',
      );
    }
    default:
      return assertNever(type);
  }
}

export const evaluateGoal = (geometry: SceneGeometry, views: readonly SeenView[], goal: readonly GoalTerm[]): Verdict =>
  and(...goal.map((term) => evaluateTerm(geometry, views, term).verdict));

/** The view an ego frame is of; others are told by any. */
export const viewOf = (views: readonly SeenView[], frame: TaskFrame): SeenView =>
  views[frame.kind === 'ego' ? frame.view : 0];

export const frameRef = (frame: TaskFrame): FrameRef => (frame.kind === 'ego' ? { kind: 'ego' } : frame);

function evaluateSide(
  geometry: SceneGeometry,
  views: readonly SeenView[],
  { frame, subject, reference }: GoalTerm,
  direction: Direction,
): Judgement {
  if (frame === null) return ambiguous('a direction needs a frame');
  const forbidden = whyNotSideways(geometry, subject, reference);
  if (forbidden !== null) return ambiguous(forbidden.reason, forbidden.measured);
  const view = viewOf(views, frame);
  if (frame.kind === 'ego' && !isSideways(direction)) {
    const sides = egoDepthSides(geometry, view, direction, subject, reference);
    if ('reason' in sides) return ambiguous(sides.reason);
    return judge(sides.verdict, sides.measured, TOO_CLOSE);
  }
  // The front of what stands behind the camera by now is where it was.
  const vector = frameDirection({ geometry, views }, frame.kind === 'ego' ? view : null, frameRef(frame), direction);
  if ('reason' in vector) return ambiguous(vector.reason);
  const named = frame.kind === 'object' ? [subject, reference, frame.object] : [subject, reference];
  const { minMargin } = constantsOf(geometry, named);
  const spans = spansOf(geometry.object(subject), geometry.object(reference), vector.d);
  const angle = frame.kind === 'ego' ? EGO_SIDEWAYS_ANGLE_DEG : DIRECTION_ANGLE_DEG;
  const side = directionalTest(spans, minMargin, angle);
  const measured = measureDirection(spans, minMargin);
  const { vertices: positions, indices } = geometry.object(subject);
  if (frame.kind === 'ego' && side === 'T' && !imageAgrees(view, direction, { positions, indices }, reference))
    return ambiguous('the picture does not show it as clearly as the scene has it', measured);
  return judge(
    decide(side === 'T' ? 'T' : 'F', side === 'opposite' || side === 'orthogonal' ? 'T' : 'F'),
    measured,
    TOO_CLOSE,
  );
}

const TOO_CLOSE = 'too close to call';
