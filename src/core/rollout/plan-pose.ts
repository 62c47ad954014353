import type { ConvexBody } from '../geometry/convex.js';
import { polygonDistance, type Vec2 } from '../geometry/polygon.js';
import { isInsideMesh } from '../geometry/point-in-mesh.js';
import type { Pose } from '../geometry/pose.js';
import type { Vec3 } from '../geometry/vec3.js';
import { isNear, sweptBody } from '../plans/swept-body.js';
import { movingObject, standingPose, yawsOf, type MovingObject } from '../relations/fits-moving.js';
import { OWNER_FLOOR } from '../relations/fits-obstacles.js';
import { turned } from '../relations/fits-polygon.js';
import { buildPatch, insideBy, isUpwardSurface, patchHeight } from '../relations/patch.js';
import type { ObjectGeometry, SceneGeometry } from '../relations/scene-geometry.js';
import { memoPair } from '../relations/memo.js';
import { failure, success, type Result } from '../result.js';
import { keepsClear, partsAbove, partsAt } from './posed-parts.js';

// Pixel → pose, second half: an object is put down upright, its middle over the point that was given.

/** Where an object is let go. */
export interface PlannedPose {
  readonly worldFromObject: Pose;
  /** From how it stands now, radians. */
  readonly yaw: number;
  /** Where its middle is put, world. */
  readonly center: Vec2;
  /** What it is put on or in. */
  readonly owner: number;
  /** The exported surface; null where it is lowered into a hollow. */
  readonly surface: number | null;
}

export type PlanFault = 'surface' | 'would-not-fit' | 'collision';

export interface PlanOptions {
  /** How far above or below a surface the point may be, metres: more where depth or the camera is not known well. */
  readonly maxOff?: number;
  /** Only where it stands clear of everything else as seen from above: what is there is then found in a tenth of the time. */
  readonly roomy?: boolean;
  /** Only on a surface, never in a hollow. */
  readonly onTop?: boolean;
}

/** A lifted point may be this far above or below the surface it lies on, and this far beyond its edge, metres. */
export const MAX_OFF_SURFACE = 0.015;
const MAX_BEYOND_EDGE = 0.005;
/** Let go this far above the surface: physics closes the gap without a knock. */
const RELEASE_GAP = 0.0008;
/** Kept free to everything but what it is put on; on the way down as well. */
const CLEARANCE = 0.001;
/** Convex parts stick out of their meshes by less than this. */
const PART_SLACK = 0.002;
const YAW_STEP_DEG = 15;
/** A point on the wall or the rim of a hollow is this far out of it at most, metres. */
const ON_WALL = 0.012;
/** Into a hollow it goes in one of four turns, and in steps of these until something is nearer than the clearance. */
const HOLLOW_YAW_STEP_DEG = 90;
const STEPS = [0.012, 0.003];
/** What ends its way higher in a hollow than this share of its depth sits on the rim. */
const ON_RIM = 0.75;
/** The way down begins this far above all that is near; over a rim lower than this there is nothing to be met. */
const ABOVE = 0.02;

/**
 * Where an object comes to stand when its middle is put over a point: on the surface there, or as deep in the hollow as
 * it goes. It is turned no more than needed to hit nothing.
 *
 * @param point world, on what is to carry it
 * @param owner id of what the point lies on
 * @returns `surface` where there is nothing to stand on, `would-not-fit` where it would be in something in any turn,
 * `collision` where it would stand free but the way down is not
 */
export function planPose(
  geometry: SceneGeometry,
  id: number,
  point: Vec3,
  owner: number,
  options: PlanOptions = {},
): Result<PlannedPose, PlanFault> {
  const moving = movingObject(geometry, id);
  const place = placeAt(geometry, point, owner, id, options.maxOff ?? MAX_OFF_SURFACE);
  if (place === null)
    return failure('surface', `The point is on no part of the ${geometry.object(owner).record.name} to stand on.`);
  const around = place.surface === null && options.onTop ? [] : obstaclesAround(geometry, moving, point, place.floor);
  const plan = (floor: number, yaw: number) =>
    success({
      worldFromObject: standingPose(moving, point[0], point[1], floor, yaw),
      yaw,
      center: [point[0], point[1]] as const,
      owner,
      surface: place.surface,
    });
  if (place.surface === null) {
    if (options.onTop) return wouldNotFit(geometry, id);
    const within = nearestWithin(geometry, id, owner, [point[0], point[1]]);
    return within === null ? wouldNotFit(geometry, id) : success({ ...within, owner, surface: null });
  }

  const floor = place.floor + RELEASE_GAP;
  const carrier = around.find(({ record }) => record.id === owner);
  const others = around.filter((object) => object !== carrier);
  const base = carrier ? partsAbove(carrier, place.floor + OWNER_FLOOR) : [];
  let isStandingFree = false;
  const top = Math.max(floor, ...around.map(({ vertical }) => vertical.max));
  const standsFree = (yaw: number, obstacles: readonly ConvexBody[]): boolean => {
    if (obstacles.length === 0) return true;
    const own = partsAt(moving, yaw, point[0], point[1], floor);
    if (!keepsClear(own, obstacles, CLEARANCE)) return false;
    isStandingFree = true;
    return isWayDownFree(own, floor, obstacles, top);
  };
  // First what is clear as seen from above, then what is clear part by part: under an overhang, beside a handle.
  const crowded: { readonly yaw: number; readonly met: readonly ObjectGeometry[] }[] = [];
  for (const yaw of yawsOf(moving, YAW_STEP_DEG)) {
    const met = others.filter((object) => mayMeet(moving, point, yaw, object));
    if (met.length > 0) crowded.push({ yaw, met });
    else if (standsFree(yaw, base)) return plan(floor, yaw);
  }
  if (options.roomy !== true)
    for (const { yaw, met } of crowded)
      if (standsFree(yaw, [...base, ...met.flatMap((object) => object.convexParts)])) return plan(floor, yaw);
  return isStandingFree
    ? failure('collision', `The way down for the ${geometry.object(id).record.name} is not free.`)
    : wouldNotFit(geometry, id);
}

