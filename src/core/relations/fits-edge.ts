import { pointInPolygon, type Polygon, type Vec2 } from '../geometry/polygon.js';
import { BY_EDGE, mark, VALID, type Lattice } from './fits-lattice.js';
import { areaOfCut, cutBy, extentAlong, flatArea, flatten, type FlatPolygon } from './fits-polygon.js';
import type { Patch } from './patch.js';

/** The surface in the lattice's frame. */
export interface FlatPatch {
  readonly outline: Polygon;
  readonly holes: readonly Polygon[];
  readonly convex: boolean;
  /** [3 n] outward unit normal and offset of each side of a convex outline. */
  readonly sides: Float64Array;
}

/** (i) of SPEC §6 with its limits. */
export interface EdgeRule {
  /** Part of the contact footprint's area that must be on the surface. */
  readonly share: number;
  /** How far inside its edge the mass centre must be. */
  readonly inset: number;
  /** 0, or a distance: what stands within this of a position that is allowed is allowed too, at least. */
  readonly slack: number;
}

export function flatPatch(patch: Patch, c: number, s: number, dx: number, dy: number): FlatPatch {
  const move = ([x, y]: Vec2): Vec2 => [c * x - s * y + dx, s * x + c * y + dy];
  const outline = patch.outline.map(move);
  const sides: number[] = [];
  if (patch.convex) {
    outline.forEach(([x, y], i) => {
      const [nx, ny] = outline[(i + 1) % outline.length];
      const l = Math.hypot(nx - x, ny - y);
      if (l > 1e-12) sides.push((ny - y) / l, (x - nx) / l, ((ny - y) * x + (x - nx) * y) / l);
    });
  }
  return {
    outline,
    holes: patch.holes.map((hole) => hole.map(move)),
    convex: patch.convex,
    sides: Float64Array.from(sides),
  };
}

/** Larger than any surface, smaller than what loses digits. */
const FAR = 1e3;

/** Code for positions that the exact share still has to decide. */
const PENDING = 5;

/**
 * Turns BY_EDGE into VALID at the positions where the object stands on the surface.
 *
 * @param contact footprint of the contact, turned, about the centre
 * @param mass of the mass centre, likewise
 */
export function markStanding(
  lattice: Lattice,
  patch: FlatPatch,
  contact: FlatPolygon,
  mass: Vec2,
  rule: EdgeRule,
): void {
  if (patch.convex) markOnConvex(lattice, patch, contact, mass, rule);
  else markOnAny(lattice, patch, contact, mass, rule);
}

/** The sets of positions are convex: all of the contact on the surface, or hanging over by no more than it may. */
function markOnConvex(lattice: Lattice, patch: FlatPatch, contact: FlatPolygon, mass: Vec2, rule: EdgeRule): void {
  const { sides } = patch;
  let whole: FlatPolygon = Float64Array.of(-FAR, -FAR, FAR, -FAR, FAR, FAR, -FAR, FAR);
  let hanging = whole;
  for (let k = 0; k < sides.length; k += 3) {
    const [nx, ny, offset] = [sides[k], sides[k + 1], sides[k + 2]];
    const massLimit = offset - (nx * mass[0] + ny * mass[1]) - rule.inset;
    const wholeLimit = offset - extentAlong(contact, nx, ny);
    whole = cutBy(whole, nx, ny, Math.min(massLimit, wholeLimit));
    const hangingLimit = wholeLimit + allowedOverhang(contact, nx, ny, rule.share);
    hanging = cutBy(hanging, nx, ny, Math.min(massLimit, hangingLimit) + rule.slack);
    if (hanging.length === 0) return;
  }
  // Where each point moves by no more than the slack, so does the line that has 95 % of the area on one side.
  if (rule.slack > 0) {
    mark(lattice, hanging, BY_EDGE, VALID);
    return;
  }
  mark(lattice, whole, BY_EDGE, VALID);
  mark(lattice, hanging, BY_EDGE, PENDING);
  settlePending(lattice, patch, contact, rule.share);
}

