import type { Category, ConvexPart } from '../assets/asset.js';
import type { ShelvedAsset } from '../assets/shelf.js';
import { bounds } from '../geometry/mesh.js';
import { buildConvexBody, separationBelow, transformConvexBody, type ConvexBody } from '../geometry/convex.js';
import { compose, transformDirection, transformPoint, type Pose } from '../geometry/pose.js';
import { fromYaw } from '../geometry/quat.js';
import {
  convexHull,
  polygonDistance,
  pointInPolygon,
  distanceToBoundary,
  type Polygon,
  type Vec2,
} from '../geometry/polygon.js';
import type { Vec3 } from '../geometry/vec3.js';
import type { Appearance } from './appearance.js';

/** Put down this far above the support: physics closes the gap in a few steps, without a knock. */
export const DROP_GAP = 0.0005;

/** Something that has its place in the scene under construction. */
export interface Placement {
  readonly id: number;
  readonly category: Category;
  readonly asset: ShelvedAsset;
  readonly appearance: Appearance;
  readonly worldFromObject: Pose;
  /** Convex hull of its outline seen from above, world. */
  readonly footprint: Polygon;
  readonly bottom: number;
  readonly top: number;
  /** id of what it stands on or in; 0 for structure. */
  readonly support: number;
  readonly contained: boolean;
}

/** A horizontal patch in world that things can be put on. */
export interface Shelf {
  readonly owner: number;
  readonly outline: Polygon;
  readonly holes: readonly Polygon[];
  readonly height: number;
  readonly clearance: number;
  /** Yaw that faces the front side of the patch. */
  readonly facing: number;
}

/** Upright pose with the object's lowest point `height` above the floor. */
export const uprightPose = (x: number, y: number, height: number, yaw: number): Pose => ({
  position: [x, y, height],
  orientation: fromYaw(yaw),
});

const footprints = new WeakMap<ShelvedAsset, Polygon>();

/** Hull of the asset's mesh from above, at yaw 0 and the origin; built once. */
export function localFootprint(asset: ShelvedAsset): Polygon {
  let footprint = footprints.get(asset);
  if (!footprint) {
    const p = asset.model.mesh.positions;
    const points: Vec2[] = [];
    for (let i = 0; i < p.length; i += 3) points.push([p[i], p[i + 1]]);
    footprints.set(asset, (footprint = convexHull(points)));
  }
  return footprint;
}

/** An asset's footprint at a place, world. */
export const movePolygonOf = (asset: ShelvedAsset, x: number, y: number, yaw: number): Polygon =>
  movePolygon(localFootprint(asset), x, y, yaw);

export function movePolygon(polygon: Polygon, x: number, y: number, yaw: number): Polygon {
  const c = Math.cos(yaw);
  const s = Math.sin(yaw);
  return polygon.map(([px, py]): Vec2 => [c * px - s * py + x, s * px + c * py + y]);
}

export const heightOf = (asset: ShelvedAsset): number => bounds(asset.model.mesh.positions).max[2];

/** Things put down level have patches; what leans or lies on its side shows them to nobody from above. */
const MAX_TILT_COS = Math.cos((10 * Math.PI) / 180);

/** The patches of a placed object, in world; none where it does not stand level. */
export function shelvesOf(placement: Placement, facing: number): Shelf[] {
  if (transformDirection(placement.worldFromObject, [0, 0, 1])[2] < MAX_TILT_COS) return [];
  return placement.asset.model.surfaces.map((surface) => {
    const toWorld = (p: Vec3): Vec2 => {
      const w = transformPoint(placement.worldFromObject, p);
      return [w[0], w[1]];
    };
    return {
      owner: placement.id,
      outline: surface.outline.map(toWorld),
      holes: surface.holes.map((hole) => hole.map(toWorld)),
      height: transformPoint(placement.worldFromObject, surface.outline[0])[2],
      clearance: surface.clearance,
      facing,
    };
  });
}

/** Whether a footprint lies on the patch, `inset` metres away from its edge and holes. */
export function liesOn(footprint: Polygon, shelf: Shelf, inset: number): boolean {
  return footprint.every(
    (p) => pointInPolygon(p, shelf.outline, shelf.holes) && distanceToBoundary(p, shelf.outline, shelf.holes) >= inset,
  );
}

/** Whether a body over `footprint` between two heights keeps `spacing` from everything placed. */
export function isFree(
  footprint: Polygon,
  bottom: number,
  top: number,
  placed: readonly Placement[],
  spacing: number,
  except: ReadonlySet<number>,
): boolean {
  return placed.every((other) => {
    if (except.has(other.id) || other.top <= bottom + 1e-9 || other.bottom >= top) return true;
    return polygonDistance(footprint, other.footprint) >= spacing;
  });
}

const hulls = new WeakMap<ConvexPart, ConvexBody>();

/** A part's hull in its object's frame, built once. */
export function hullOf(part: ConvexPart): ConvexBody {
  let hull = hulls.get(part);
  if (!hull) hulls.set(part, (hull = buildConvexBody(part.vertices)));
  return hull;
}

/** An asset's convex parts at a pose, world. */
export const partsAt = (asset: ShelvedAsset, worldFromObject: Pose): ConvexBody[] =>
  asset.model.parts.map((part) => transformConvexBody(worldFromObject, hullOf(part)));

/** Whether the parts of an asset at a pose stay clear of the parts of what is placed. */
export function keepsClear(
  asset: ShelvedAsset,
  worldFromObject: Pose,
  of: readonly Placement[],
  clearance: number,
): boolean {
  const own = partsAt(asset, worldFromObject);
  return of.every((other) =>
    partsAt(other.asset, other.worldFromObject).every((part) =>
      own.every((mine) => separationBelow(mine, part, clearance) >= clearance),
    ),
  );
}

/** A pose given in another's frame, in world. */
export const relativePose = (of: Pose, x: number, y: number, z: number, yaw: number): Pose =>
  compose(of, { position: [x, y, z], orientation: fromYaw(yaw) });
