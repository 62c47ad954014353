import type { ConvexBody } from '../geometry/convex.js';
import { transformPoints } from '../geometry/pose.js';
import { cutBy, extentAlong, flatArea, hullOf, sectionOf, type FlatPolygon } from './fits-polygon.js';
import type { ObjectGeometry } from './scene-geometry.js';

// Horizontal sections of objects where they stand, in world x and y. Kept per object: every question that meets the
// object again wants the same ones.

/** Objects of more parts than this are taken part by part no more: parts that touch are one. */
const MAX_SINGLE_PARTS = 12;

/** Parts nearer than this belong together: walls cut into wedges, a handle and its mug. */
const TOUCHING = 0.001;

/** Share of erosion that a part can take of its own depth: thinner parts keep (a layer around) their mid-surface. */
const MAX_EROSION_SHARE = 0.9;

/** Sections that cover this much of their hull are solid there, whatever parts they are made of. */
const SOLID_SHARE = 0.985;
const SOLID_SAMPLES = 40;

/** Of an object with many thin parts the lowest are looked at: its base is among them. */
const MAX_HEIGHTS = 12;

interface PartRange {
  readonly body: ConvexBody;
  readonly low: number;
  readonly high: number;
  /** Distance of the mean corner to the nearest face: about half the thickness. */
  readonly depth: number;
}

interface Kept {
  readonly parts: readonly PartRange[];
  readonly sections: Map<string, readonly FlatPolygon[]>;
}

const kept = new WeakMap<ObjectGeometry, Kept>();

function keptOf(object: ObjectGeometry): Kept {
  let found = kept.get(object);
  if (!found) {
    const parts = object.convexParts.map((body) => ({ body, ...heightsOf(body), depth: depthOf(body) }));
    kept.set(object, (found = { parts, sections: new Map() }));
  }
  return found;
}

function remember(
  object: ObjectGeometry,
  key: string,
  compute: (parts: readonly PartRange[]) => readonly FlatPolygon[],
) {
  const { parts, sections } = keptOf(object);
  let found = sections.get(key);
  if (!found) sections.set(key, (found = compute(parts)));
  return found;
}

/** Hull of all parts and of the mesh, seen from above: nothing of the object is outside. */
export function wholeFootprint(object: ObjectGeometry): FlatPolygon {
  const [footprint] = remember(object, 'footprint', (parts) => [
    hullOf([Float64Array.from(object.footprint.flat()), ...parts.map(({ body }) => fromAbove(body.vertices))]),
  ]);
  return footprint;
}

/**
 * What contains `wholeFootprint`, from the corners of the parts without their hulls: those of things that are nowhere near
 * are never needed.
 */
export function outerFootprint(object: ObjectGeometry): FlatPolygon {
  let found = outer.get(object);
  if (!found) {
    const { worldFromObject, parts } = object.record;
    const corners = parts.map(({ vertices }) =>
      fromAbove(transformPoints(worldFromObject, Float64Array.from(vertices.flat()))),
    );
    outer.set(object, (found = hullOf([Float64Array.from(object.footprint.flat()), ...corners])));
  }
  return found;
}

const outer = new WeakMap<ObjectGeometry, FlatPolygon>();

function fromAbove(vertices: Float64Array): FlatPolygon {
  const result = new Float64Array((2 * vertices.length) / 3);
  for (let i = 0; 3 * i < vertices.length; i++) {
    result[2 * i] = vertices[3 * i];
    result[2 * i + 1] = vertices[3 * i + 1];
  }
  return result;
}

/** Convex polygons that contain all of the object's parts between two heights, seen from above. */
export function slabSections(object: ObjectGeometry, low: number, high: number): readonly FlatPolygon[] {
  return remember(object, `slab ${low} ${high}`, (parts) => {
    const within = parts.filter((part) => part.low <= high && part.high >= low);
    const polygons = within.map((part) => slabOf(part, Math.max(low, part.low), Math.min(high, part.high)));
    return parts.length > MAX_SINGLE_PARTS ? joinTouching(polygons) : polygons;
  });
}