const wouldNotFit = (geometry: SceneGeometry, id: number) =>
  failure('would-not-fit', `The ${geometry.object(id).record.name} would be in something else there in any turn.`);

interface Place {
  readonly floor: number;
  readonly surface: number | null;
  /** Of the hollow. */
  readonly rim: number;
}

function placeAt(geometry: SceneGeometry, [x, y, z]: Vec3, owner: number, id: number, maxOff: number): Place | null {
  if (owner === id) return null;
  let best: { place: Place; off: number } | null = null;
  for (const surface of geometry.surfacesOf(owner)) {
    if (!isUpwardSurface(surface)) continue;
    const patch = buildPatch(surface);
    const floor = patchHeight(patch, x, y);
    const off = Math.abs(floor - z);
    if (off > maxOff || insideBy(patch, x, y) < -MAX_BEYOND_EDGE || (best && off >= best.off)) continue;
    best = { place: { floor, surface: surface.id, rim: floor }, off };
  }
  const hollow = hollowAt(geometry.object(owner), x, y);
  // The floor of a bowl is a surface too, but what is put there must pass the walls.
  if (hollow !== null && (best === null || z < hollow.rim)) return hollow;
  return best?.place ?? null;
}

/** The hollow of what a point lies on, its inner walls and its rim included. */
function hollowAt({ cavity }: ObjectGeometry, x: number, y: number): Place | null {
  if (cavity === null || cavity.opening === null || cavity.opening[2] < 0.95) return null;
  const { min, max } = cavity.tree.bounds;
  const isWithin = (v: number, k: 0 | 1) => v >= min[k] - ON_WALL && v <= max[k] + ON_WALL;
  return isWithin(x, 0) && isWithin(y, 1) ? { floor: min[2], surface: null, rim: max[2] } : null;
}

/** Where in a hollow something can be lowered, and how deep it gets there. */
interface Lowered {
  readonly worldFromObject: Pose;
  readonly yaw: number;
  readonly center: Vec2;
}

/**
 * The place in a hollow that is nearest to a point: over it, or beside it where the wall that was pointed at is in the way.
 * A point further from it than the object reaches means another place.
 */
function nearestWithin(geometry: SceneGeometry, id: number, owner: number, [x, y]: Vec2): Lowered | null {
  const { radius } = movingObject(geometry, id);
  let best: Lowered | null = null;
  let bestOff = radius + ON_WALL;
  for (const place of placesWithin(geometry, id, owner)) {
    const off = Math.hypot(place.center[0] - x, place.center[1] - y);
    if (off < bestOff) [best, bestOff] = [place, off];
  }
  return best;
}

/** Places of a hollow that are looked at, this far apart, metres. */
const HOLLOW_GRID = 0.012;

const placesWithin = memoPair((geometry: SceneGeometry, id: number, owner: number): readonly Lowered[] => {
  const { cavity } = geometry.object(owner);
  if (cavity === null) return [];
  const moving = movingObject(geometry, id);
  const { min, max } = cavity.tree.bounds;
  const place = { floor: min[2], surface: null, rim: max[2] };
  const level = place.floor + ON_RIM * (place.rim - place.floor);
  const places: Lowered[] = [];
  const steps = (k: 0 | 1) => Math.max(1, Math.floor((max[k] - min[k]) / HOLLOW_GRID));
  for (let i = 0; i < steps(0); i++) {
    for (let j = 0; j < steps(1); j++) {
      const x = (min[0] + max[0]) / 2 + (i - (steps(0) - 1) / 2) * HOLLOW_GRID;
      const y = (min[1] + max[1]) / 2 + (j - (steps(1) - 1) / 2) * HOLLOW_GRID;
      if (!isInsideMesh(cavity.tree, [x, y, level])) continue;
      const point: Vec3 = [x, y, place.floor];
      const around = obstaclesAround(geometry, moving, point, place.floor);
      for (const yaw of yawsOf(moving, HOLLOW_YAW_STEP_DEG)) {
        const floor = lowestInto(moving, point, yaw, place, around);
        if (floor === null) continue;
        places.push({ worldFromObject: standingPose(moving, x, y, floor, yaw), yaw, center: [x, y] });
        break;
      }
    }
  }
  return places;
});

