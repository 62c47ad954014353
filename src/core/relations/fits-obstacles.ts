import { discPolygon, extentAlong, hullOf, minkowskiSum, mirrored, turned, type FlatPolygon } from './fits-polygon.js';
import { mark, type Lattice } from './fits-lattice.js';
import {
  coreHeights,
  coreSections,
  distanceInside,
  outerFootprint,
  partHeights,
  shrunk,
  slabSections,
  wholeFootprint,
} from './fits-sections.js';
import type { ObjectGeometry } from './scene-geometry.js';

// Where a standing object would meet what is there. For two convex sections at one height the positions at which they
// meet are a convex polygon: their Minkowski sum, one of them reflected.

/** The lattice's frame in world: rotation by −θ and shift, in the plane; height of the surface. */
export interface LatticeFrame {
  readonly cos: number;
  readonly sin: number;
  readonly x: number;
  readonly y: number;
  readonly floor: number;
}

/** One thing in the way. */
export interface Obstacle {
  readonly object: ObjectGeometry;
  /** All of it seen from above, in the lattice's frame. */
  readonly footprint: FlatPolygon;
  /** World height from which it counts: just over the surface for its owner, else −Infinity. */
  readonly floor: number;
  readonly isOwner: boolean;
}

/** S's owner counts only this far above the patch. */
export const OWNER_FLOOR = 0.001;

/** What ends this far over the surface or lower is under it: the contact plane itself is free. */
const AT_SURFACE = 1e-6;

export interface ObstacleReach {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
  /** Over the surface. */
  readonly height: number;
}

/** Things that reach over the surface, near enough to matter. @param objects all but the object that moves */
export function obstaclesOf(
  objects: readonly ObjectGeometry[],
  owner: number,
  frame: LatticeFrame,
  reach: ObstacleReach,
): readonly Obstacle[] {
  const result: Obstacle[] = [];
  for (const object of objects) {
    const isOwner = object.record.id === owner;
    const { min, max } = object.vertical;
    if (max <= frame.floor + (isOwner ? OWNER_FLOOR : AT_SURFACE) || min >= frame.floor + reach.height) continue;
    if (!meetsBox(toLattice(outerFootprint(object), frame), reach)) continue;
    const footprint = toLattice(wholeFootprint(object), frame);
    if (!meetsBox(footprint, reach)) continue;
    result.push({ object, footprint, floor: isOwner ? frame.floor + OWNER_FLOOR : -Infinity, isOwner });
  }
  return result;
}

const toLattice = (p: FlatPolygon, { cos, sin, x, y }: LatticeFrame): FlatPolygon => turned(p, cos, sin, x, y);

function meetsBox(p: FlatPolygon, box: ObstacleReach): boolean {
  return (
    -extentAlong(p, -1, 0) <= box.maxX &&
    extentAlong(p, 1, 0) >= box.minX &&
    -extentAlong(p, 0, -1) <= box.maxY &&
    extentAlong(p, 0, 1) >= box.minY
  );
}

/** Sections of both at heights they share: the obstacle's in the lattice's frame, the moving object's reflected about its centre and not yet turned. */
interface Layer {
  readonly moving: readonly FlatPolygon[];
  readonly obstacle: readonly FlatPolygon[];
}

/** Forbidden positions of one obstacle. */
export interface Block {
  readonly obstacle: Obstacle;
  readonly layers: readonly Layer[];
}

/** How the moving object is turned, in the lattice's frame. */
export interface Turn {
  readonly cos: number;
  readonly sin: number;
}

/** The polygons of positions that a block forbids. */
function forbidden({ layers }: Block, { cos, sin }: Turn): readonly FlatPolygon[] {
  const result: FlatPolygon[] = [];
  for (const { moving, obstacle } of layers) {
    for (const polygon of moving) {
      const own = turned(polygon, cos, sin);
      for (const other of obstacle) result.push(minkowskiSum(other, own));
    }
  }
  return result;
}

/** Positions at which footprints come nearer than `clearance`: contains all at which the objects do. */
export function footprintBlock(moving: ObjectGeometry, obstacle: Obstacle, clearance: number): Block {
  const grown = minkowskiSum(obstacle.footprint, discPolygon(clearance, true, 16));
  return { obstacle, layers: [{ moving: [aboutCenter(wholeFootprint(moving), moving)], obstacle: [grown] }] };
}

/** Height of the slabs in clearances. The same for all objects, so that an obstacle's sections serve every question. */
const CLEARANCES_PER_SLAB = 2;

/** The same, slab by slab in height and part by part: contains all positions at which parts come nearer than `clearance`. */
export function slabBlock(moving: ObjectGeometry, obstacle: Obstacle, frame: LatticeFrame, clearance: number): Block {
  const slab = CLEARANCES_PER_SLAB * clearance;
  const count = Math.ceil(moving.height / slab);
  const disc = discPolygon(clearance, true, 16);
  const layers: Layer[] = [];
  for (let k = 0; k < count; k++) {
    const [low, high] = [slab * k, slab * (k + 1)];
    const from = Math.max(obstacle.floor, frame.floor + low - clearance);
    const to = frame.floor + high + clearance;
    const other = to < from ? [] : slabSections(obstacle.object, from, to);
    if (other.length === 0) continue;
    const base = moving.vertical.min;
    let own = slabSections(moving, base + low, base + high);
    if (own.length * other.length > MAX_PAIRS) own = [hullOf(own)];
    layers.push({
      moving: own.map((p) => aboutCenter(p, moving)),
      obstacle: other.map((p) => minkowskiSum(toLattice(p, frame), disc)),
    });
  }
  return { obstacle, layers: distinct(layers) };
}