/** A convex body between two of its heights: its sections at the ends and its corners between them. */
function slabOf({ body }: PartRange, low: number, high: number): FlatPolygon {
  const { vertices } = body;
  const corners: number[] = [];
  for (let i = 0; i < vertices.length; i += 3) {
    if (vertices[i + 2] >= low && vertices[i + 2] <= high) corners.push(vertices[i], vertices[i + 1]);
  }
  const pieces = [Float64Array.from(corners), sectionOf(body, low, 0), sectionOf(body, high, 0)];
  return hullOf(pieces.filter((piece) => piece.length > 0));
}

/** Hulls of sets of polygons whose boxes touch, directly or by way of others. */
function joinTouching(polygons: readonly FlatPolygon[]): readonly FlatPolygon[] {
  const groups: { minX: number; minY: number; maxX: number; maxY: number; members: FlatPolygon[] }[] = [];
  for (const polygon of polygons) {
    let own = {
      minX: -extentAlong(polygon, -1, 0) - TOUCHING,
      minY: -extentAlong(polygon, 0, -1) - TOUCHING,
      maxX: extentAlong(polygon, 1, 0) + TOUCHING,
      maxY: extentAlong(polygon, 0, 1) + TOUCHING,
      members: [polygon],
    };
    for (let i = 0; i < groups.length; i++) {
      const other = groups[i];
      if (own.minX > other.maxX || own.maxX < other.minX || own.minY > other.maxY || own.maxY < other.minY) continue;
      own = {
        minX: Math.min(own.minX, other.minX),
        minY: Math.min(own.minY, other.minY),
        maxX: Math.max(own.maxX, other.maxX),
        maxY: Math.max(own.maxY, other.maxY),
        members: [...other.members, ...own.members],
      };
      groups.splice(i, 1);
      // The larger box may touch groups that the smaller did not.
      i = -1;
    }
    groups.push(own);
  }
  return groups.map(({ members }) => hullOf(members));
}

/**
 * Convex polygons within the object at a height after shrinking it by `erosion`: only parts that still are there at this
 * height count, thin ones shrunk to their middle. Where the parts fill their hull, it is shrunk as one.
 */
export function coreSections(object: ObjectGeometry, z: number, erosion: number): readonly FlatPolygon[] {
  return remember(object, `core ${z} ${erosion}`, (parts) => {
    const there = parts.filter((part) => {
      const own = erosionOf(part, erosion);
      return z >= part.low + own && z <= part.high - own;
    });
    const whole = there.map(({ body }) => sectionOf(body, z, 0));
    const solid = solidHull(whole);
    if (solid !== null) return [shrunk(solid, erosion)];
    return there
      .map(({ body, depth }) => sectionOf(body, z, Math.min(erosion, MAX_EROSION_SHARE * depth)))
      .filter((section) => section.length > 0);
  });
}

/** Heights at which an object shrunk by `erosion` has something: the middle of every part, and some between. */
export function coreHeights(object: ObjectGeometry, erosion: number): readonly number[] {
  const { parts } = keptOf(object);
  const heights = new Set<number>();
  const round = (z: number) => Math.round(z * 1e4) / 1e4;
  // Thin parts are there at their middle only.
  for (const { low, high } of parts) if (high - low < 2 * erosion) heights.add(round((low + high) / 2));
  const { min, max } = object.vertical;
  const [low, high] = [min + erosion, max - erosion];
  if (high >= low) for (let k = 0; k <= 4; k++) heights.add(round(low + ((high - low) * (0.02 + 0.96 * k)) / 4));
  return [...heights].sort((a, b) => a - b).slice(0, MAX_HEIGHTS);
}

/** The middle of what each part, shrunk by `erosion`, has between two heights. */
export function partHeights(object: ObjectGeometry, erosion: number, low: number, high: number): readonly number[] {
  const heights = new Set<number>();
  for (const part of keptOf(object).parts) {
    const own = erosionOf(part, erosion);
    const [from, to] = [Math.max(low, part.low + own), Math.min(high, part.high - own)];
    if (from <= to) heights.add((from + to) / 2);
  }
  return [...heights].sort((a, b) => a - b).slice(0, MAX_HEIGHTS);
}

