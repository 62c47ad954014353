import { eyeOf, type CameraView } from '../camera/pinhole.js';
import { buildConvexBody, separationBelow, transformConvexBody } from '../geometry/convex.js';
import {
  convexHullOfPositions,
  distanceToBoundary,
  pointInPolygon,
  polygonArea,
  type Vec2,
} from '../geometry/polygon.js';
import { transformPoints, type Pose } from '../geometry/pose.js';
import { fromMatrix, fromYaw, toMatrix, type Mat3 } from '../geometry/quat.js';
import { distance, type Vec3 } from '../geometry/vec3.js';
import type { Rng } from '../random.js';
import type { ObjectGeometry, SceneGeometry } from '../relations/scene-geometry.js';
import type { SceneSpec } from '../scene/scene-spec.js';
import type { TwinChange } from '../scene/recipe/twins.js';
import { isLamp } from '../looks/lamp-light.js';
import type { SceneObject, SettledScene, Surface } from '../scene/settled-scene.js';
import type { Change, Move } from './changed-scene.js';

/** Put down this far above the support, and kept this far from what it stands on, metres. */
const DROP_GAP = 0.0005;
/** Kept free to everything else; in a room things stand less close. */
const SPACING = { tabletop: 0.008, room: 0.02 } as const;
/** From the edge of what it stands on. */
const INSET = 0.008;
/** SPEC §8: moved by at least this, or by this part of its largest extent. */
const MIN_SHIFT = 0.05;
const MIN_SHIFT_SHARE = 0.3;
/** Larger things are not moved about. */
const MAX_EXTENT = 1.2;
/** Tried before an object is left where it is. */
const PLACES_TRIED = 40;
/** Fewer things make no arrangement. */
const MIN_MIRRORED = 3;
/** Kept between what is moved and any camera. */
const MIN_EYE_DISTANCE = 0.18;

/** What a change is proposed for: a settled scene, what was meant to carry what, and where it is looked at from. */
export interface Original {
  readonly geometry: SceneGeometry;
  readonly arranged: SceneSpec;
  readonly views: readonly CameraView[];
}

/** One change that keeps everything apart, or null when none was found. Settling has the last word. */
export function proposeChange(original: Original, how: TwinChange, rng: Rng): Change | null {
  switch (how) {
    case 'moved':
      return proposeMoved(original, rng);
    case 'swapped':
      return proposeSwapped(original, rng);
    case 'mirrored':
      return proposeMirrored(original, rng);
  }
}

function proposeMoved(original: Original, rng: Rng): Change | null {
  const { geometry } = original;
  for (const object of rng.shuffle(movable(original))) {
    const own = rng.fork(object.record.id);
    const onFloor = standsOnFloor(original, object);
    const surfaces = geometry.scene.surfaces.filter(
      (surface) =>
        surface.owner !== object.record.id &&
        geometry.object(surface.owner).record.structure === onFloor &&
        surface.normal[2] > 0.999,
    );
    if (surfaces.length === 0) continue;
    const areas = surfaces.map((surface) => Math.sqrt(Math.abs(polygonArea(flat(surface.outline)))));
    for (let attempt = 0; attempt < PLACES_TRIED; attempt++) {
      const surface = surfaces[own.weighted(areas)];
      const spot = somewhereOn(surface, own);
      const yaw = yawOf(object.record.worldFromObject) + own.range(-0.3, 0.3);
      const move = putDown(object, surface, spot, yaw);
      if (shiftOf(object, move) < Math.max(MIN_SHIFT, MIN_SHIFT_SHARE * object.largestExtent) + 0.01) continue;
      if (isAllowed(original, [move], new Map([[move.id, surface]]))) return { how: 'moved', moves: [move] };
    }
  }
  return null;
}

function proposeSwapped(original: Original, rng: Rng): Change | null {
  const { geometry } = original;
  const standing = movable(original).flatMap((object) => {
    const surface = surfaceUnder(geometry, original.arranged.intendedSupport[object.record.id], object);
    return surface && !original.arranged.free.includes(object.record.id) ? [{ object, surface }] : [];
  });
  const pairs = standing.flatMap((a, i) => standing.slice(i + 1).map((b) => [a, b] as const));
  for (const [a, b] of rng.shuffle(pairs).slice(0, PLACES_TRIED)) {
    if (geometry.object(a.surface.owner).record.structure !== geometry.object(b.surface.owner).record.structure)
      continue;
    const moves = [exchange(a.object, b.object, b.surface), exchange(b.object, a.object, a.surface)];
    const surfaces = new Map([
      [moves[0].id, b.surface],
      [moves[1].id, a.surface],
    ]);
    if (isAllowed(original, moves, surfaces)) return { how: 'swapped', moves };
  }
  return null;
}

