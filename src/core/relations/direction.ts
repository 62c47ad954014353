import { eyeOf } from '../camera/pinhole.js';
import { horizontal, leftOf, lerp, negate, sub, type Vec3 } from '../geometry/vec3.js';
import { closerSides } from './closer.js';
import {
  DIRECTION_ANGLE_DEG,
  directionalTest,
  EGO_SIDEWAYS_ANGLE_DEG,
  marginOf,
  measureDirection,
  type Side,
  type Spans,
} from './directional-test.js';
import { egoHeading, frameDirection, isSideways, type Direction, type FrameRef, type Undefined } from './frames.js';
import { mayBePaired } from './gates.js';
import { intervalOverlap, middleOf } from './interval.js';
import { ambiguous, judge } from './judge.js';
import { constantsOf } from './profile.js';
import type { ObjectGeometry, SceneGeometry } from './scene-geometry.js';
import type { SceneGraph, SeenView } from './scene-graph.js';
import { medianDepth, truthOf } from './seen-pixels.js';
import { and, atLeast, atMost, overlaps, pixels, seenLength, share } from './tolerance.js';
import type { Judgement, Measured, Verdict } from './verdict.js';

/** Structure that is everywhere at once: never an anchor of left, right, front or behind. */
const NO_ANCHORS: ReadonlySet<string> = new Set(['floor', 'wall', 'ceiling']);

/** Things further apart in height than this, or than their heights together, are not compared sideways. */
const MAX_HEIGHT_DIFFERENCE = 0.5;

/** SPEC §3.4: least distance of centroids in the image, pixels or share of its width; and overlaps of u-intervals. */
const MIN_PIXELS_APART = 8;
const MIN_WIDTH_SHARE_APART = 0.01;
const IMAGE_APART = 0.25;
const IMAGE_ABREAST = 0.5;

/**
 * Is A left of, right of, in front of or behind B (SPEC §3.3–§3.5)?
 *
 * @param view needed by ego frames, and by object frames to see which way the object faces
 */
export function evaluateDirection(
  graph: SceneGraph,
  view: SeenView | null,
  frame: FrameRef,
  direction: Direction,
  aId: number,
  bId: number,
): Judgement {
  const refused = whyNotCompared(graph.geometry, aId, bId);
  if (refused !== null) return ambiguous(refused);
  const vector = frameDirection(graph, view, frame, direction);
  if ('reason' in vector) return ambiguous(vector.reason);
  const forbidden = whyForbidden(graph.geometry, aId, bId);
  if (forbidden !== null) return ambiguous(forbidden.reason, forbidden.measured);

  if (frame.kind === 'ego' && view !== null) {
    return isSideways(direction)
      ? egoSideways(graph, view, direction, vector.d, aId, bId)
      : egoDepth(graph, view, direction, aId, bId);
  }
  const named = frame.kind === 'object' ? [aId, bId, frame.object] : [aId, bId];
  const { minMargin } = constantsOf(graph.geometry, named);
  const spans = spansOf(graph.geometry.object(aId), graph.geometry.object(bId), vector.d);
  const side = directionalTest(spans, minMargin, DIRECTION_ANGLE_DEG);
  return judge(verdictOf(side), measureDirection(spans, minMargin), TOO_CLOSE);
}

/** The same relation as seen from the camera: what world and object questions are set against (SPEC §3.1). */
export const egoVerdict = (graph: SceneGraph, view: SeenView, direction: Direction, a: number, b: number): Verdict =>
  evaluateDirection(graph, view, { kind: 'ego' }, direction, a, b).verdict;

/** Fills SPEC §3.2's quantities of a pair along d. */
export function spansOf(a: ObjectGeometry, b: ObjectGeometry, d: Vec3): Spans {
  const e = leftOf(d);
  const alongA = a.support(d);
  const alongB = b.support(d);
  const acrossA = a.support(e);
  const acrossB = b.support(e);
  const dx = a.center[0] - b.center[0];
  const dy = a.center[1] - b.center[1];
  return {
    aMin: alongA.min,
    aMax: alongA.max,
    bMin: alongB.min,
    bMax: alongB.max,
    aSideMin: acrossA.min,
    aSideMax: acrossA.max,
    bSideMin: acrossB.min,
    bSideMax: acrossB.max,
    delta: dx * d[0] + dy * d[1],
    lateral: Math.abs(dx * e[0] + dy * e[1]),
  };
}

