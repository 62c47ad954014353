import { convexHull, polygonArea, polygonDistance, type Polygon, type Vec2 } from '../geometry/polygon.js';
import type { Profile } from '../scene/settled-scene.js';
import { CONSTANTS } from './constants.js';
import { footprintInBand } from './gap.js';
import { ambiguous } from './judge.js';
import { memoObject } from './memo.js';
import { patchHeight, patchUnder } from './patch.js';
import type { ObjectGeometry, SceneGeometry } from './scene-geometry.js';
import { atLeast, atMost } from './tolerance.js';
import type { Judgement } from './verdict.js';

// Can a robot pass between B and C (SPEC §6)?

/** Heights that a robot takes up, above the ground. */
export const ROBOT_HEIGHT: Readonly<Record<Profile, number>> = { tabletop: 0.5, room: 1.2 };
const CLEAR_OF_GROUND = 0.02;

/** What fills less of its outline than this can be driven under or through: hulls say nothing of it. */
const MIN_FILL = 0.9;

export interface PassesJudgement extends Judgement {
  /** B and C, where they alone forbid it. */
  readonly blockers: readonly number[];
}

export interface Gap {
  /** Distance of what B and C have at the robot's heights, seen from above. */
  readonly width: number;
  /** Least distance of anything else from the straight way through the middle of the gap. */
  readonly clearance: number;
}

/**
 * passes(w, B, C): T where a disc wider than the robot goes straight through the middle of the gap, from one side of
 * the two to the other; F where even a narrower one is held up by B and C themselves.
 */
export function passes(
  geometry: SceneGeometry,
  b: number,
  c: number,
  width: number,
  profile: Profile,
): PassesJudgement {
  const gap = gapBetween(geometry, b, c, profile, width);
  if ('reason' in gap) return { ...ambiguous(gap.reason), blockers: [] };
  const { clearanceYes, clearanceNo } = CONSTANTS[profile];
  const measured = { gap: gap.width, clearance: gap.clearance === Infinity ? null : gap.clearance };
  const wide = width + clearanceYes;
  if (atLeast(gap.width, wide) === 'T' && atLeast(gap.clearance, wide / 2) === 'T')
    return { verdict: 'T', measured, blockers: [] };
  if (atMost(gap.width, width - clearanceNo) === 'T') return { verdict: 'F', measured, blockers: [b, c] };
  const reason = gap.width < wide ? 'it is too tight to call' : 'something else stands in the way';
  return { ...ambiguous(reason, measured), blockers: [] };
}

/** @param width of the robot: how far beyond the two its way begins and ends */
export function gapBetween(
  geometry: SceneGeometry,
  b: number,
  c: number,
  profile: Profile,
  width: number,
): Gap | { readonly reason: string } {
  const ground = patchUnder(geometry, b);
  if (ground === null || ground.surface.id !== patchUnder(geometry, c)?.surface.id)
    return { reason: 'they do not stand on one surface' };
  const [p, q] = [geometry.object(b), geometry.object(c)];
  const level = patchHeight(ground, p.center[0], p.center[1]);
  const [low, high] = [level + CLEAR_OF_GROUND, level + ROBOT_HEIGHT[profile]];
  if (fillOf(geometry, b) < MIN_FILL || fillOf(geometry, c) < MIN_FILL)
    return { reason: 'one of them could be driven under or through' };
  const [pHull, qHull] = [footprintInBand(p, low, high), footprintInBand(q, low, high)];
  if (pHull.length < 3 || qHull.length < 3) return { reason: 'one of them is not in the way of a robot' };
  const across = closestPoints(pHull, qHull);
  if (across === null) return { reason: 'there is no gap between them' };
  const [from, to] = across;
  const size = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const middle: Vec2 = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  // Square to the gap, a disc at its middle stays half its width from both, however long they are.
  const way: Vec2 = [-(to[1] - from[1]) / size, (to[0] - from[0]) / size];
  const ends = [...pHull, ...qHull].map(([x, y]) => (x - middle[0]) * way[0] + (y - middle[1]) * way[1]);
  const path: Polygon = [Math.min(...ends) - width, Math.max(...ends) + width].map((t): Vec2 => [
    middle[0] + t * way[0],
    middle[1] + t * way[1],
  ]);
  let clearance = Infinity;
  for (const other of geometry.objects) {
    if (other === p || other === q || other.vertical.max < low || other.vertical.min > high) continue;
    if (polygonDistance(other.footprint, path) > clearance) continue;
    const hull = footprintInBand(other, low, high);
    if (hull.length > 0) clearance = Math.min(clearance, polygonDistance(hull, path));
  }
  return { width: size, clearance };
}

/** The closest points of two polygons that do not meet, on the first and on the second. */
function closestPoints(p: Polygon, q: Polygon): readonly [Vec2, Vec2] | null {
  if (polygonDistance(p, q) <= 0) return null;
  let best: readonly [Vec2, Vec2] | null = null;
  let least = Infinity;
  const look = (corners: Polygon, sides: Polygon, swapped: boolean) => {
    for (const corner of corners) {
      for (let i = 0; i < sides.length; i++) {
        const foot = nearestOn(sides[i], sides[(i + 1) % sides.length], corner);
        const away = Math.hypot(foot[0] - corner[0], foot[1] - corner[1]);
        if (away >= least) continue;
        least = away;
        best = swapped ? [foot, corner] : [corner, foot];
      }
    }
  };
  look(p, q, false);
  look(q, p, true);
  return best;
}

function nearestOn(a: Vec2, b: Vec2, p: Vec2): Vec2 {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const square = dx * dx + dy * dy;
  const t = square === 0 ? 0 : Math.min(1, Math.max(0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / square));
  return [a[0] + t * dx, a[1] + t * dy];
}

/** How much of a thing's outline from above its parts cover, at most 1. */
const fillOf = memoObject((geometry: SceneGeometry, id: number): number => {
  const object: ObjectGeometry = geometry.object(id);
  const parts = object.convexParts.map(({ vertices }) => hullArea(vertices));
  return Math.min(1, Math.max(...parts) / object.footprintArea);
});

function hullArea(vertices: Float64Array): number {
  const points: Vec2[] = [];
  for (let i = 0; i < vertices.length; i += 3) points.push([vertices[i], vertices[i + 1]]);
  return Math.abs(polygonArea(convexHull(points)));
}
