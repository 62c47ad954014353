import type { Vec3 } from '../geometry/vec3.js';
import { directlyOn } from '../relations/directly-on.js';
import { inside } from '../relations/inside.js';
import { memoObject } from '../relations/memo.js';
import { on } from '../relations/on.js';
import type { SceneGeometry } from '../relations/scene-geometry.js';
import { or } from '../relations/tolerance.js';
import type { EvidenceStepLike } from './step.js';
import { boundsOf, isNear, separationFrom, sweptBody } from './swept-body.js';

// Lifting a thing straight up (docs/spec.md §13.1).

/** How far up the way must be free, metres: enough to take it out from under a shelf or out of a box. */
export const LIFT_HEIGHT = 0.15;

/** Off its support by this before the way counts: things that rest touch. */
export const LIFT_START = 0.002;

/** What the way keeps clear of by this does not block; what it overlaps by c_no (§10, tabletop) does. */
const CLEAR = 0.001;
const BLOCKED = 0.005;

/** What is in the way of lifting one thing, and what else is too close to call. */
export interface LiftBlockers {
  /** Rest on or in it, or reach over it. Ids, ascending. */
  readonly blockers: readonly number[];
  /** Whether something may or may not be in the way. */
  readonly open: boolean;
  readonly steps: readonly EvidenceStepLike[];
}

/** Bodies over which an object passes when lifted by `height`. */
export const liftSweep = (geometry: SceneGeometry, id: number, height: number) =>
  geometry.object(id).convexParts.map((part) => sweptBody(part, up(LIFT_START), up(height)));

export const liftBlockers = memoObject((geometry: SceneGeometry, id: number): LiftBlockers => {
  const blockers: number[] = [];
  const steps: EvidenceStepLike[] = [];
  let open = false;
  const object = geometry.object(id);
  const own = boundsOf(object.convexParts);
  const way = { min: own.min, max: [own.max[0], own.max[1], own.max[2] + LIFT_HEIGHT] };
  let sweep: ReturnType<typeof liftSweep> | null = null;
  for (const other of geometry.objects) {
    const otherId = other.record.id;
    if (other.record.id === id) continue;
    const carried = carriedBy(geometry, otherId, id);
    if (carried !== null) {
      steps.push(carried);
      if (carried.verdict === 'T') blockers.push(otherId);
      else open = true;
      continue;
    }
    // What ends lower than where the way begins is under it.
    if (other.vertical.max <= object.vertical.min + LIFT_START - CLEAR || !isNear(way, other, CLEAR)) continue;
    sweep ??= liftSweep(geometry, id, LIFT_HEIGHT);
    const separation = separationFrom(sweep, other, CLEAR);
    if (separation >= CLEAR) continue;
    const blocks = separation <= -BLOCKED;
    if (!blocks) open = true;
    else blockers.push(otherId);
    steps.push(step('over', [otherId, id], blocks ? 'T' : 'A', separation));
  }
  return { blockers, open, steps };
});

/** Whether `a` rests on or in `b`; null when it surely does neither. */
function carriedBy(geometry: SceneGeometry, a: number, b: number): EvidenceStepLike | null {
  const within = inside(geometry, a, b).verdict;
  if (within === 'T') return step('inside', [a, b], 'T', null);
  const rests = geometry.contactsBetween(a, b).some((contact) => contact.a === a);
  if (!rests && within === 'F') return null;
  const verdict = or(within, on(geometry, a, b).verdict, directlyOn(geometry, a, b).verdict);
  return step('on', [a, b], verdict === 'T' ? 'T' : 'A', null);
}

const step = (op: string, args: readonly number[], verdict: 'T' | 'A', value: number | null): EvidenceStepLike => ({
  op,
  args,
  frame: null,
  value,
  verdict,
});

const up = (z: number): Vec3 => [0, 0, z];