/** Why a pair has no horizontal direction in any frame: whatever §3.3 asks of the two besides the direction itself. */
export function whyNotSideways(
  geometry: SceneGeometry,
  aId: number,
  bId: number,
): { readonly reason: string; readonly measured: Measured } | null {
  const refused = whyNotCompared(geometry, aId, bId);
  return refused !== null ? { reason: refused, measured: {} } : whyForbidden(geometry, aId, bId);
}

/** Why this pair is never compared sideways, in any frame or pose; null when it may be. */
function whyNotCompared(geometry: SceneGeometry, aId: number, bId: number): string | null {
  const a = geometry.object(aId).record;
  const b = geometry.object(bId).record;
  if (aId === bId) return 'a thing is not beside itself';
  if (!mayBePaired(geometry, aId, bId)) return 'one is a part of the other';
  for (const { category, name } of [a, b]) {
    if (NO_ANCHORS.has(category)) return `the ${name} is on no one side`;
  }
  return null;
}

/** SPEC §3.3: stacked, contained and far-apart-in-height pairs have no horizontal direction. */
function whyForbidden(
  geometry: SceneGeometry,
  aId: number,
  bId: number,
): { reason: string; measured: Measured } | null {
  // inside(A, B) implies footprints that overlap, so this test covers containment too.
  const footprintOverlap = geometry.footprintOverlap(aId, bId);
  if (overlaps(footprintOverlap) !== 'F') {
    return { reason: 'one is above, below or inside the other', measured: { footprintOverlap } };
  }
  const a = geometry.object(aId);
  const b = geometry.object(bId);
  const heightDifference = Math.abs(middleOf(a.vertical) - middleOf(b.vertical));
  if (atMost(heightDifference, Math.max(MAX_HEIGHT_DIFFERENCE, a.height + b.height)) !== 'T') {
    return { reason: 'they are at very different heights', measured: { footprintOverlap, heightDifference } };
  }
  return null;
}

function egoSideways(
  graph: SceneGraph,
  view: SeenView,
  direction: Direction,
  d: Vec3,
  aId: number,
  bId: number,
): Judgement {
  const { minMargin } = constantsOf(graph.geometry, [aId, bId]);
  const spans = spansOf(graph.geometry.object(aId), graph.geometry.object(bId), d);
  const side = directionalTest(spans, minMargin, EGO_SIDEWAYS_ANGLE_DEG);
  const image = imageSide(view, direction, side, aId, bId);
  const measured = { ...measureDirection(spans, minMargin), ...image.measured };
  const verdict = verdictOf(side);
  if (verdict !== 'A' && verdict !== image.verdict) {
    return ambiguous('the picture does not show it as clearly as the scene has it', measured);
  }
  return judge(verdict, measured, TOO_CLOSE);
}

/** SPEC §3.4: what the visible pixels say of left and right. */
function imageSide(view: SeenView, direction: Direction, side: Side, aId: number, bId: number): Judgement {
  const a = truthOf(view, aId);
  const b = truthOf(view, bId);
  if (!a?.box || !b?.box || !a.centroid || !b.centroid) {
    return ambiguous('one of the two is not visible', { uDelta: null, uMargin: null, uOverlap: null });
  }
  const sign = direction === 'left' ? 1 : -1;
  const uDelta = sign * (b.centroid[0] - a.centroid[0]);
  const uMargin = Math.max(MIN_PIXELS_APART, MIN_WIDTH_SHARE_APART * view.record.intrinsics.width);
  const uOverlap = intervalOverlap(a.box[0], a.box[2], b.box[0], b.box[2]);
  const measured = { uDelta, uMargin, uOverlap };
  const apart = atMost(uOverlap, IMAGE_APART, share);
  if (and(atLeast(uDelta, uMargin, pixels), apart) === 'T') return { verdict: 'T', measured };
  if (and(atMost(uDelta, -uMargin, pixels), apart) === 'T') return { verdict: 'F', measured };
  if (side === 'orthogonal' && atLeast(uOverlap, IMAGE_ABREAST, share) === 'T') return { verdict: 'F', measured };
  return ambiguous(TOO_CLOSE, measured);
}

