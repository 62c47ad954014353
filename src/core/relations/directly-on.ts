import { raycast } from '../geometry/box-tree.js';
import { convexHull, distanceToPolygon, pointInPolygon, type Vec2 } from '../geometry/polygon.js';
import { angleDeg, UP } from '../geometry/vec3.js';
import type { Contact } from '../scene/settled-scene.js';
import { memoPair } from './memo.js';
import type { SceneGeometry } from './scene-geometry.js';
import { and, atLeast, atMost, decide, isPositive, not, or, share as sampledShare } from './tolerance.js';
import type { Judgement, Verdict } from './verdict.js';

const MAX_NORMAL_TILT_DEG = 30;

/** Part of A's upward support that B must carry. */
const MIN_SHARE = 0.5;

/** How far the mass centre may lie outside the hull of the contacts: metres, or this share of A's footprint side. */
const MASS_SLACK = 0.005;
const MASS_SLACK_SHARE = 0.1;

/** Things this far apart are not on each other, whatever the contacts say. */
const CLEARLY_APART = 0.03;

/** directly_on(A, B) of SPEC §4: B itself carries A. */
export const directlyOn = memoPair((geometry: SceneGeometry, a: number, b: number): Judgement => {
  if (a === b) return { verdict: 'A', measured: {}, reason: 'a thing is not on itself' };
  const carried = carriedBy(geometry, a, b);
  // The other way round costs nothing more: it is one of the reasons for F.
  const reversed = carriedBy(geometry, b, a).verdict;
  const carriedByOthersAlone = and(not(isPositive(carried.share)), isPositive(carried.othersShare));
  let distance: number | null = null;
  let falseIf = or(carriedByOthersAlone, reversed);
  if (falseIf !== 'T' && carried.verdict !== 'T') {
    distance = geometry.surfaceDistance(a, b).distance;
    falseIf = or(falseIf, atLeast(distance, CLEARLY_APART));
  }
  const measured = { share: carried.share, massOffset: carried.massOffset, distance };
  const verdict = decide(carried.verdict, falseIf);
  return verdict === 'A'
    ? { verdict, measured, reason: 'it is neither clearly carried nor clearly not' }
    : { verdict, measured };
});

interface Carried {
  readonly verdict: Verdict;
  /** Part of A's upward support that B gives. */
  readonly share: number;
  readonly othersShare: number;
  /** Distance of A's mass centre from the hull of its upward contacts, horizontal; null where not tested. */
  readonly massOffset: number | null;
}

/** The condition for T, by the contacts; by rays for bodies that physics did not move and so lists no contacts of. */
const carriedBy = memoPair((geometry: SceneGeometry, a: number, b: number): Carried => {
  const contacts = geometry.contactsOf(a);
  const object = geometry.object(a);
  if (isUnlisted(geometry, a)) {
    const share = shareByRays(geometry, a, b);
    let othersShare = 0;
    for (const { record } of geometry.objects) {
      if (record.id !== a && record.id !== b) othersShare += shareByRays(geometry, a, record.id);
    }
    return { verdict: atLeast(share, MIN_SHARE, sampledShare), share, othersShare, massOffset: null };
  }

  let share = 0;
  let upright = 0;
  let othersShare = 0;
  const points: Vec2[] = [];
  for (const contact of contacts) {
    if (contact.a !== a) continue;
    const upward = isUpward(contact);
    if (upward) points.push([contact.point[0], contact.point[1]]);
    if (contact.b === b) {
      share += contact.share;
      if (upward) upright += contact.share;
    } else {
      othersShare += contact.share;
    }
  }
  const enough = atLeast(upright, MIN_SHARE);
  if (enough === 'F') return { verdict: 'F', share, othersShare, massOffset: null };
  if (touchedFromSide(contacts, b)) return { verdict: enough, share, othersShare, massOffset: null };
  const mass = object.massCenter;
  const massOffset = points.length === 0 ? Infinity : distanceToPolygon([mass[0], mass[1]], convexHull(points));
  const slack = Math.max(MASS_SLACK, MASS_SLACK_SHARE * object.footprintSide);
  const balanced = atMost(massOffset, slack);
  return { verdict: and(enough, balanced), share, othersShare, massOffset };
});

const isUpward = (contact: Contact): boolean => angleDeg(contact.normal, UP) <= MAX_NORMAL_TILT_DEG;

/** Whether a body other than `support` touches from the side (a book that leans). */
const touchedFromSide = (contacts: readonly Contact[], support: number): boolean =>
  contacts.some((contact) => contact.a !== support && contact.b !== support && isSideways(contact));

/** Neither from below nor from above. */
export function isSideways(contact: Contact): boolean {
  const tilt = angleDeg(contact.normal, UP);
  return tilt > MAX_NORMAL_TILT_DEG && tilt < 180 - MAX_NORMAL_TILT_DEG;
}

const RAY_GRID = 0.005;
/** Large furniture gets a coarser grid: about this many steps along its longer side. */
const MAX_RAY_STEPS = 120;
const LOWEST_BAND = 0.01;
const RAY_REACH = 0.005;
/** Rays start this far inside, so that surfaces that touch, or sink into each other a little, are met. */
const RAY_START = 0.001;

/** Whether physics never moved a body, and so lists nothing that carries it. */
export const isUnlisted = (geometry: SceneGeometry, id: number): boolean =>
  geometry.object(id).record.fixed && !geometry.contactsOf(id).some((contact) => contact.a === id);

/** SPEC §4, "no physics": share of rays down from the lowest centimetre of A that meet B within 5 mm. */
const shareByRays = memoPair((geometry: SceneGeometry, a: number, b: number): number => {
  const object = geometry.object(a);
  const other = geometry.object(b);
  if (other.vertical.min > object.vertical.min + LOWEST_BAND || other.vertical.max < object.vertical.min - RAY_REACH) {
    return 0;
  }
  const { footprint } = object;
  const x = object.support([1, 0, 0]);
  const y = object.support([0, 1, 0]);
  const step = Math.max(RAY_GRID, object.footprintSide / MAX_RAY_STEPS);
  const below = object.vertical.min - 1;
  let rays = 0;
  let hits = 0;
  for (let i = Math.ceil(x.min / step); i * step <= x.max; i++) {
    for (let j = Math.ceil(y.min / step); j * step <= y.max; j++) {
      const px = i * step;
      const py = j * step;
      if (!pointInPolygon([px, py], footprint)) continue;
      const bottom = raycast(object.tree, [px, py, below], UP, 1 + LOWEST_BAND);
      if (bottom === null) continue;
      rays++;
      const start = below + bottom.distance + RAY_START;
      if (raycast(other.tree, [px, py, start], [0, 0, -1], RAY_REACH + RAY_START) !== null) hits++;
    }
  }
  return rays === 0 ? 0 : hits / rays;
});
