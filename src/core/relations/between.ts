import { convexHull, intersectionArea } from '../geometry/polygon.js';
import type { Vec3 } from '../geometry/vec3.js';
import { inside } from './inside.js';
import { overlapOf } from './interval.js';
import { ambiguous, judge } from './judge.js';
import { memoPair } from './memo.js';
import { on } from './on.js';
import { constantsOf } from './profile.js';
import type { Interval, ObjectGeometry, SceneGeometry } from './scene-geometry.js';
import { and, atLeast, atMost, decide, isPositive, not, or, overlaps, within } from './tolerance.js';
import type { Judgement, Measured, Verdict } from './verdict.js';

const MIN_T = 0.2;
const MAX_T = 0.8;
const OUT_BEFORE = -0.1;
const OUT_AFTER = 1.1;
const MIN_KAPPA = 0.6;
/** Distance from the line, as shares of its length. */
const ON_LINE = 0.25;
const OFF_LINE = 0.5;
const SAME_LEVEL = 0.25;

/** Ends at one place have no line between them; what has no footprint is nowhere on it. */
const NO_LENGTH = 1e-9;
const NO_AREA = 1e-12;

/** between(A; B, C) of SPEC §4. */
export function between(geometry: SceneGeometry, a: number, b: number, c: number): Judgement {
  if (a === b || a === c || b === c) return ambiguous('between needs three different things');
  return judgeBetween(geometry, placeOf(geometry, a, b, c), a, b, c);
}

function judgeBetween(geometry: SceneGeometry, place: Place | null, a: number, b: number, c: number): Judgement {
  if (place === null) return ambiguous('it has no footprint, or the two stand at one place');
  const { t, rho, kappa, length, overlapB, overlapC, footB, footC } = place;
  const trueIf = and(
    within(t, MIN_T, MAX_T),
    atLeast(kappa, MIN_KAPPA),
    atMost(rho, ON_LINE * length),
    atLeast(overlapB, SAME_LEVEL),
    atLeast(overlapC, SAME_LEVEL),
    not(overlaps(footB)),
    not(overlaps(footC)),
    atMost(length, constantsOf(geometry, [a, b, c]).betweenDistance),
  );
  const falseIf = and(
    not(overlaps(kappa)),
    or(atMost(t, OUT_BEFORE), atLeast(t, OUT_AFTER), atLeast(rho, OFF_LINE * length)),
  );
  return judge(decide(trueIf, falseIf), { ...place }, 'it is only partly between them');
}

/** The things that are surely between B and C, by id. */
export function* thingsBetween(geometry: SceneGeometry, b: number, c: number): Generator<number> {
  for (const { id, place } of mayBeBetween(geometry, b, c))
    if (judgeBetween(geometry, place, id, b, c).verdict === 'T') yield id;
}

/** The first of them; null when there is none. */
export function firstBetween(geometry: SceneGeometry, b: number, c: number): number | null {
  for (const id of thingsBetween(geometry, b, c)) return id;
  return null;
}

/** nothing_between(B, C) of SPEC §4. */
export function nothingBetween(geometry: SceneGeometry, b: number, c: number): Judgement {
  let empty: Verdict = 'T';
  for (const { id, place } of mayBeBetween(geometry, b, c)) {
    const reaches = reachesBetween(place);
    if (reaches !== 'F' && !mayBeIgnored(geometry, id, b, c)) empty = and(empty, not(reaches));
  }
  const blocker = firstBetween(geometry, b, c);
  const measured: Measured = { between: blocker };
  return judge(decide(empty, blocker === null ? 'F' : 'T'), measured, 'something reaches in between');
}

/**
 * The things that may be between B and C: all but those that boxes alone show to be nowhere in the hull of both ends'
 * footprints (κ is 0), as most are.
 */
