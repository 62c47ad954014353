import type { DirectionName } from './frames.ts';
import type { Maybe, Verdict } from './fuzzy.ts';
import type { Box, Frame } from './types.ts';
import type { Vec3 } from './vec.ts';
import type { View } from './view.ts';
import type { Outline, Shape, World } from './world.ts';
import { constants } from './constants.ts';
import { axesOf, vectorOf } from './frames.ts';
import {
  and,
  atLeast,
  atMost,
  MILLIMETRES,
  n4,
  not,
  or,
  PIXEL,
  SHARE,
  undetermined,
  unless,
  verdict,
} from './fuzzy.ts';
import { add, cross, dot, horizontal, mul, sub, unit, Z } from './vec.ts';
import { flatSupport, footOverlap, length, middle, overlap, support } from './world.ts';

// SPEC §3.2–3.5.

export interface Dir {
  readonly t: Maybe;
  /** Opposite side, and squarely beside or across. */
  readonly opposite: Maybe;
  readonly orthogonal: Maybe;
  readonly delta: number;
  readonly margin: number;
  readonly overlap: number;
  readonly phiDeg: number;
}

/** dir(A, B, d) without its stacking and height conditions. `cone` is Φ. */
export function dir(a: Outline, b: Outline, d: Vec3, cone: number, mAbs: number): Dir {
  const e = cross(Z, d);
  const [ia, ib] = [flatSupport(a, d), flatSupport(b, d)];
  const offset = sub(a.center, b.center);
  const delta = dot(offset, d);
  const lambda = Math.abs(dot(offset, e));
  const phiDeg = (Math.atan2(lambda, delta) * 180) / Math.PI;
  const o = overlap(ia, ib);
  const margin = Math.max(mAbs, (0.15 * (length(ia) + length(ib))) / 2);
  return {
    t: and(atLeast(delta, margin), atMost(o, 0.25), atMost(phiDeg, cone)),
    opposite: and(atMost(delta, -margin), atMost(o, 0.25)),
    orthogonal: and(
      atLeast(o, 0.5),
      not(atLeast(Math.abs(delta), margin)),
      atLeast(phiDeg, 75),
      atMost(phiDeg, 105),
      atMost(overlap(flatSupport(a, e), flatSupport(b, e)), 0.25),
    ),
    delta,
    margin,
    overlap: o,
    phiDeg,
  };
}

/** A where the footprints overlap (stacked, contained) or the heights are too far apart. */
export function apart(a: Shape, b: Shape, foot = footOverlap(a.footprint, b.footprint)): Maybe {
  const [za, zb] = [support(a, Z), support(b, Z)];
  const limit = Math.max(0.5, length(za) + length(zb));
  return and(not(positive(foot)), atMost(Math.abs(middle(za) - middle(zb)), limit));
}

/** foot and κ count as positive above 1e-3. */
export const positive = (share: number): Maybe => atLeast(share, 1e-3);

const noteOf = (d: Dir): string => `δ ${n4(d.delta)}, m ${n4(d.margin)}, o ${n4(d.overlap)}, φ ${n4(d.phiDeg)}°`;
const measuredOf = (d: Dir) => ({ delta: d.delta, margin: d.margin, overlap: d.overlap, phiDeg: d.phiDeg });

/** A relation as §3.4 reads it in the image, from the visible pixels' boxes and centroids. */
export interface InImage {
  readonly box: Box;
  readonly centroid: readonly [number, number];
}

export function imageSide(
  a: InImage,
  b: InImage,
  direction: 'left' | 'right',
  width: number,
): { t: Maybe; opposite: Maybe; beside: Maybe } {
  const margin = Math.max(8, 0.01 * width);
  const sign = direction === 'left' ? 1 : -1;
  const difference = sign * (b.centroid[0] - a.centroid[0]);
  const o = overlap({ min: a.box[0], max: a.box[2] }, { min: b.box[0], max: b.box[2] });
  return {
    t: and(atLeast(difference, margin, PIXEL), atMost(o, 0.25, SHARE)),
    opposite: and(atMost(difference, -margin, PIXEL), atMost(o, 0.25, SHARE)),
    beside: atLeast(o, 0.5, SHARE),
  };
}

/** §3.4 for any shapes: what the geometry says and what the image says must agree. */
export function egoSideways(
  a: Outline,
  b: Outline,
  d: Vec3,
  direction: 'left' | 'right',
  seen: readonly [InImage | null, InImage | null],
  width: number,
  mAbs: number,
): Verdict {
  const v = dir(a, b, d, 60, mAbs);
  if (!seen[0] || !seen[1]) return undetermined('not both visible');
  const u = imageSide(seen[0], seen[1], direction, width);
  return verdict(
    and(v.t, u.t),
    or(and(v.opposite, u.opposite), and(v.orthogonal, or(u.opposite, u.beside))),
    `${noteOf(v)}; u ${n4(seen[0].centroid[0])} against ${n4(seen[1].centroid[0])}`,
    measuredOf(v),
  );
}