/** `object` where `other` stands: centre over centre, turned as it was. */
function exchange(object: ObjectGeometry, other: ObjectGeometry, surface: Surface): Move {
  const [ox, oy] = object.record.worldFromObject.position;
  const offset: Vec2 = [ox - object.center[0], oy - object.center[1]];
  const spot: Vec2 = [other.center[0] + offset[0], other.center[1] + offset[1]];
  return putDown(object, surface, spot, yawOf(object.record.worldFromObject));
}

/**
 * Everything on one piece of furniture, mirrored about the upright plane through its middle. Shapes are not mirrored,
 * only where they stand and how they are turned: an object that is its own mirror image comes out as in a mirror.
 */
function proposeMirrored(original: Original, rng: Rng): Change | null {
  const { geometry, arranged } = original;
  const carried = (support: number) =>
    geometry.objects.filter(({ record }) => !record.fixed && chainOf(arranged, record.id).includes(support));
  const supports = geometry.objects.filter(
    ({ record }) =>
      !record.structure && record.id !== arranged.objects[0].id && carried(record.id).length >= MIN_MIRRORED,
  );
  // What carries most: a tray on a table would mirror its own few things only.
  const most = Math.max(0, ...supports.map(({ record }) => carried(record.id).length));
  const support = rng.shuffle(supports).find(({ record }) => carried(record.id).length === most);
  if (!support) return null;
  if (carried(support.record.id).some(({ record }) => shines(geometry.scene, record))) return null;
  const n = sideways(support);
  const moves = carried(support.record.id).map(({ record }): Move => ({
    id: record.id,
    worldFromObject: mirrorPose(record.worldFromObject, support.center, n),
    support: arranged.intendedSupport[record.id],
  }));
  return isAllowed(original, moves, new Map()) ? { how: 'mirrored', moves } : null;
}

/** Left of a support's front; without a front, along its longer side. Unit, horizontal. */
function sideways({ front, record }: ObjectGeometry): Vec2 {
  if (front) return [-front[1], front[0]];
  const { halfExtents, orientation } = record.obb;
  const m = toMatrix(orientation);
  const k = halfExtents[0] >= halfExtents[1] ? 0 : 1;
  const length = Math.hypot(m[k], m[3 + k]);
  return [m[k] / length, m[3 + k] / length];
}

/** Mirror image of a pose about the upright plane through `center` with normal n: M R diag(1, −1, 1). */
function mirrorPose(pose: Pose, center: Vec3, [nx, ny]: Vec2): Pose {
  const [x, y, z] = pose.position;
  const away = 2 * ((x - center[0]) * nx + (y - center[1]) * ny);
  const r = toMatrix(pose.orientation);
  const [a, b, d] = [1 - 2 * nx * nx, -2 * nx * ny, 1 - 2 * ny * ny];
  const row = (i: number): Vec3 => [r[3 * i], -r[3 * i + 1], r[3 * i + 2]];
  const [r0, r1, r2] = [row(0), row(1), row(2)];
  const mix = (p: number, q: number): Vec3 => [p * r0[0] + q * r1[0], p * r0[1] + q * r1[1], p * r0[2] + q * r1[2]];
  const mirrored = [...mix(a, b), ...mix(b, d), ...r2] as unknown as Mat3;
  return { position: [x - away * nx, y - away * ny, z], orientation: fromMatrix(mirrored) };
}

/** A lamp that is on: a twin has its original's light, which would stay where the lamp was. */
const shines = ({ lighting }: SettledScene, { category }: SceneObject): boolean =>
  (lighting.lamps ?? []).length > 0 && isLamp(category);

/** Loose things that shine not, carry and hold up nothing and do not make the world frame readable. */
function movable({ geometry }: Original): ObjectGeometry[] {
  const { scene } = geometry;
  return geometry.objects.filter(
    ({ record, largestExtent }) =>
      !record.fixed &&
      !record.structure &&
      !shines(scene, record) &&
      largestExtent <= MAX_EXTENT &&
      !scene.anchor.by.objects.includes(record.id) &&
      !scene.contacts.some((contact) => contact.b === record.id),
  );
}

