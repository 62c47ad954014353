import type { ConvexBody } from '../geometry/convex.js';
import { transformConvexBody } from '../geometry/convex.js';
import type { Pose } from '../geometry/pose.js';
import {
  discPolygon,
  flatten,
  hullOf,
  minkowskiSum,
  mirrored,
  sectionOf,
  turned,
  type FlatPolygon,
} from './fits-polygon.js';
import type { ObjectGeometry } from './scene-geometry.js';

// Where a standing object would meet what is there. For two convex bodies at fixed heights and yaw the positions at
// which they meet are a convex polygon: the hull of the Minkowski sums of their sections, height by height.

/** One thing in the way, in the lattice's frame: x along d, y along e from the anchor's centre, z from the surface. */
export interface Obstacle {
  readonly object: ObjectGeometry;
  /** F_O, for upright things all there is to know. */
  readonly footprint: FlatPolygon;
  /** Lowest height that counts: just over the surface for its owner, else unbounded. */
  readonly floor: number;
  readonly low: number;
  readonly high: number;
  readonly isOwner: boolean;
  /** Convex parts that reach over `floor`. */
  readonly parts: readonly ConvexBody[];
}

/** S's owner counts only this far above the patch. */
const OWNER_FLOOR = 0.001;

/** Parts that end this far over the surface or lower are under it: the contact plane itself is free. */
const AT_SURFACE = 1e-6;

/**
 * @param objects all but the object that moves
 * @param latticeFromWorld turns world into the lattice's frame
 */
export function obstaclesOf(
  objects: readonly ObjectGeometry[],
  owner: number,
  latticeFromWorld: Pose,
  reach: {
    readonly minX: number;
    readonly minY: number;
    readonly maxX: number;
    readonly maxY: number;
    readonly height: number;
  },
): readonly Obstacle[] {
  const c = latticeFromWorld.orientation[3] ** 2 - latticeFromWorld.orientation[2] ** 2;
  const s = 2 * latticeFromWorld.orientation[3] * latticeFromWorld.orientation[2];
  const [tx, ty, tz] = latticeFromWorld.position;
  const result: Obstacle[] = [];
  for (const object of objects) {
    const isOwner = object.record.id === owner;
    const floor = isOwner ? OWNER_FLOOR : -Infinity;
    const low = Math.max(floor, object.vertical.min + tz);
    const high = object.vertical.max + tz;
    if (high <= Math.max(floor, AT_SURFACE) || low >= reach.height) continue;
    const footprint = turned(flatten(object.footprint), c, s, tx, ty);
    if (!meetsBox(footprint, reach)) continue;
    const parts: ConvexBody[] = [];
    for (const world of object.convexParts) {
      const part = transformConvexBody(latticeFromWorld, world);
      const [lowest, highest] = heightsOf(part);
      if (highest > Math.max(floor, AT_SURFACE) && lowest < reach.height) parts.push(part);
    }
    if (parts.length > 0) result.push({ object, footprint, floor, low, high, isOwner, parts });
  }
  return result;
}

function meetsBox(p: FlatPolygon, box: { minX: number; minY: number; maxX: number; maxY: number }): boolean {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < p.length; i += 2) {
    minX = Math.min(minX, p[i]);
    maxX = Math.max(maxX, p[i]);
    minY = Math.min(minY, p[i + 1]);
    maxY = Math.max(maxY, p[i + 1]);
  }
  return minX <= box.maxX && maxX >= box.minX && minY <= box.maxY && maxY >= box.minY;
}

/** Positions at which the footprints come nearer than `clearance`: contains all at which the objects do. */
export function forbiddenByFootprints(footprint: FlatPolygon, obstacle: Obstacle, clearance: number): FlatPolygon {
  return minkowskiSum(minkowskiSum(obstacle.footprint, mirrored(footprint)), discPolygon(clearance, true, 16));
}

/**
 * Sections of a pair of parts at the heights that matter: the moving part's relative to its centre and not yet turned,
 * the obstacle's in the lattice's frame.
 */
export interface PartPair {
  readonly moving: readonly FlatPolygon[];
  readonly obstacle: readonly FlatPolygon[];
}

/** How far the surfaces of a pair are moved inwards first; negative: outwards. */
export interface Erosion {
  readonly moving: number;
  readonly obstacle: number;
}

