import type { Maybe, Verdict } from './fuzzy.ts';
import type { Frame } from './types.ts';
import type { Vec3 } from './vec.ts';
import type { View } from './view.ts';
import type { Body, World } from './world.ts';
import { constants } from './constants.ts';
import { closerToCamera } from './directions.ts';
import { axesOf } from './frames.ts';
import { and, ANALYTIC, atLeast, MILLIMETRES, n4, undetermined, verdict } from './fuzzy.ts';
import { convexHull, minAreaRect, polygonDistance } from './polygon.ts';
import { planar } from './inside.ts';
import { stackHeight } from './contact.ts';
import { cross, distance, dot, horizontal, negate, norm, sub, Z } from './vec.ts';
import { largestExtent, length, middle, support } from './world.ts';

// SPEC §7: quantities and comparatives.

export interface Quantity {
  /** Every value a fair reading allows; one, as a rule. */
  readonly values: readonly number[];
  /** Beyond this the claimed value is wrong: rounding to 1e-4 and, for pixels, 2 mm. */
  readonly tolerance: number;
}

const ROUNDED = 0.5e-4 + 2e-6;
const exact = (...values: number[]): Quantity => ({ values, tolerance: ROUNDED });
const sampled = (...values: number[]): Quantity => ({ values, tolerance: ROUNDED + MILLIMETRES });

const span = (b: Body, d: Vec3): number => length(support(b, d));
const leftOf = (b: Body): Vec3 | null => b.front && cross(Z, b.front);

/** Volume of a closed mesh by the divergence theorem. */
export function volumeOf(b: Body): number {
  let six = 0;
  for (const [p, q, r] of b.tree().triangles) six += dot(p, cross(q, r));
  return six / 6;
}

export const obbVolume = (b: Body): number => 8 * b.halfExtents[0] * b.halfExtents[1] * b.halfExtents[2];

/** Footprint of what lies between two heights. */
function bandFootprint(b: Body, low: number, high: number) {
  const points: Vec3[] = [];
  for (const triangle of b.tree().triangles)
    for (let i = 0; i < 3; i++) {
      const [p, q] = [triangle[i], triangle[(i + 1) % 3]];
      if (p[2] >= low && p[2] <= high) points.push(p);
      for (const z of [low, high])
        if (p[2] < z !== q[2] < z) {
          const t = (z - p[2]) / (q[2] - p[2]);
          points.push([p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1]), z]);
        }
    }
  return convexHull(points.map(planar));
}

export function gapInBand(a: Body, b: Body, low: number, high: number): number {
  const [p, q] = [bandFootprint(a, low, high), bandFootprint(b, low, high)];
  return p.length && q.length ? polygonDistance(p, q) : Infinity;
}

/** Floor below everything: the lowest top of the structures named floor, else the lowest surface. */
function floorHeight(world: World): number {
  const floor = world.bodies.find((b) => b.record.category === 'floor');
  return floor ? floor.hi[2] : 0;
}

/** Clock reading from A's heading to B, hours 1–12, with the distance in degrees to the nearest bin edge. */
export function clock(
  world: World,
  view: View,
  frame: Frame | null,
  from: Vec3,
  to: Vec3,
): { hour: number; edge: number } | string {
  const axes = axesOf(world, view, frame ?? { kind: 'ego' }, 'front');
  if (typeof axes === 'string') return axes;
  const heading = (frame ?? { kind: 'ego' }).kind === 'ego' ? negate(axes.front) : axes.front;
  const offset = horizontal(sub(to, from));
  const theta = (Math.atan2(-dot(offset, cross(Z, heading)), dot(offset, heading)) * 180) / Math.PI;
  const turns = (((theta / 30) % 12) + 12) % 12;
  const hour = Math.round(turns) % 12;
  const off = Math.abs(turns - Math.round(turns)) * 30;
  return { hour: hour === 0 ? 12 : hour, edge: 15 - off };
}