/** Any outline, holes: position by position. */
function markOnAny(lattice: Lattice, patch: FlatPatch, contact: FlatPolygon, mass: Vec2, rule: EdgeRule): void {
  const { codes, columns, step, firstColumn, firstRow } = lattice;
  for (let k = 0; k < codes.length; k++) {
    if (codes[k] !== BY_EDGE) continue;
    const x = ((k % columns) + firstColumn) * step + mass[0];
    const y = (Math.floor(k / columns) + firstRow) * step + mass[1];
    if (signedInside(patch, x, y) >= rule.inset - rule.slack) codes[k] = PENDING;
  }
  // Moved by the slack, a contact loses or gains no more than a band of that width along its border.
  const area = flatArea(contact);
  const loss = area > AREA_ZERO ? (rule.slack * perimeter(contact)) / area : rule.slack > 0 ? 1 : 0;
  settlePending(lattice, patch, contact, rule.share - loss);
}

function perimeter(p: FlatPolygon): number {
  let sum = 0;
  for (let i = 0, j = p.length - 2; i < p.length; j = i, i += 2) sum += Math.hypot(p[i] - p[j], p[i + 1] - p[j + 1]);
  return sum;
}

function settlePending(lattice: Lattice, patch: FlatPatch, contact: FlatPolygon, share: number): void {
  const { codes, columns, step, firstColumn, firstRow } = lattice;
  for (let k = 0; k < codes.length; k++) {
    if (codes[k] !== PENDING) continue;
    const x = ((k % columns) + firstColumn) * step;
    const y = (Math.floor(k / columns) + firstRow) * step;
    codes[k] = shareOnPatch(patch, contact, x, y) >= share ? VALID : BY_EDGE;
  }
}

const AREA_ZERO = 1e-10;

/** Part of the contact footprint that is on the surface when the centre is at (x, y). One without area is on it or not. */
export function shareOnPatch(patch: FlatPatch, contact: FlatPolygon, x: number, y: number): number {
  const area = flatArea(contact);
  if (area <= AREA_ZERO) {
    for (let i = 0; i < contact.length; i += 2) {
      if (!pointInPolygon([contact[i] + x, contact[i + 1] + y], patch.outline, patch.holes)) return 0;
    }
    return 1;
  }
  if (patch.convex) return areaBehindSides(patch.sides, contact, x, y) / area;
  let on = areaWithin(patch.outline, contact, x, y);
  for (const hole of patch.holes) on -= areaWithin(hole, contact, x, y);
  return on / area;
}

function areaBehindSides(sides: Float64Array, contact: FlatPolygon, x: number, y: number): number {
  let p = contact;
  for (let k = 0; k < sides.length && p.length > 0; k += 3) {
    p = cutBy(p, sides[k], sides[k + 1], sides[k + 2] - sides[k] * x - sides[k + 1] * y);
  }
  return flatArea(p);
}

/** Area of a simple polygon within the moved convex contact; the clip may leave bridges, which have no area. */
function areaWithin(ring: Polygon, contact: FlatPolygon, x: number, y: number): number {
  let p = flatten(ring);
  for (let i = 0, j = contact.length - 2; i < contact.length; j = i, i += 2) {
    const [ex, ey] = [contact[i] - contact[j], contact[i + 1] - contact[j + 1]];
    const [nx, ny] = [ey, -ex];
    p = cutBy(p, nx, ny, nx * (contact[j] + x) + ny * (contact[j + 1] + y));
    if (p.length === 0) return 0;
  }
  return Math.abs(flatArea(p));
}

export function signedInside(patch: FlatPatch, x: number, y: number): number {
  let best = Infinity;
  for (const ring of [patch.outline, ...patch.holes]) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [ex, ey] = [ring[i][0] - ring[j][0], ring[i][1] - ring[j][1]];
      const [px, py] = [x - ring[j][0], y - ring[j][1]];
      const ee = ex * ex + ey * ey;
      const t = ee > 0 ? Math.min(1, Math.max(0, (px * ex + py * ey) / ee)) : 0;
      best = Math.min(best, Math.hypot(px - t * ex, py - t * ey));
    }
  }
  return pointInPolygon([x, y], patch.outline, patch.holes) ? best : -best;
}

/**
 * How far the contact may reach over one straight side and still have `share` of its area on this side of it; a
 * little too much rather than too little.
 */
function allowedOverhang(contact: FlatPolygon, nx: number, ny: number, share: number): number {
  const area = flatArea(contact);
  if (area <= AREA_ZERO) return 0;
  const top = extentAlong(contact, nx, ny);
  let [under, over] = [0, top + extentAlong(contact, -nx, -ny)];
  for (let round = 0; round < 12; round++) {
    const middle = (under + over) / 2;
    if (areaOfCut(contact, nx, ny, top - middle) >= share * area) under = middle;
    else over = middle;
  }
  return over;
}