/** closer_to_camera(A, B): nearest visible surface points, no cone. */
export function closerToCamera(view: View, a: number, b: number): Verdict {
  const [sa, sb] = [view.seen(a), view.seen(b)];
  if (!sa || !sb) return undetermined('not both visible');
  const nearer = (r: number, s: number): Maybe => atMost(r - s + Math.max(0.03, 0.1 * s), 0, MILLIMETRES);
  return verdict(
    nearer(sa.nearest, sb.nearest),
    nearer(sb.nearest, sa.nearest),
    `r ${n4(sa.nearest)} against ${n4(sb.nearest)}`,
  );
}

/** §3.5 without pictures: the evaluation along the axis and along the line of sight; both in terms of `forward` signs. */
export function egoDepthwise(
  a: Outline,
  b: Outline,
  forward: Vec3,
  eye: Vec3,
  direction: 'front' | 'behind',
  mAbs: number,
) {
  const sign = direction === 'front' ? -1 : 1;
  const sight = unit(horizontal(sub(mul(add(a.center, b.center), 0.5), eye)));
  const axis = dir(a, b, mul(forward, sign), 50, mAbs);
  const line = dir(a, b, mul(sight, sign), 50, mAbs);
  const opposite = or(axis.opposite, line.opposite);
  return {
    axis,
    t: and(axis.t, line.t),
    opposite: and(not(or(axis.t, line.t)), opposite),
    orthogonal: and(not(or(axis.t, line.t)), or(axis.orthogonal, line.orthogonal), not(opposite)),
    note: `axis: ${noteOf(axis)}; line of sight: ${noteOf(line)}`,
  };
}

/** left, right, front or behind of A with respect to B in a frame. */
export function direction(
  world: World,
  view: View,
  frame: Frame,
  name: DirectionName,
  a: number,
  b: number,
  profile: string,
): Verdict {
  const [A, B] = [world.body(a), world.body(b)];
  const axes = axesOf(world, view, frame, name);
  if (typeof axes === 'string') return undetermined(axes);
  const { mAbs } = constants(profile);
  const blocked = not(apart(A, B, world.foot(a, b)));
  const why = 'footprints overlap or heights differ too much';
  if (frame.kind !== 'ego') {
    const v = dir(A, B, vectorOf(axes, name), 50, mAbs);
    return unless(blocked, verdict(v.t, or(v.opposite, v.orthogonal), noteOf(v), measuredOf(v)), why);
  }
  if (name === 'left' || name === 'right')
    return unless(
      blocked,
      egoSideways(A, B, vectorOf(axes, name), name, [view.seen(a), view.seen(b)], view.width, mAbs),
      why,
    );
  const e = egoDepthwise(A, B, vectorOf(axes, 'behind'), view.eye, name, mAbs);
  const [sa, sb] = [view.seen(a), view.seen(b)];
  if (!sa || !sb) return undetermined('not both visible');
  const gap = (name === 'front' ? 1 : -1) * (sb.medianDepth - sa.medianDepth);
  const closer = closerToCamera(view, a, b);
  return unless(
    blocked,
    verdict(
      and(e.t, atLeast(gap, e.axis.margin, MILLIMETRES)),
      or(
        and(e.opposite, atLeast(-gap, e.axis.margin, MILLIMETRES)),
        and(e.orthogonal, not(name === 'front' ? closer.t : closer.f)),
      ),
      `${e.note}; median depth ${n4(sa.medianDepth)} against ${n4(sb.medianDepth)}; ${closer.note}`,
      measuredOf(e.axis),
    ),
    why,
  );
}

/** Whether a claimed "no" is of the opposite side: for the balance of §9.1. */
export function isOpposite(
  world: World,
  view: View,
  frame: Frame,
  name: DirectionName,
  a: number,
  b: number,
  profile: string,
): boolean {
  const axes = axesOf(world, view, frame, name);
  if (typeof axes === 'string') return false;
  const [A, B] = [world.body(a), world.body(b)];
  const { mAbs } = constants(profile);
  if (frame.kind === 'ego' && (name === 'front' || name === 'behind'))
    return egoDepthwise(A, B, vectorOf(axes, 'behind'), view.eye, name, mAbs).opposite > 0;
  return dir(A, B, vectorOf(axes, name), frame.kind === 'ego' ? 60 : 50, mAbs).opposite > 0;
}