/** Quantity of one or two objects; null when the type is not one of §7, a text when it is undefined here. */
export function quantity(
  world: World,
  view: View,
  type: string,
  frame: Frame | null,
  a: number,
  b?: number,
): Quantity | string | null {
  const A = world.body(a);
  const B = b === undefined ? null : world.body(b);
  const za = support(A, Z);
  const seen = view.seen(a);
  switch (type) {
    case 'height':
      return exact(length(za));
    case 'width': {
      const left = leftOf(A);
      return left ? exact(span(A, left)) : exact(minAreaRect(A.footprint)[1]);
    }
    case 'depth':
      return A.front ? exact(span(A, A.front)) : 'no front';
    case 'length':
      return exact(minAreaRect(A.footprint)[0]);
    case 'diameter':
      return exact(
        ...minAreaRect(A.footprint),
        Math.max(A.hi[0] - A.lo[0], A.hi[1] - A.lo[1]),
        2 * A.halfExtents[0],
        2 * A.halfExtents[1],
      );
    case 'volume':
      return { values: [volumeOf(A)], tolerance: 0.5e-4 + 1e-6 };
    case 'elevation':
      return exact(za.min - floorHeight(world));
    case 'dist_cam':
      return seen ? sampled(seen.nearest) : 'not visible';
    case 'depth_cam':
      return seen ? sampled(seen.medianDepth) : 'not visible';
    case 'stack_height':
      return exact(stackHeight(world, a, (id) => world.body(id).record.fixed || largestExtent(world.body(id)) > 0.5));
    default:
  }
  if (!B || b === undefined) return null;
  const zb = support(B, Z);
  switch (type) {
    case 'dist_closest':
      return exact(world.distance(a, b).distance);
    case 'dist_center':
      return exact(distance(A.center, B.center));
    case 'dist_h_closest':
      return exact(polygonDistance(A.footprint, B.footprint));
    case 'dist_h_center':
      return exact(norm(horizontal(sub(A.center, B.center))));
    case 'dist_v_gap':
      return exact(Math.max(0, za.min - zb.max, zb.min - za.max));
    case 'dist_v_center':
      return exact(Math.abs(A.center[2] - B.center[2]), Math.abs(middle(za) - middle(zb)));
    case 'gap_width': {
      const [low, high] = [Math.max(za.min, zb.min), Math.min(za.max, zb.max)];
      return high > low ? exact(gapInBand(A, B, low, high)) : 'no shared height band';
    }
    case 'clock': {
      const from = frame?.kind === 'object' && frame.object === a ? A : B;
      const reading = clock(world, view, frame, from.center, (from === A ? B : A).center);
      return typeof reading === 'string' ? reading : { values: [reading.hour], tolerance: 0 };
    }
    default:
      return null;
  }
}

/** T iff a exceeds b in ratio and difference, F iff the reverse. */
export function exceeds(a: number, b: number, ratio: number, difference: number, guard = ANALYTIC): Verdict {
  const more = (x: number, y: number): Maybe =>
    and(atLeast(x - ratio * y, 0, guard), atLeast(x - y, difference, guard));
  return verdict(more(a, b), more(b, a), `${n4(a)} against ${n4(b)}`);
}

const combine = (all: readonly Verdict[]): Verdict => {
  const agree = (pick: (v: Verdict) => Maybe): Maybe => {
    const values = all.map(pick);
    return values.every((m) => m === 1) ? 1 : values.every((m) => m === 0) ? 0 : 0.5;
  };
  return verdict(
    agree((v) => v.t),
    agree((v) => v.f),
    all.map((v) => v.note).join(' or '),
  );
};

/** taller, wider, bigger, closer, farther: A against B, to a third where one is named, else to the camera. */
export function comparative(
  world: World,
  view: View,
  type: string,
  a: number,
  b: number,
  third: number | undefined,
  profile: string,
): Verdict | null {
  const { cCmp } = constants(profile);
  const [A, B] = [world.body(a), world.body(b)];
  switch (type) {
    case 'taller':
      return exceeds(A.hi[2] - A.lo[2], B.hi[2] - B.lo[2], 1.15, cCmp);
    case 'wider': {
      const readings = (x: Body): number[] => {
        const left = leftOf(x);
        const [long, short] = minAreaRect(x.footprint);
        return left ? [span(x, left), span(x, left)] : [short, long];
      };
      const [wa, wb] = [readings(A), readings(B)];
      return combine([0, 1].map((i) => exceeds(wa[i], wb[i], 1.15, cCmp)));
    }
    case 'bigger':
      return exceeds(obbVolume(A), obbVolume(B), 1.4, 0);
    case 'closer':
    case 'farther': {
      if (third === undefined) {
        const v = closerToCamera(view, a, b);
        const [sa, sb] = [view.seen(a), view.seen(b)];
        if (!sa || !sb) return undetermined('not both visible');
        const w = exceeds(sb.nearest, sa.nearest, 1.2, cCmp, MILLIMETRES);
        const either = combine([v, w]);
        return type === 'closer' ? either : { ...either, t: either.f, f: either.t };
      }
      const pairs = [
        [world.distance(a, third).distance, world.distance(b, third).distance],
        [distance(A.center, world.body(third).center), distance(B.center, world.body(third).center)],
      ];
      return combine(pairs.map(([x, y]) => (type === 'closer' ? exceeds(y, x, 1.2, cCmp) : exceeds(x, y, 1.2, cCmp))));
    }
    default:
      return null;
  }
}
