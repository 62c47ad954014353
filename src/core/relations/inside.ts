import { pointMeshDistance } from '../geometry/mesh-distance.js';
import { memoPair } from './memo.js';
import type { SceneGeometry } from './scene-geometry.js';
import { solidShare } from './solid-share.js';
import { and, atLeast, atMost, decide, or, share } from './tolerance.js';
import type { Judgement, Verdict } from './verdict.js';

const INSIDE = 0.5;
/** Enough for what also rests on nothing but the cavity (a spoon in a cup). */
const RESTING_INSIDE = 0.3;
const OUTSIDE = 0.05;
const WHOLLY = 0.98;
const LIMITS = [OUTSIDE, RESTING_INSIDE, INSIDE, WHOLLY, 1];

/** A contact this close to the cavity's mesh is with its wall or floor. */
const WALL_SLACK = 0.002;

/**
 * inside(A, B) of SPEC §4: by the share g of A's volume within B's authored cavity. An object without a cavity was
 * authored to hold nothing.
 */
export const inside = memoPair((geometry: SceneGeometry, a: number, b: number): Judgement => {
  if (a === b) return { verdict: 'A', measured: {}, reason: 'a thing is not inside itself' };
  if (geometry.object(b).cavity === null) return { verdict: 'F', measured: { g: 0 } };
  const g = cavityShare(geometry, a, b);
  if (g === null) return { verdict: 'A', measured: { g }, reason: 'it encloses no volume that could be measured' };
  const enough = atLeast(g, INSIDE, share);
  const some = atLeast(g, RESTING_INSIDE, share);
  const resting = enough !== 'T' && some === 'T' ? restsInCavity(geometry, a, b) : 'F';
  const verdict = decide(or(enough, and(some, resting)), atMost(g, OUTSIDE, share));
  return verdict === 'A' ? { verdict, measured: { g }, reason: 'it is partly inside' } : { verdict, measured: { g } };
});

/** All of A within the cavity. */
export function fullyInside(geometry: SceneGeometry, a: number, b: number): Judgement {
  const { verdict: part, measured } = inside(geometry, a, b);
  const g = typeof measured.g === 'number' ? measured.g : null;
  const verdict = decide(g === null ? 'A' : atLeast(g, WHOLLY, share), part === 'F' ? 'T' : 'F');
  return verdict === 'A' ? { verdict, measured, reason: 'it is partly inside' } : { verdict, measured };
}

/** Whether A is inside anything at all: T, F, or A when some case is too close to call. */
export function insideAnything(geometry: SceneGeometry, a: number): Verdict {
  let result: Verdict = 'F';
  for (const { record, cavity } of geometry.objects) {
    if (cavity === null || record.id === a) continue;
    result = or(result, inside(geometry, a, record.id).verdict);
    if (result === 'T') return result;
  }
  return result;
}

/** g of SPEC §4; null where A's volume is not defined. */
const cavityShare = memoPair((geometry: SceneGeometry, a: number, b: number): number | null => {
  const object = geometry.object(a);
  const { cavity } = geometry.object(b);
  if (cavity === null) return 0;
  const { min, max } = cavity.tree.bounds;
  if (object.vertical.min >= max[2] || object.vertical.max <= min[2]) return 0;
  const x = object.support([1, 0, 0]);
  const y = object.support([0, 1, 0]);
  if (x.min >= max[0] || x.max <= min[0] || y.min >= max[1] || y.max <= min[1]) return 0;
  return object.record.solid ? solidShare(object.tree, cavity.tree, LIMITS) : null;
});

/** Whether all that A touches is B's cavity, or in it. */
function restsInCavity(geometry: SceneGeometry, a: number, b: number): Verdict {
  const contacts = geometry.contactsOf(a);
  const { cavity } = geometry.object(b);
  if (contacts.length === 0 || cavity === null) return 'F';
  let result: Verdict = 'T';
  for (const contact of contacts) {
    const other = contact.a === a ? contact.b : contact.a;
    if (other === b) {
      const { distance } = pointMeshDistance(cavity.tree, contact.point);
      result = and(result, distance <= WALL_SLACK ? 'T' : 'F');
    } else {
      const g = cavityShare(geometry, other, b);
      result = and(result, g === null ? 'A' : atLeast(g, INSIDE, share));
    }
  }
  return result;
}