const mayBeBetween = memoPair((geometry: SceneGeometry, bId: number, cId: number): readonly Candidate[] => {
  const [b, c] = [geometry.object(bId), geometry.object(cId)];
  const [q, r] = [b.footprintBox, c.footprintBox];
  const [minX, maxX] = [Math.min(q.x.min, r.x.min), Math.max(q.x.max, r.x.max)];
  const [minY, maxY] = [Math.min(q.y.min, r.y.min), Math.max(q.y.max, r.y.max)];
  const length = lengthOf(b.center, c.center);
  // Across the line from one to the other, where the hull is as narrow as it gets.
  const across: Vec3 = [(b.center[1] - c.center[1]) / length, (c.center[0] - b.center[0]) / length, 0];
  const [s, t] = length > NO_LENGTH ? [b.support(across), c.support(across)] : [EVERYWHERE, EVERYWHERE];
  const [low, high] = [Math.min(s.min, t.min), Math.max(s.max, t.max)];
  const isClear = ({ footprintBox: { x, y }, footprintArea }: ObjectGeometry): boolean => {
    if (length <= NO_LENGTH || footprintArea <= NO_AREA) return false;
    if (x.min > maxX || x.max < minX || y.min > maxY || y.max < minY) return true;
    const middle = ((x.min + x.max) * across[0] + (y.min + y.max) * across[1]) / 2;
    const half = ((x.max - x.min) * Math.abs(across[0]) + (y.max - y.min) * Math.abs(across[1])) / 2;
    return middle - half > high || middle + half < low;
  };
  return geometry.objects
    .filter((a) => a !== b && a !== c && !isClear(a))
    .map(({ record: { id } }) => ({ id, place: placeOf(geometry, id, bId, cId) }));
});

interface Candidate {
  readonly id: number;
  readonly place: Place | null;
}

const EVERYWHERE: Interval = { min: -Infinity, max: Infinity };

function reachesBetween(place: Place | null): Verdict {
  if (place === null) return 'A';
  return and(overlaps(place.kappa), isPositive(place.t), not(atLeast(place.t, 1)));
}

/** Structure, what carries the two or is in them, and what is at the level of neither. */
function mayBeIgnored(geometry: SceneGeometry, id: number, b: number, c: number): boolean {
  const object = geometry.object(id);
  if (object.record.structure) return true;
  const ends = [b, c];
  if (ends.every((end) => overlapOf(object.vertical, geometry.object(end).vertical) === 0)) return true;
  return ends.some((end) => on(geometry, end, id).verdict === 'T' || inside(geometry, id, end).verdict === 'T');
}

interface Place {
  /** 0 at B's centre, 1 at C's. */
  readonly t: number;
  /** Horizontal distance of A's centre to the line. */
  readonly rho: number;
  /** Part of A's footprint within the hull of both ends' footprints. */
  readonly kappa: number;
  /** Horizontal distance of the ends' centres. */
  readonly length: number;
  readonly overlapB: number;
  readonly overlapC: number;
  readonly footB: number;
  readonly footC: number;
}

function placeOf(geometry: SceneGeometry, aId: number, bId: number, cId: number): Place | null {
  const a = geometry.object(aId);
  const b = geometry.object(bId);
  const c = geometry.object(cId);
  const wx = c.center[0] - b.center[0];
  const wy = c.center[1] - b.center[1];
  const length = lengthOf(b.center, c.center);
  if (length <= NO_LENGTH || a.footprintArea <= NO_AREA) return null;
  const dx = a.center[0] - b.center[0];
  const dy = a.center[1] - b.center[1];
  const hull = hullOfEnds(geometry, bId, cId);
  return {
    t: (dx * wx + dy * wy) / (length * length),
    rho: Math.abs(dx * wy - dy * wx) / length,
    kappa: Math.min(1, intersectionArea(a.footprint, hull) / a.footprintArea),
    length,
    overlapB: overlapOf(a.vertical, b.vertical),
    overlapC: overlapOf(a.vertical, c.vertical),
    footB: geometry.footprintOverlap(aId, bId),
    footC: geometry.footprintOverlap(aId, cId),
  };
}

const lengthOf = (b: Vec3, c: Vec3): number => Math.hypot(c[0] - b[0], c[1] - b[1]);

const hullOfEnds = memoPair((geometry, b, c) =>
  convexHull([...geometry.object(b).footprint, ...geometry.object(c).footprint]),
);