const standsOnFloor = ({ geometry, arranged }: Original, { record }: ObjectGeometry): boolean => {
  const support = arranged.intendedSupport[record.id];
  return support !== undefined && geometry.object(support).record.structure;
};

/** Whether moved things keep apart from all else and from one another, lie on their surfaces and leave the cameras free. */
function isAllowed(original: Original, moves: readonly Move[], surfaces: ReadonlyMap<number, Surface>): boolean {
  const { geometry, views, arranged } = original;
  const ids = new Set(moves.map(({ id }) => id));
  const eyes = views.map(eyeOf);
  const placed = moves.map((move) => {
    const { record } = geometry.object(move.id);
    const parts = record.parts.map((part) => transformConvexBody(move.worldFromObject, buildConvexBody(part.vertices)));
    return { move, record, parts };
  });
  const spacing = SPACING[geometry.scene.profile];
  for (const { move, parts } of placed) {
    const surface = surfaces.get(move.id);
    if (surface && !liesOn(geometry, move, surface)) return false;
    const below = new Set([move.support, ...chainOf(arranged, move.support)]);
    for (const other of geometry.objects) {
      if (ids.has(other.record.id)) continue;
      const gap = below.has(other.record.id) ? 0.5 * DROP_GAP : spacing;
      if (moves.length > 2 && gap !== spacing) continue;
      if (other.convexParts.some((theirs) => parts.some((mine) => separationBelow(mine, theirs, gap) < gap)))
        return false;
    }
    for (const part of parts)
      if (eyes.some((eye) => distance(eye, part.center) - part.radius < MIN_EYE_DISTANCE)) return false;
  }
  if (moves.length !== 2) return true;
  return placed[0].parts.every((a) => placed[1].parts.every((b) => separationBelow(a, b, spacing) >= spacing));
}

function liesOn(geometry: SceneGeometry, move: Move, surface: Surface): boolean {
  const { record } = geometry.object(move.id);
  const points = record.parts.flatMap((part) => part.vertices.flat());
  const outline = flat(surface.outline);
  const holes = surface.holes.map(flat);
  return convexHullOfPositions(transformPoints(move.worldFromObject, Float64Array.from(points))).every(
    (p) => pointInPolygon(p, outline, holes) && distanceToBoundary(p, outline, holes) >= INSET,
  );
}

/** Upright with its origin over `spot`: library objects have their lowest point at z = 0 of their own frame. */
const putDown = ({ record }: ObjectGeometry, surface: Surface, [x, y]: Vec2, yaw: number): Move => ({
  id: record.id,
  worldFromObject: { position: [x, y, surface.outline[0][2] + DROP_GAP], orientation: fromYaw(yaw) },
  support: surface.owner,
});

const shiftOf = ({ record }: ObjectGeometry, move: Move): number =>
  distance(record.worldFromObject.position, move.worldFromObject.position);

function somewhereOn(surface: Surface, rng: Rng): Vec2 {
  const xs = surface.outline.map((p) => p[0]);
  const ys = surface.outline.map((p) => p[1]);
  return [rng.range(Math.min(...xs), Math.max(...xs)), rng.range(Math.min(...ys), Math.max(...ys))];
}

/** The surface of its support that an object stands on. */
function surfaceUnder(geometry: SceneGeometry, support: number | undefined, object: ObjectGeometry): Surface | null {
  if (support === undefined) return null;
  const found = geometry
    .surfacesOf(support)
    .find(
      (surface) =>
        Math.abs(surface.outline[0][2] - object.vertical.min) < 0.005 &&
        pointInPolygon([object.center[0], object.center[1]], flat(surface.outline), surface.holes.map(flat)),
    );
  return found ?? null;
}

const flat = (outline: readonly Vec3[]): Vec2[] => outline.map(([x, y]): Vec2 => [x, y]);

/** ids below an object: what it was put on, what that was put on, and so on. */
export function chainOf(arranged: SceneSpec, id: number): number[] {
  const chain: number[] = [];
  for (let at = arranged.intendedSupport[id]; at !== undefined && at > 0; at = arranged.intendedSupport[at])
    chain.push(at);
  return chain;
}

/** Yaw of an upright or nearly upright pose. */
function yawOf({ orientation }: Pose): number {
  const m = toMatrix(orientation);
  return Math.atan2(m[3], m[0]);
}