/** Share of a part's depth that erosion may take: thinner parts keep (a layer around) their mid-surface. */
const MAX_EROSION_SHARE = 0.9;

/** Faces steeper than this, or flatter than its complement, make a part an upright prism. */
const UPRIGHT = 0.01;

export interface SectionSource {
  readonly body: ConvexBody;
  readonly low: number;
  readonly high: number;
  /** Heights of corners, ascending; for upright prisms one section tells all, and there are none. */
  readonly levels: readonly number[];
  readonly erosion: number;
}

/** @param floor what is lower does not count */
export function sectionSource(body: ConvexBody, erosion: number, floor: number): SectionSource | null {
  const own = erosion > 0 ? Math.min(erosion, MAX_EROSION_SHARE * depthOf(body)) : erosion;
  const [lowest, highest] = heightsOf(body);
  const low = Math.max(floor, lowest + own);
  const high = highest - own;
  return low > high ? null : { body, low, high, levels: isUpright(body) ? [] : levelsOf(body), erosion: own };
}

/** Null when they are at different heights. */
export function pairOf(moving: SectionSource, obstacle: SectionSource): PartPair | null {
  const low = Math.max(moving.low, obstacle.low);
  const high = Math.min(moving.high, obstacle.high);
  if (low > high) return null;
  const levels = [...moving.levels, ...obstacle.levels].filter((z) => z > low && z < high);
  if (levels.length > 0 || moving.levels.length + obstacle.levels.length > 0) levels.push(low, high);
  else levels.push((low + high) / 2);
  const pair = { moving: [] as FlatPolygon[], obstacle: [] as FlatPolygon[] };
  for (const z of withoutNeighbours(levels)) {
    const own = sectionOf(moving.body, z, moving.erosion);
    if (own.length === 0) continue;
    const other = sectionOf(obstacle.body, z, obstacle.erosion);
    if (other.length === 0) continue;
    pair.moving.push(mirrored(own));
    pair.obstacle.push(other);
  }
  return pair.moving.length === 0 ? null : pair;
}

/** Positions at which the pair meets, its moving part turned by the angle with cosine c and sine s. */
export function forbiddenByPair(pair: PartPair, c: number, s: number): FlatPolygon {
  return hullOf(pair.moving.map((own, k) => minkowskiSum(pair.obstacle[k], turned(own, c, s))));
}

/** Corners of a settled part differ in height by its tilt; such levels are one. */
const SAME_LEVEL = 0.0005;

function withoutNeighbours(levels: readonly number[]): readonly number[] {
  const sorted = [...levels].sort((a, b) => a - b);
  const last = sorted.length - 1;
  // Both ends stay; between them the first of each run.
  const kept = sorted.filter((z, i) => i === 0 || i === last || z - sorted[i - 1] > SAME_LEVEL);
  return kept.length > 1 && kept[kept.length - 1] === kept[kept.length - 2] ? kept.slice(0, -1) : kept;
}

function levelsOf(body: ConvexBody): readonly number[] {
  const heights: number[] = [];
  for (let i = 2; i < body.vertices.length; i += 3) heights.push(body.vertices[i]);
  return withoutNeighbours(heights);
}

export function heightsOf({ vertices }: ConvexBody): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 2; i < vertices.length; i += 3) {
    if (vertices[i] < low) low = vertices[i];
    if (vertices[i] > high) high = vertices[i];
  }
  return [low, high];
}

function isUpright({ planes }: ConvexBody): boolean {
  for (let f = 2; f < planes.length; f += 4) {
    const slope = Math.abs(planes[f]);
    if (slope > UPRIGHT && slope < 1 - UPRIGHT) return false;
  }
  return true;
}

/** Distance of the mean corner to the nearest face: about half the thickness. */
function depthOf({ vertices, planes }: ConvexBody): number {
  let [x, y, z] = [0, 0, 0];
  const n = vertices.length / 3;
  for (let i = 0; i < vertices.length; i += 3) {
    x += vertices[i] / n;
    y += vertices[i + 1] / n;
    z += vertices[i + 2] / n;
  }
  let depth = Infinity;
  for (let f = 0; f < planes.length; f += 4) {
    depth = Math.min(depth, planes[f + 3] - planes[f] * x - planes[f + 1] * y - planes[f + 2] * z);
  }
  return Math.max(0, depth);
}
