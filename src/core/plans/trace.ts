import { project } from '../camera/pinhole.js';
import type { ConvexBody } from '../geometry/convex.js';
import { add, sub, type Vec3 } from '../geometry/vec3.js';
import { CONSTANTS } from '../relations/constants.js';
import { evaluateFits, type FitsJudgement } from '../relations/fits.js';
import type { FitsQuestion } from '../relations/fits-setting.js';
import type { ObjectGeometry, SceneGeometry } from '../relations/scene-geometry.js';
import { LIFT_START } from './lift.js';
import { boundsOf, isNear, prismAround, separationFrom, sweptBody } from './swept-body.js';

// Collision-free traces of a thing that is picked up and put down (docs/spec.md §13.3).

export interface Trace {
  /** Where the object's centre goes, world, at least the two ends; straight between. */
  readonly points: readonly Vec3[];
  /** [u, v, depth] of each in the view. */
  readonly pixels: readonly (readonly [number, number, number])[];
  readonly fit: FitsJudgement;
  /** Least separation on the way from what it passes. */
  readonly clearance: number;
}

/** How high it is lifted, the lowest that is free first. */
const LIFTS = [0.05, 0.08, 0.12, 0.16, 0.2, 0.26];
/** On the way up the neighbours are as near as they are; nothing is touched. */
const LIFT_CLEARANCE = 0.001;
/** Straight pieces between the two upper corners. */
const ACROSS = 3;
const BORDER_SHARE = 0.01;

/** A trace that puts A down where `fits` says it may stand, without turning it; else why there is none to give. */
export function planTrace(question: FitsQuestion): Trace | { readonly reason: string } {
  const { graph, view, moving: id, profile } = question;
  const { geometry } = graph;
  const fit = evaluateFits(question);
  if (fit.verdict !== 'T' || fit.witness === null) return { reason: fit.reason ?? 'it does not fit there' };
  if (fit.measured.yawDeg !== 0) return { reason: 'it would have to be turned on the way' };
  const object = geometry.object(id);
  const start = object.center;
  const goal = centreAt(fit.witness.worldFromObject.position, object.record.worldFromObject.position, start);
  const clear = CONSTANTS[profile].clearanceYes;
  for (const lift of LIFTS) {
    const top = Math.max(start[2], goal[2]) + lift;
    const corners: Vec3[] = [start, [start[0], start[1], top], [goal[0], goal[1], top], goal];
    const clearance = pathClearance(geometry, id, corners, clear);
    if (clearance === null) continue;
    const points = [corners[0], ...between(corners[1], corners[2]), corners[3]];
    const pixels = points.map((p) => seenAt(view, p));
    if (pixels.some((p) => p === null)) return { reason: 'the way leaves the picture' };
    return { points, pixels: pixels as (readonly [number, number, number])[], fit, clearance };
  }
  return { reason: 'no way over the things between was found free' };
}

/**
 * Least separation from other things on a path of an object's centre that goes up, across and down: of the last two,
 * null when it comes nearer than `clear` to anything (1 mm to what it stands on), or when the way up is not free.
 */
function pathClearance(geometry: SceneGeometry, id: number, corners: readonly Vec3[], clear: number): number | null {
  const object = geometry.object(id);
  const [start, over, above, goal] = corners.map((p) => sub(p, corners[0]));
  const whole = prismAround(object);
  const on = [sweptBody(whole, over, above), sweptBody(whole, add(goal, [0, 0, LIFT_START]), above)];
  const box = boundsOf(on);
  const standsAt = object.vertical.min + goal[2];
  let least = LOOK;
  for (const other of geometry.objects) {
    // What ends at the surface it is put on is under it, and only not touched.
    const isUnder = other.vertical.max <= standsAt + LIFT_CLEARANCE;
    const needed = isUnder ? LIFT_CLEARANCE : clear;
    if (other === object || !isNear(box, other, isUnder ? 2 * needed : LOOK)) continue;
    const separation = separationFrom(on, other, isUnder ? 2 * needed : LOOK);
    if (separation < needed + 1e-6) return null;
    if (!isUnder) least = Math.min(least, separation);
  }
  return isLiftFree(geometry, object, start, over) ? least : null;
}

/** The way up, part by part: the neighbours are near, and what it stands in may be all around it. */
function isLiftFree(geometry: SceneGeometry, object: ObjectGeometry, start: Vec3, over: Vec3): boolean {
  const up = object.convexParts.map((part) => sweptBody(part, add(start, [0, 0, LIFT_START]), over));
  const box = boundsOf(up);
  return geometry.objects.every(
    (other) =>
      other === object ||
      other.vertical.max <= object.vertical.min + LIFT_START - LIFT_CLEARANCE ||
      !isNear(box, other, LIFT_CLEARANCE) ||
      separationFrom(up, other, 2 * LIFT_CLEARANCE) >= LIFT_CLEARANCE,
  );
}

/** Separations beyond this are not measured. */
const LOOK = 0.1;

/** The centre of an object whose origin went from `from` to `to` without turning. */
const centreAt = (to: Vec3, from: Vec3, center: Vec3): Vec3 => add(center, sub(to, from));

function between(a: Vec3, b: Vec3): Vec3[] {
  return Array.from({ length: ACROSS + 1 }, (_, k): Vec3 => {
    const t = k / ACROSS;
    return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2]];
  });
}

function seenAt(view: FitsQuestion['view'], p: Vec3): readonly [number, number, number] | null {
  const { u, v, depth } = project(view.record, p);
  const { width, height } = view.record.intrinsics;
  const [du, dv] = [BORDER_SHARE * width, BORDER_SHARE * height];
  return depth > 0.05 && u >= du && v >= dv && u < width - du && v < height - dv ? [u, v, depth] : null;
}

/** What a path of an object's centre runs into. */
export interface TraceCollisions {
  /** Ids of what it overlaps by more than the tolerance, ascending. */
  readonly hits: readonly number[];
}

/** A given trace may graze by this before it counts as a collision: it is read off a picture. */
const GRAZE = 0.005;

/**
 * Whether an object whose centre follows these points, straight between them and never turned, runs into anything. What
 * it stands on at either end is not in its way.
 *
 * @param points world, at least two
 */
export function traceCollisions(geometry: SceneGeometry, id: number, points: readonly Vec3[]): TraceCollisions {
  const object = geometry.object(id);
  const whole = prismAround(object);
  const bodies: ConvexBody[] = [];
  for (let i = 1; i < points.length; i++)
    bodies.push(sweptBody(whole, sub(points[i - 1], object.center), sub(points[i], object.center)));
  const lowest = object.vertical.min + Math.min(...points.map((p) => p[2])) - object.center[2];
  const hits: number[] = [];
  for (const other of geometry.objects) {
    if (other === object || other.vertical.max <= lowest + GRAZE) continue;
    if (separationFrom(bodies, other, GRAZE) < -GRAZE) hits.push(other.record.id);
  }
  return { hits };
}
