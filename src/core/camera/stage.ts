import { distanceToBoundary, pointInPolygon, type Vec2 } from '../geometry/polygon.js';
import { sub, type Vec3 } from '../geometry/vec3.js';
import type { Rng } from '../random.js';
import type { ObjectGeometry, SceneGeometry } from '../relations/scene-geometry.js';
import type { Recipe } from '../scene/recipe.js';
import type { SceneObject } from '../scene/settled-scene.js';

/** The eye keeps this distance to every object's bounding box, metres: a head has a size, and a lens a near limit. */
const MIN_EYE_DISTANCE = 0.18;
/** A hand's camera is small and works close. */
const MIN_WRIST_DISTANCE = 0.1;
const WALL_THICKNESS = 0.1;
/** Who stands keeps this distance to furniture and walls, metres. */
const BODY_RADIUS = 0.2;
/** Furniture that hangs higher is walked under. */
const HEAD_ROOM = 1.3;
/** A piece without a front is used from the other side where a wall is nearer than this, metres. */
const BY_A_WALL = 0.5;
/** A support is worth looking at when it carries at least so many things. */
const MIN_CARRIED = 3;

/** What a camera looks at: a support and what is on it, or the room. */
export interface Stage {
  readonly geometry: SceneGeometry;
  readonly support: ObjectGeometry | null;
  /** Yaw of the side the support is used from; cameras are placed relative to it. */
  readonly front: number;
  /** What may be named: on the support, or anywhere. */
  readonly things: readonly SceneObject[];
}

/**
 * The support that cameras on and around furniture look at: the recipe's surface, or else a piece that carries several
 * things, more likely the more it carries.
 */
export function chooseStage(geometry: SceneGeometry, recipe: Recipe, aroundSupport: boolean, rng: Rng): Stage | null {
  const all = geometry.objects.filter(({ record }) => !record.structure).map(({ record }) => record);
  if (!aroundSupport) {
    const things = recipe.profile === 'tabletop' ? all.filter((o) => !isLargeSupport(o)) : all;
    return { geometry, support: null, front: 0, things };
  }
  const support = recipe.surface
    ? geometry.objects.find(({ record }) => record.category === recipe.surface?.category)
    : chooseSupport(geometry, rng);
  if (!support) return null;
  const things = recipe.surface ? all.filter((o) => !isLargeSupport(o)) : thingsOn(geometry, support.record.id);
  return { geometry, support, front: usedFrom(geometry, support), things };
}

/**
 * Yaw of the side that a piece is used from: its front; without one, the broad side away from the wall it stands by. In
 * the middle of a room one side is as good as another.
 */
function usedFrom(geometry: SceneGeometry, { front, record }: ObjectGeometry): number {
  if (front) return Math.atan2(front[1], front[0]);
  const level = axesOf(record)
    .map((axis, k) => ({ axis, reach: record.obb.halfExtents[k] }))
    .filter(({ axis }) => Math.abs(axis[2]) < 0.5)
    .sort((a, b) => a.reach - b.reach);
  if (level.length === 0) return -Math.PI / 2;
  const [{ axis, reach }] = level;
  const floorBefore = (sign: number) => toWall(geometry, record.obb.center, [sign * axis[0], sign * axis[1]]) - reach;
  const [ahead, behind] = [floorBefore(1), floorBefore(-1)];
  if (Math.min(ahead, behind) > BY_A_WALL) return -Math.PI / 2;
  const sign = ahead > behind ? 1 : -1;
  return Math.atan2(sign * axis[1], sign * axis[0]);
}

/** From a point along a direction to the nearest wall, metres. */
function toWall({ objects: [floor] }: SceneGeometry, from: Vec3, direction: Vec2): number {
  const { center, halfExtents } = floor.record.obb;
  return Math.min(
    ...[0, 1].map((k) => {
      const room = halfExtents[k] - WALL_THICKNESS - Math.sign(direction[k]) * (from[k] - center[k]);
      return Math.abs(direction[k]) < 1e-6 ? Infinity : room / Math.abs(direction[k]);
    }),
  );
}

function chooseSupport(geometry: SceneGeometry, rng: Rng): ObjectGeometry | undefined {
  const supports = geometry.objects.filter(
    ({ record }) => !record.structure && thingsOn(geometry, record.id).length >= MIN_CARRIED && isLargeSupport(record),
  );
  if (supports.length === 0) return undefined;
  return supports[rng.weighted(supports.map(({ record }) => thingsOn(geometry, record.id).length))];
}

/** What stands on an object, directly or on what stands on it. */
function thingsOn(geometry: SceneGeometry, support: number): SceneObject[] {
  const found = new Set<number>();
  let frontier = [support];
  while (frontier.length > 0) {
    const next = frontier.flatMap((id) =>
      geometry.contactsOf(id).flatMap(({ a, b, share }) => (b === id && share > 0 && !found.has(a) ? [a] : [])),
    );
    for (const id of next) found.add(id);
    frontier = next;
  }
  return geometry.objects.filter(({ record }) => found.has(record.id)).map(({ record }) => record);
}

/** Furniture that carries the things of a tabletop scene is looked at, not counted. */
const isLargeSupport = (o: SceneObject): boolean => Math.max(...o.obb.halfExtents) > 0.4;

/** Outside every object with a margin, and inside the room. */
export function isFreeForAnEye({ geometry }: Stage, eye: Vec3, wrist: boolean): boolean {
  const margin = wrist ? MIN_WRIST_DISTANCE : MIN_EYE_DISTANCE;
  return (
    insideRoom(geometry, eye, MIN_EYE_DISTANCE) && geometry.scene.objects.every((o) => distanceToBox(o, eye) >= margin)
  );
}

/** Whether somebody can stand there: nothing but the floor within a body's width. */
export function isFreeForABody({ geometry }: Stage, eye: Vec3): boolean {
  const p: Vec2 = [eye[0], eye[1]];
  if (!insideRoom(geometry, eye, BODY_RADIUS)) return false;
  return geometry.objects.every(({ record, vertical, footprint }) => {
    if (record.id === geometry.objects[0].record.id || vertical.min > HEAD_ROOM || vertical.max < 0.03) return true;
    return !pointInPolygon(p, footprint) && distanceToBoundary(p, footprint) >= BODY_RADIUS;
  });
}

function insideRoom({ objects: [floor] }: SceneGeometry, eye: Vec3, margin: number): boolean {
  const { center, halfExtents } = floor.record.obb;
  return [0, 1].every((k) => Math.abs(eye[k] - center[k]) <= halfExtents[k] - WALL_THICKNESS - margin);
}

/** Distance to an object's OBB: never more than the distance to the object. */
function distanceToBox(o: SceneObject, p: Vec3): number {
  const d = sub(p, o.obb.center);
  const outside = axesOf(o).map((axis, k) =>
    Math.max(0, Math.abs(d[0] * axis[0] + d[1] * axis[1] + d[2] * axis[2]) - o.obb.halfExtents[k]),
  );
  return Math.hypot(...outside);
}

function axesOf(o: SceneObject): Vec3[] {
  const [x, y, z, w] = o.obb.orientation;
  return [
    [1 - 2 * (y * y + z * z), 2 * (x * y + z * w), 2 * (x * z - y * w)],
    [2 * (x * y - z * w), 1 - 2 * (x * x + z * z), 2 * (y * z + x * w)],
    [2 * (x * z + y * w), 2 * (y * z - x * w), 1 - 2 * (x * x + y * y)],
  ];
}
