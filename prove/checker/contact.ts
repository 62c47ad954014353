import type { Maybe, Verdict } from './fuzzy.ts';
import type { Vec2 } from './polygon.ts';
import type { View } from './view.ts';
import type { Body, World } from './world.ts';
import { and, atLeast, atMost, n4, not, or, PIXEL, sure, undetermined, unless, verdict } from './fuzzy.ts';
import { inside } from './inside.ts';
import { convexHull, distanceTo } from './polygon.ts';
import { rayHits } from './tree.ts';
import { sub } from './vec.ts';
import { footSide, isUpward } from './world.ts';

// SPEC §4: touching, directly_on, on.

const listed = (world: World, a: number, b: number): boolean =>
  world.contacts.some((c) => (c.a === a && c.b === b) || (c.a === b && c.b === a));

export function touching(world: World, view: View, a: number, b: number): Verdict {
  const near = world.distance(a, b);
  const z = [near.a, near.b].map((p) => view.toCamera(p)[2]);
  const pixels = z.map((depth) => (near.distance * view.record.intrinsics.fx) / depth);
  return verdict(
    or(sure(listed(world, a, b)), atMost(near.distance, 0.002)),
    and(atLeast(near.distance, 0.015), or(...pixels.map((p) => atLeast(p, 6, PIXEL)))),
    `d_surf ${n4(near.distance)}, ${n4(Math.min(...pixels))} px, contact ${listed(world, a, b) ? 'listed' : 'not listed'}`,
  );
}

/** Whether something else hides a point: its ray meets another object well before it. */
export function hiddenBy(
  world: World,
  view: View,
  p: readonly [number, number, number],
  except: readonly number[],
): number | null {
  const ray = sub(p, view.eye);
  for (const body of world.bodies) {
    if (except.includes(body.id)) continue;
    const first = rayHits(body.tree(), view.eye, ray)[0];
    if (first && first.t < 1 - 0.01) return body.id;
  }
  return null;
}

/** Shares of A's upward support that each body carries. */
export function supportShares(world: World, a: number): Map<number, number> {
  const shares = new Map<number, number>();
  for (const c of world.contacts) if (c.a === a) shares.set(c.b, (shares.get(c.b) ?? 0) + c.share);
  return shares;
}

/** Its mass centre over the hull of its upward contacts; not asked when another body also touches it from the side. */
function balanced(world: World, body: Body, b: number): Maybe {
  const sideways = world.contacts.some(
    (c) =>
      !isUpward(c) && Math.abs(c.normal[2]) < 0.9 && ((c.a === body.id && c.b !== b) || (c.b === body.id && c.a !== b)),
  );
  if (sideways) return 1;
  const points = world.contacts
    .filter((c) => c.a === body.id && isUpward(c))
    .map((c): Vec2 => [c.point[0], c.point[1]]);
  const hull = convexHull(points);
  const out = hull.length === 0 ? Infinity : distanceTo([body.massCenter[0], body.massCenter[1]], hull);
  return atMost(out, Math.max(0.005, 0.1 * footSide(body)));
}

const restsOn = (world: World, a: number, b: number): Maybe => {
  let share = 0;
  for (const c of world.contacts) if (c.a === a && c.b === b && isUpward(c)) share += c.share;
  return share < 0.5 - 1e-6 ? 0 : and(atLeast(share, 0.5, 1e-6), balanced(world, world.body(a), b));
};

export function directlyOn(world: World, a: number, b: number): Verdict {
  const key = `directly_on:${a}:${b}`;
  const known = world.memory.get(key) as Verdict | undefined;
  if (known) return known;
  const shares = supportShares(world, a);
  const share = shares.get(b) ?? 0;
  const others = [...shares].filter(([id, s]) => id !== b && s > 1e-9);
  const t = restsOn(world, a, b);
  let f: Maybe = or(sure(Math.abs(share) <= 1e-9 && others.length > 0), restsOn(world, b, a));
  let distance = NaN;
  if (t < 1 && f < 1) {
    distance = world.distance(a, b).distance;
    f = or(f, atLeast(distance, 0.03));
  }
  const result = verdict(
    t,
    f,
    `share ${n4(share)}, others ${others.map(([id, s]) => `${id}: ${n4(s)}`).join(' ') || 'none'}${Number.isNaN(distance) ? '' : `, d_surf ${n4(distance)}`}`,
  );
  world.memory.set(key, result);
  return result;
}

/** Whether A stands inside another thing: then no chain is followed. */
export function insideSomething(world: World, a: number): Maybe {
  return or(
    ...world.bodies
      .filter((b) => b.id !== a && b.record.cavity !== null && world.foot(a, b.id) > 0)
      .map((b) => inside(world, a, b.id).t),
  );
}

/** Links that are not surely absent, from one body upward contacts lead to. */
function chain(world: World, from: number, to: number): Maybe {
  const best = new Map<number, Maybe>([[from, 1]]);
  const queue = [from];
  while (queue.length > 0) {
    const at = queue.shift() as number;
    for (const next of supportShares(world, at).keys()) {
      const v = directlyOn(world, at, next);
      const link: Maybe = v.t === 1 ? 1 : v.f === 1 ? 0 : 0.5;
      const reached = and(best.get(at) ?? 0, link);
      if (reached > (best.get(next) ?? 0)) {
        best.set(next, reached);
        queue.push(next);
      }
    }
  }
  return best.get(to) ?? 0;
}

export function on(world: World, a: number, b: number): Verdict {
  if (a === b) return undetermined('same object');
  const direct = directlyOn(world, a, b);
  const within = insideSomething(world, a);
  const linked = chain(world, a, b);
  const t = or(direct.t, and(not(within), linked));
  const v = verdict(
    t,
    and(not(and(linked, not(within))), direct.f),
    `${direct.note}; chain ${linked}${within ? ', A is inside something' : ''}`,
  );
  return unless(partlyInside(world, a, b), v, 'A is inside B');
}

/** directly_on as it is asked: not of what is inside B, even in part. */
export const directlyOnAsked = (world: World, a: number, b: number): Verdict =>
  unless(partlyInside(world, a, b), directlyOn(world, a, b), 'A is inside B');

const partlyInside = (world: World, a: number, b: number): Maybe =>
  world.body(b).record.cavity && world.foot(a, b) > 0 ? not(inside(world, a, b).f) : 0;

/** Whether A is inside anything, even in part. */
export const insideSomethingInPart = (world: World, a: number): Maybe =>
  or(...world.bodies.filter((b) => b.id !== a).map((b) => partlyInside(world, a, b.id)));

/** Length of the on-chain below A, to the floor or a table. */
export function stackHeight(world: World, a: number, ground: (id: number) => boolean): number {
  let height = 0;
  let at = a;
  const seen = new Set<number>();
  while (!ground(at) && !seen.has(at)) {
    seen.add(at);
    const next = [...supportShares(world, at).keys()].find((b) => directlyOn(world, at, b).t === 1);
    if (next === undefined) break;
    height++;
    at = next;
  }
  return height;
}