/** Lowest height of its underside that keeps clear on the whole way from above; null when it gets no deeper than the rim. */
function lowestInto(
  moving: MovingObject,
  point: Vec3,
  yaw: number,
  { floor, rim }: Place,
  around: readonly ObjectGeometry[],
): number | null {
  const near = around.filter((object) => mayMeet(moving, point, yaw, object));
  const obstacles = near.flatMap((object) => object.convexParts);
  const isFree = (z: number) => keepsClear(partsAt(moving, yaw, point[0], point[1], z), obstacles, CLEARANCE);
  // Most of what is in its way is so deep within already: asked first, for it is what is asked most.
  if (!isFree(floor + ON_RIM * (rim - floor))) return null;
  let lowest = Math.max(rim, ...near.map((object) => object.vertical.max)) + ABOVE;
  for (const step of STEPS) while (lowest - step > floor - step && isFree(lowest - step)) lowest -= step;
  return lowest < floor + ON_RIM * (rim - floor) ? lowest : null;
}

/** What could be met on the way from above: all that rises over the floor and is not far. */
function obstaclesAround(geometry: SceneGeometry, moving: MovingObject, [x, y]: Vec3, floor: number): ObjectGeometry[] {
  const reach = moving.radius + 0.02;
  const column = { min: [x - reach, y - reach, floor], max: [x + reach, y + reach, Infinity] };
  return geometry.objects.filter(
    (object) => object !== moving.object && object.vertical.max > floor + OWNER_FLOOR && isNear(column, object, 0),
  );
}

/** Upright, what is apart seen from above is apart. */
function mayMeet(moving: MovingObject, [x, y]: Vec3, yaw: number, object: ObjectGeometry): boolean {
  const [cx, cy] = object.center;
  const side = object.footprintSide;
  if (Math.hypot(x - cx, y - cy) > moving.radius + side + CLEARANCE) return false;
  const own = turned(moving.footprint, Math.cos(yaw), Math.sin(yaw), x, y);
  const enough = CLEARANCE + PART_SLACK;
  if (gapAlong(own, object.footprint, cx - x, cy - y) > enough + ROUNDING) return false;
  return !(polygonDistance(outlineOf(own), object.footprint) > enough);
}

/** How far apart an object at a pose and another one are as seen from above, metres: never further than their surfaces are. */
export function gapFromAbove(geometry: SceneGeometry, id: number, { center, yaw }: PlannedPose, other: number): number {
  const own = turned(movingObject(geometry, id).footprint, Math.cos(yaw), Math.sin(yaw), center[0], center[1]);
  return polygonDistance(outlineOf(own), geometry.object(other).footprint);
}

function outlineOf(flat: Float64Array): readonly Vec2[] {
  const outline: Vec2[] = [];
  for (let i = 0; i < flat.length; i += 2) outline.push([flat[i], flat[i + 1]]);
  return outline;
}

/** Of sums of a few metres. */
const ROUNDING = 1e-9;

/** How far apart two outlines are along a direction from the first to the second: no more than they are; below 0 if not. */
function gapAlong(own: Float64Array, other: readonly Vec2[], dx: number, dy: number): number {
  const length = Math.hypot(dx, dy);
  if (length < ROUNDING) return -Infinity;
  const [ux, uy] = [dx / length, dy / length];
  let [furthest, nearest] = [-Infinity, Infinity];
  for (let i = 0; i < own.length; i += 2) furthest = Math.max(furthest, own[i] * ux + own[i + 1] * uy);
  for (const [px, py] of other) nearest = Math.min(nearest, px * ux + py * uy);
  return nearest - furthest;
}

/** Straight up from where it stands there is nothing. @param top height of the highest thing near */
function isWayDownFree(
  own: readonly ConvexBody[],
  floor: number,
  obstacles: readonly ConvexBody[],
  top: number,
): boolean {
  const rise = top - floor;
  if (rise < ABOVE) return true;
  const swept = own.map((part) => sweptBody(part, [0, 0, 2 * CLEARANCE], [0, 0, rise + CLEARANCE]));
  return keepsClear(swept, obstacles, 0.5 * CLEARANCE);
}
