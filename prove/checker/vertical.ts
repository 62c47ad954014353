import type { Maybe, Verdict } from './fuzzy.ts';
import type { Shape, World } from './world.ts';
import { and, atLeast, atMost, n4, or, verdict } from './fuzzy.ts';
import { Z } from './vec.ts';
import { length, middle, overlap, support } from './world.ts';

// SPEC §3.6.

const over = (a: Shape, b: Shape, foot: number): Maybe =>
  and(atLeast(support(a, Z).min, support(b, Z).max - 0.01), atLeast(foot, 0.25));

export function above(world: World, a: number, b: number): Verdict {
  const [A, B] = [world.body(a), world.body(b)];
  const foot = world.foot(a, b);
  const shared = overlap(support(A, Z), support(B, Z));
  return verdict(
    over(A, B, foot),
    or(over(B, A, foot), atLeast(shared, 0.5)),
    `z ${n4(A.lo[2])}…${n4(A.hi[2])} against ${n4(B.lo[2])}…${n4(B.hi[2])}, foot ${n4(foot)}`,
  );
}

export function higher(a: Shape, b: Shape, mAbs: number): Verdict {
  const [za, zb] = [support(a, Z), support(b, Z)];
  const margin = Math.max(mAbs, (0.15 * (length(za) + length(zb))) / 2);
  return verdict(
    atLeast(za.min, zb.max + margin),
    or(atMost(za.max, zb.min - margin), atMost(Math.abs(middle(za) - middle(zb)), 0.01)),
    `z ${n4(za.min)}…${n4(za.max)} against ${n4(zb.min)}…${n4(zb.max)}, m ${n4(margin)}`,
  );
}