/** How much of an erosion a part bears in height. */
const erosionOf = ({ low, high }: PartRange, erosion: number): number =>
  Math.min(erosion, (MAX_EROSION_SHARE * (high - low)) / 2);

/** The hull of polygons that (all but) fill it; else null. */
function solidHull(polygons: readonly FlatPolygon[]): FlatPolygon | null {
  const filled = polygons.filter((p) => p.length >= 6);
  if (filled.length === 0) return null;
  if (filled.length === 1) return filled[0];
  const hull = hullOf(filled);
  const [x0, x1] = [-extentAlong(hull, -1, 0), extentAlong(hull, 1, 0)];
  const [y0, y1] = [-extentAlong(hull, 0, -1), extentAlong(hull, 0, 1)];
  if (filled.reduce((sum, p) => sum + flatArea(p), 0) < SOLID_SHARE * flatArea(hull)) return null;
  let [inside, covered] = [0, 0];
  for (let i = 0; i < SOLID_SAMPLES; i++) {
    for (let j = 0; j < SOLID_SAMPLES; j++) {
      const x = x0 + ((x1 - x0) * (i + 0.5)) / SOLID_SAMPLES;
      const y = y0 + ((y1 - y0) * (j + 0.5)) / SOLID_SAMPLES;
      if (!isWithin(hull, x, y)) continue;
      inside++;
      if (filled.some((p) => isWithin(p, x, y))) covered++;
    }
  }
  return inside > 0 && covered >= SOLID_SHARE * inside ? hull : null;
}

export function isWithin(p: FlatPolygon, x: number, y: number): boolean {
  for (let i = 0, j = p.length - 2; i < p.length; j = i, i += 2) {
    if ((p[i] - p[j]) * (y - p[j + 1]) - (p[i + 1] - p[j + 1]) * (x - p[j]) < 0) return false;
  }
  return true;
}

/** A convex polygon with its sides moved inwards, as far as it bears. */
export function shrunk(p: FlatPolygon, by: number): FlatPolygon {
  if (by <= 0 || p.length < 6) return p;
  const own = Math.min(by, MAX_EROSION_SHARE * depthOfPolygon(p));
  let result = p;
  eachSide(p, (nx, ny, offset) => {
    result = cutBy(result, nx, ny, offset - own);
  });
  return result;
}

/** Distance of the mean corner to the nearest side. */
function depthOfPolygon(p: FlatPolygon): number {
  let [x, y] = [0, 0];
  for (let i = 0; i < p.length; i += 2) {
    x += (2 * p[i]) / p.length;
    y += (2 * p[i + 1]) / p.length;
  }
  return distanceInside(p, x, y);
}

/** Distance from a point within to the nearest side; negative outside. */
export function distanceInside(p: FlatPolygon, x: number, y: number): number {
  let depth = Infinity;
  eachSide(p, (nx, ny, offset) => {
    depth = Math.min(depth, offset - nx * x - ny * y);
  });
  return depth;
}

/** @param each outward unit normal and offset */
function eachSide(p: FlatPolygon, each: (nx: number, ny: number, offset: number) => void): void {
  for (let i = 0, j = p.length - 2; i < p.length; j = i, i += 2) {
    const [ex, ey] = [p[i] - p[j], p[i + 1] - p[j + 1]];
    const l = Math.hypot(ex, ey);
    if (l > 1e-9) each(ey / l, -ex / l, (ey * p[i] - ex * p[i + 1]) / l);
  }
}

function heightsOf({ vertices }: ConvexBody): { low: number; high: number } {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 2; i < vertices.length; i += 3) {
    if (vertices[i] < low) low = vertices[i];
    if (vertices[i] > high) high = vertices[i];
  }
  return { low, high };
}

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