/** SPEC §3.5 without its depth tests: along the optical axis and along the line of sight. */
export interface DepthSides {
  readonly side: Side;
  readonly sightSide: Side;
  readonly verdict: Verdict;
  /** Whether an F says "on the opposite side". */
  readonly opposite: boolean;
  /** Margin of the optical-axis evaluation. */
  readonly margin: number;
  readonly measured: Measured;
}

export function egoDepthSides(
  geometry: SceneGeometry,
  view: SeenView,
  direction: Direction,
  aId: number,
  bId: number,
): DepthSides | Undefined {
  const heading = egoHeading(view);
  if ('reason' in heading) return heading;
  const a = geometry.object(aId);
  const b = geometry.object(bId);
  const sight = horizontal(sub(lerp(a.center, b.center, 0.5), eyeOf(view.record)));
  if (sight === null) return { reason: 'the two are straight above or below the camera' };
  const { minMargin } = constantsOf(geometry, [aId, bId]);
  const away = direction === 'behind';
  const spans = spansOf(a, b, away ? heading : negate(heading));
  const sightSpans = spansOf(a, b, away ? sight : negate(sight));
  const side = directionalTest(spans, minMargin, DIRECTION_ANGLE_DEG);
  const sightSide = directionalTest(sightSpans, minMargin, DIRECTION_ANGLE_DEG);
  const opposite = side === 'opposite' || sightSide === 'opposite';
  const isFalse = opposite || side === 'orthogonal' || sightSide === 'orthogonal';
  const verdict = side === 'T' && sightSide === 'T' ? 'T' : isFalse && side !== 'T' && sightSide !== 'T' ? 'F' : 'A';
  const along = measureDirection(sightSpans, minMargin);
  const measured = {
    ...measureDirection(spans, minMargin),
    deltaSight: along.delta,
    marginSight: along.margin,
    overlapSight: along.overlap,
    phiSightDeg: along.phiDeg,
    overlapAcrossSight: along.overlapAcross,
  };
  return { side, sightSide, verdict, opposite, margin: marginOf(spans, minMargin), measured };
}

function egoDepth(graph: SceneGraph, view: SeenView, direction: Direction, aId: number, bId: number): Judgement {
  const sides = egoDepthSides(graph.geometry, view, direction, aId, bId);
  if ('reason' in sides) return ambiguous(sides.reason);
  if (sides.verdict === 'A') return ambiguous(TOO_CLOSE, sides.measured);

  if (sides.verdict === 'F' && !sides.opposite) {
    const { closer, farther, measured } = closerSides(view, aId, bId);
    const contradicted = direction === 'front' ? closer : farther;
    const all = { ...sides.measured, ...measured };
    if (contradicted === 'F') return { verdict: 'F', measured: all };
    return ambiguous('it is beside, yet its visible part is nearer or farther', all);
  }
  const depthA = medianDepth(view, aId);
  const depthB = medianDepth(view, bId);
  if (depthA === null || depthB === null) return ambiguous('one of the two is not visible', sides.measured);
  // Positive when the visible part of A is on the side that the direction says.
  const depthDelta = direction === 'front' ? depthB - depthA : depthA - depthB;
  const measured = { ...sides.measured, depthDelta };
  const agrees = atLeast(sides.verdict === 'T' ? depthDelta : -depthDelta, sides.margin, seenLength);
  if (agrees === 'T') return { verdict: sides.verdict, measured };
  return ambiguous('their visible parts do not differ in depth as the objects do', measured);
}

const TOO_CLOSE = 'too close to call';

const verdictOf = (side: Side): Verdict => (side === 'T' ? 'T' : side === 'A' ? 'A' : 'F');