/** Which of the two is shrunk by c_no: SPEC does not say, so F must hold either way. */
export type Shrinking = 'moving' | 'obstacle';

/** What positions count as surely forbidden. */
export interface Core {
  readonly shrinking: Shrinking;
  readonly clearance: number;
  /** The moving object is made smaller by this first, so that no position within the slack is free either. */
  readonly slack: number;
  /** Looks at a height of every part of the obstacle too: finds boards overhead that the usual few heights miss. */
  readonly everyPart: boolean;
}

/** Pairs of sections in one layer; more are not worth the time. */
const MAX_PAIRS = 64;

/** Positions at which the objects surely overlap by more than the clearance: subsets, from sections at a few heights. */
export function coreBlock(moving: ObjectGeometry, obstacle: Obstacle, frame: LatticeFrame, core: Core): Block {
  const { shrinking, clearance, slack } = core;
  const lift = frame.floor - moving.vertical.min;
  const layers: Layer[] = [];
  for (const z of heightsOf(moving, obstacle, frame, core)) {
    if (z < obstacle.floor || z < frame.floor || z > frame.floor + moving.height) continue;
    const other = coreSections(obstacle.object, z, shrinking === 'moving' ? 0 : clearance);
    if (other.length === 0) continue;
    const own = coreSections(moving, z - lift, shrinking === 'moving' ? clearance : 0);
    if (own.length === 0 || own.length * other.length > MAX_PAIRS) continue;
    layers.push({
      moving: smaller(
        own.map((p) => centered(p, moving)),
        slack,
      ).map(mirrored),
      obstacle: other.map((p) => toLattice(p, frame)),
    });
  }
  return { obstacle, layers: distinct(layers) };
}

function heightsOf(
  moving: ObjectGeometry,
  { object, floor }: Obstacle,
  frame: LatticeFrame,
  { shrinking, clearance, everyPart }: Core,
): readonly number[] {
  const lift = frame.floor - moving.vertical.min;
  const few =
    shrinking === 'moving' ? coreHeights(moving, clearance).map((z) => z + lift) : coreHeights(object, clearance);
  if (!everyPart) return few;
  const [low, high] = [Math.max(floor, frame.floor), frame.floor + moving.height];
  const all =
    shrinking === 'moving'
      ? partHeights(object, 0, low, high - Math.min(clearance, moving.height / 2))
      : partHeights(object, clearance, low, high);
  return [...few, ...all].sort((a, b) => a - b);
}

/** One section loses a band; of several, as of a wall of wedges, the whole is drawn together about the centre. */
function smaller(polygons: readonly FlatPolygon[], by: number): readonly FlatPolygon[] {
  if (polygons.length === 1) return [shrunk(polygons[0], by)];
  const reach = distanceInside(hullOf(polygons), 0, 0);
  const factor = reach > by ? 1 - by / reach : 0;
  return polygons.map((p) => p.map((value) => value * factor));
}

const centered = (p: FlatPolygon, { center }: ObjectGeometry): FlatPolygon => turned(p, 1, 0, -center[0], -center[1]);

const aboutCenter = (p: FlatPolygon, object: ObjectGeometry): FlatPolygon => mirrored(centered(p, object));

/** Differences below this are the tilt of settled things. */
const SAME = 0.0002;

/** Without layers that repeat the one before: upright things have one section. */
function distinct(layers: readonly Layer[]): readonly Layer[] {
  return layers.filter(
    (layer, k) =>
      k === 0 || !sameAll(layer.moving, layers[k - 1].moving) || !sameAll(layer.obstacle, layers[k - 1].obstacle),
  );
}

function sameAll(a: readonly FlatPolygon[], b: readonly FlatPolygon[]): boolean {
  return (
    a.length === b.length &&
    a.every((p, k) => p.length === b[k].length && p.every((value, i) => Math.abs(value - b[k][i]) <= SAME))
  );
}

/**
 * Turns `from` into `to` at positions that the blocks forbid.
 *
 * @param blockers takes the ids of what forbade any
 * @returns whether positions are left
 */
export function markForbidden(
  lattice: Lattice,
  own: Turn,
  blocks: readonly Block[],
  from: number,
  to: number,
  blockers?: Set<number>,
): boolean {
  let left = 0;
  for (let i = 0; i < lattice.codes.length; i++) if (lattice.codes[i] === from) left++;
  for (const block of blocks) {
    if (left === 0) return false;
    for (const polygon of forbidden(block, own)) {
      const hit = mark(lattice, polygon, from, to);
      if (hit > 0) blockers?.add(block.obstacle.object.record.id);
      left -= hit;
    }
  }
  return left > 0;
}
