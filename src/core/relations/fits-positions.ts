import type { Vec2 } from '../geometry/polygon.js';
import { directionalTest, marginOf, type Spans } from './directional-test.js';
import { markStanding } from './fits-edge.js';
import { BY_DIRECTION, BY_EDGE, BY_REACH, mark, type Lattice } from './fits-lattice.js';
import { discPolygon, extentAlong, minkowskiSum, mirrored, turned, type FlatPolygon } from './fits-polygon.js';
import { wholeFootprint } from './fits-sections.js';
import type { Beside, FitsSetting } from './fits-setting.js';
import type { Constants } from './constants.js';

/** The moved object at one yaw, in the lattice's frame, about its centre. */
export interface TurnedObject {
  readonly cos: number;
  readonly sin: number;
  readonly footprint: FlatPolygon;
  /** The footprint with all convex parts. */
  readonly whole: FlatPolygon;
  readonly contact: FlatPolygon;
  readonly mass: Vec2;
  /** Extents of the footprint along d and e. */
  readonly minX: number;
  readonly maxX: number;
  readonly minY: number;
  readonly maxY: number;
}

/** (i) of SPEC §6. */
const MIN_ON_SURFACE = 0.95;
const MIN_MASS_INSET = 0.01;
const GUARD = 1e-6;

export function turnObject({ moving, theta }: FitsSetting, yaw: number): TurnedObject {
  const cos = Math.cos(yaw - theta);
  const sin = Math.sin(yaw - theta);
  const footprint = turned(moving.footprint, cos, sin);
  const [mx, my] = moving.massCenter;
  const [cx, cy] = moving.object.center;
  return {
    cos,
    sin,
    footprint,
    whole: turned(wholeFootprint(moving.object), cos, sin, sin * cy - cos * cx, -sin * cx - cos * cy),
    contact: turned(moving.contact, cos, sin),
    mass: [cos * mx - sin * my, sin * mx + cos * my],
    minX: -extentAlong(footprint, -1, 0),
    maxX: extentAlong(footprint, 1, 0),
    minY: -extentAlong(footprint, 0, -1),
    maxY: extentAlong(footprint, 0, 1),
  };
}

/**
 * Turns positions VALID that conditions (i), (iii) and (iv) of SPEC §6 allow (only (i) where nothing need be beside
 * anything); the others get their first reason in the order direction, reach, edge. Obstacles come after.
 *
 * @param slack 0: only what the conditions clearly allow (but for those the lattice cannot tell, which a witness is
 * tested for). More: everything within this distance of a pose that is allowed, so that positions and yaws between those
 * tried are covered too.
 */
export function markPositions(setting: FitsSetting, lattice: Lattice, own: TurnedObject, slack: number): void {
  const { beside, constants, surface } = setting;
  if (beside === null) lattice.codes.fill(BY_EDGE);
  else markBeside(beside, constants, lattice, own, slack);
  const guard = slack > 0 ? 0 : GUARD;
  const rule = { share: MIN_ON_SURFACE + guard, inset: MIN_MASS_INSET + guard, slack };
  markStanding(lattice, surface, own.contact, own.mass, rule);
}

function markBeside(beside: Beside, constants: Constants, lattice: Lattice, own: TurnedObject, slack: number): void {
  lattice.codes.fill(BY_DIRECTION);
  markDirection(beside, constants, lattice, own, slack);
  const touching = minkowskiSum(beside.anchorFootprint, mirrored(own.footprint));
  const reach = discPolygon(constants.fitReach + (slack > 0 ? slack : -GUARD), slack > 0);
  mark(lattice, minkowskiSum(touching, reach), BY_REACH, BY_EDGE);
}

function markDirection(
  { anchorFootprint, maxAngleDeg }: Beside,
  constants: Constants,
  lattice: Lattice,
  own: TurnedObject,
  slack: number,
): void {
  const spans: Spans = {
    aMin: 0,
    aMax: 0,
    bMin: -extentAlong(anchorFootprint, -1, 0),
    bMax: extentAlong(anchorFootprint, 1, 0),
    aSideMin: 0,
    aSideMax: 0,
    bSideMin: 0,
    bSideMax: 0,
    delta: 0,
    lateral: 0,
  };
  const slope = Math.tan((maxAngleDeg * Math.PI) / 180);
  const { columns, rows, firstColumn, firstRow, step, codes } = lattice;
  for (let column = 0; column < columns; column++) {
    const x = (firstColumn + column) * step;
    spans.delta = x;
    spans.aMin = x + own.minX;
    spans.aMax = x + own.maxX;
    const allowed =
      slack === 0
        ? directionalTest(spans, constants.minMargin, maxAngleDeg) === 'T'
        : mayBeInDirection(spans, constants.minMargin, slack);
    if (!allowed) continue;
    const limit = slack === 0 ? x * slope - GUARD : (x + slack) * slope + slack;
    const first = Math.max(0, Math.ceil(-limit / step) - firstRow);
    const last = Math.min(rows - 1, Math.floor(limit / step) - firstRow);
    for (let row = first; row <= last; row++) codes[row * columns + column] = BY_REACH;
  }
}

/** dir's T but for the angle, with every point of A up to `slack` further along d, its length up to twice that off. */
function mayBeInDirection(spans: Spans, minMargin: number, slack: number): boolean {
  const margin = Math.max(minMargin, marginOf(spans, minMargin) - 0.15 * slack);
  if (spans.delta + slack < margin) return false;
  const shared = Math.min(spans.aMax + slack, spans.bMax) - Math.max(spans.aMin + slack, spans.bMin);
  const shorter = Math.min(spans.aMax - spans.aMin + 2 * slack, spans.bMax - spans.bMin);
  return shared <= 0.25 * shorter + GUARD;
}
