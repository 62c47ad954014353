import { constantsOf } from './profile.js';
import { dimensionsOf } from './dimensions.js';
import { ambiguous, judge } from './judge.js';
import type { SceneGeometry } from './scene-geometry.js';
import type { SeenView } from './scene-graph.js';
import { nearestVisible } from './seen-pixels.js';
import { analytic, and, atLeast, decide, seenLength, type Guard } from './tolerance.js';
import type { Judgement, Verdict } from './verdict.js';

// Comparatives of SPEC §7: true when larger by a ratio and by an amount, false when the other one is.

const SIZE_RATIO = 1.15;
/** Between volumes. */
export const VOLUME_RATIO = 1.4;
const DISTANCE_RATIO = 1.2;

/** Surfaces this close touch: then only centre distances may be asked (SPEC §7). */
const CONTACT = 0.002;

export function taller(geometry: SceneGeometry, a: number, b: number): Judgement {
  const difference = constantsOf(geometry, [a, b]).compareDifference;
  return larger(geometry.object(a).height, geometry.object(b).height, SIZE_RATIO, difference);
}

/** By the width of SPEC §7: across its front, or the shorter side of the footprint's smallest rectangle. */
export function wider(geometry: SceneGeometry, a: number, b: number): Judgement {
  const difference = constantsOf(geometry, [a, b]).compareDifference;
  return larger(dimensionsOf(geometry.object(a)).width, dimensionsOf(geometry.object(b)).width, SIZE_RATIO, difference);
}

/**
 * By the volume of the OBB. c_cmp is a length, so it is set against the sides of cubes of those volumes.
 */
export function bigger(geometry: SceneGeometry, aId: number, bId: number): Judgement {
  const { compareDifference } = constantsOf(geometry, [aId, bId]);
  const a = geometry.object(aId).obbVolume;
  const b = geometry.object(bId).obbVolume;
  const exceeds = (x: number, y: number) =>
    and(atLeast(x, y * VOLUME_RATIO), atLeast(Math.cbrt(x) - Math.cbrt(y), compareDifference));
  return judge(decide(exceeds(a, b), exceeds(b, a)), { a, b, ratio: a / b }, ALIKE);
}

/** closer(A, B) to a third object by the gap to it, or to the camera by the nearest visible point. */
export function closer(
  graph: { readonly geometry: SceneGeometry },
  view: SeenView | null,
  a: number,
  b: number,
  to: number | 'camera',
): Judgement {
  const { geometry } = graph;
  if (to === 'camera') {
    const rA = view && nearestVisible(view, a);
    const rB = view && nearestVisible(view, b);
    if (rA === null || rB === null) return ambiguous('one of the two is not visible');
    return larger(rB, rA, DISTANCE_RATIO, constantsOf(geometry, [a, b]).compareDifference, seenLength);
  }
  const dA = geometry.surfaceDistance(a, to).distance;
  const dB = geometry.surfaceDistance(b, to).distance;
  if (Math.min(dA, dB) <= CONTACT) return ambiguous('one of the two touches it');
  return larger(dB, dA, DISTANCE_RATIO, constantsOf(geometry, [a, b, to]).compareDifference);
}

export const farther = (
  graph: { readonly geometry: SceneGeometry },
  view: SeenView | null,
  a: number,
  b: number,
  from: number | 'camera',
): Judgement => closer(graph, view, b, a, from);

const ALIKE = 'they are too much alike to call';

/** T when a exceeds b, F when b exceeds a. */
function larger(a: number, b: number, ratio: number, difference: number, guard: Guard = analytic): Judgement {
  const exceeds = (x: number, y: number): Verdict =>
    and(atLeast(x, y * ratio, guard), atLeast(x - y, difference, guard));
  return judge(decide(exceeds(a, b), exceeds(b, a)), { a, b, ratio: a / b }, ALIKE);
}
