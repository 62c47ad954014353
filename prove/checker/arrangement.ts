import type { Maybe, Verdict } from './fuzzy.ts';
import type { Polygon } from './polygon.ts';
import type { SurfaceRecord } from './types.ts';
import type { Vec3 } from './vec.ts';
import type { View } from './view.ts';
import type { Body, World } from './world.ts';
import { constants } from './constants.ts';
import { directlyOn, on } from './contact.ts';
import { positive } from './directions.ts';
import { and, atLeast, atMost, n4, not, or, SHARE, sure, undetermined, unless, verdict } from './fuzzy.ts';
import { inside, planar } from './inside.ts';
import { area, boundaryDistance, contains, convexHull, intersectionArea, minAreaRect } from './polygon.ts';
import { angleDeg, cross, dot, horizontal, norm, rotate, sub, Z } from './vec.ts';
import { footSide, overlap, planeHeight, ringsOf, support } from './world.ts';

// SPEC §4: between, nothing between, near, next to, facing, rows, postures, edges.

export function between(world: World, a: number, b: number, c: number, dBetween: number): Verdict {
  const [A, B, C] = [world.body(a), world.body(b), world.body(c)];
  const w = horizontal(sub(C.center, B.center));
  const size = norm(w);
  const offset = horizontal(sub(A.center, B.center));
  const t = dot(offset, w) / (size * size);
  const rho = norm(cross(offset, w)) / size;
  const kappa = intersectionArea(convexHull([...B.footprint, ...C.footprint]), A.footprint) / area(A.footprint);
  const [za, zb, zc] = [support(A, Z), support(B, Z), support(C, Z)];
  return verdict(
    and(
      atLeast(t, 0.2),
      atMost(t, 0.8),
      atLeast(kappa, 0.6),
      atMost(rho, 0.25 * size),
      atLeast(overlap(za, zb), 0.25),
      atLeast(overlap(za, zc), 0.25),
      not(positive(world.foot(a, b))),
      not(positive(world.foot(a, c))),
      atMost(size, dBetween),
    ),
    and(not(positive(kappa)), or(atMost(t, -0.1), atLeast(t, 1.1), atLeast(rho, 0.5 * size))),
    `t ${n4(t)}, ρ ${n4(rho)}, κ ${n4(kappa)}, |w| ${n4(size)}`,
    { t, rho, kappa },
  );
}

export function nothingBetween(world: World, b: number, c: number, dBetween: number): Verdict {
  const [B, C] = [world.body(b), world.body(c)];
  let [free, some]: [Maybe, Maybe] = [1, 0];
  const notes: string[] = [];
  for (const X of world.bodies) {
    if (X.id === b || X.id === c || X.record.structure) continue;
    const [z, zb, zc] = [support(X, Z), support(B, Z), support(C, Z)];
    const level = or(positive(overlap(z, zb)), positive(overlap(z, zc)));
    if (level === 0) continue;
    const excluded = or(on(world, b, X.id).t, on(world, c, X.id).t, inside(world, X.id, b).t, inside(world, X.id, c).t);
    if (excluded === 1) continue;
    const v = between(world, X.id, b, c, dBetween);
    const { t = 0, kappa = 0 } = v.measured ?? {};
    const stands = and(positive(kappa), not(atMost(t, 0)), not(atLeast(t, 1)), level, not(excluded));
    free = and(free, not(stands));
    some = or(some, and(v.t, not(excluded)));
    if (stands > 0 || v.t > 0) notes.push(`${X.id}: ${v.note}`);
  }
  return verdict(free, some, notes.join('; ') || 'nothing there');
}

export function near(world: World, a: number, b: number, profile: string): Verdict {
  const { nNear, nFar } = constants(profile);
  const s = (footSide(world.body(a)) + footSide(world.body(b))) / 2;
  const d = world.distance(a, b).distance;
  const contained = or(inside(world, a, b).t, inside(world, b, a).t);
  return unless(
    contained,
    verdict(atMost(d, Math.min(0.5 * s, nNear)), atLeast(d, Math.max(2 * s, nFar)), `d_surf ${n4(d)}, s ${n4(s)}`),
    'one is inside the other',
  );
}

/** The surface patch something stands on: of its supporter, at the height of the contacts, below its middle. */
export function patchOf(world: World, a: number): SurfaceRecord | null {
  const body = world.body(a);
  let best: SurfaceRecord | null = null;
  let least = 0.01;
  for (const s of world.surfaces) {
    if (s.owner === a || directlyOn(world, a, s.owner).t === 0) continue;
    const spots = world.contacts.filter((c) => c.a === a && c.b === s.owner).map((c) => c.point);
    for (const p of [...spots, [body.massCenter[0], body.massCenter[1], body.lo[2]] as const]) {
      const gap = Math.abs(p[2] - planeHeight(s, planar(p)));
      const rings = ringsOf(s);
      const off = contains(planar(p), ...rings) ? 0 : boundaryDistance(planar(p), ...rings);
      if (gap + off < least) {
        least = gap + off;
        best = s;
      }
    }
  }
  return best;
}

export function nextTo(world: World, a: number, b: number, profile: string): Verdict {
  const close = near(world, a, b, profile);
  const [pa, pb] = [patchOf(world, a), patchOf(world, b)];
  const { dBetween } = constants(profile);
  let third: Maybe = 0;
  for (const X of world.bodies)
    if (X.id !== a && X.id !== b && !X.record.structure) third = or(third, between(world, X.id, a, b, dBetween).t);
  const shared = overlap(support(world.body(a), Z), support(world.body(b), Z));
  const [A, B] = [world.body(a), world.body(b)];
  const size = (footSide(A) + footSide(B)) / 2;
  const bodies = norm(horizontal(sub(A.massCenter, B.massCenter)));
  const reach = size + Math.min(0.5 * size, constants(profile).nNear);
  return verdict(
    and(close.t, sure(pa !== null && pa === pb), atLeast(shared, 0.25), not(third), atMost(bodies, reach)),
    or(close.f, third),
    `${close.note}; patches ${pa?.id} ${pb?.id}; z overlap ${n4(shared)}; third between ${third}`,
  );
}

export function facing(world: World, a: number, b: number, away: boolean): Verdict {
  const [A, B] = [world.body(a), world.body(b)];
  if (!A.front) return undetermined('no front');
  const angle = angleDeg(A.front, horizontal(sub(B.center, A.center)));
  return away
    ? verdict(atLeast(angle, 150), atMost(angle, 110), `angle ${n4(angle)}`)
    : verdict(atMost(angle, 20), atLeast(angle, 60), `angle ${n4(angle)}`);
}

/** Widest reading of "mean extent" and "perpendicular residual": only what fails under all of them is refuted. */
export function row(world: World, ids: readonly number[]): Verdict {
  const bodies = ids.map((id) => world.body(id));
  const centers = bodies.map((b) => planar(b.center));
  const mean = centers.reduce<readonly [number, number]>(
    (m, p) => [m[0] + p[0] / centers.length, m[1] + p[1] / centers.length],
    [0, 0],
  );
  let [sxx, sxy, syy] = [0, 0, 0];
  for (const [x, y] of centers) {
    sxx += (x - mean[0]) ** 2;
    sxy += (x - mean[0]) * (y - mean[1]);
    syy += (y - mean[1]) ** 2;
  }
  const angle = Math.atan2(2 * sxy, sxx - syy) / 2;
  const fit = Math.max(
    ...centers.map(([x, y]) => Math.abs((y - mean[1]) * Math.cos(angle) - (x - mean[0]) * Math.sin(angle))),
  );
  let ends = Infinity;
  for (let i = 0; i < 3; i++) {
    const [p, q, r] = [centers[i], centers[(i + 1) % 3], centers[(i + 2) % 3]];
    const size = Math.hypot(r[0] - p[0], r[1] - p[1]);
    ends = Math.min(ends, Math.abs((r[0] - p[0]) * (q[1] - p[1]) - (r[1] - p[1]) * (q[0] - p[0])) / size);
  }
  const extents = [
    bodies.map((b) => footSide(b)),
    bodies.map((b) => 2 * Math.max(...b.halfExtents)),
    bodies.map((b) => (2 * (b.halfExtents[0] + b.halfExtents[1] + b.halfExtents[2])) / 3),
  ].map((list) => list.reduce((s, x) => s + x, 0) / list.length);
  const ratios = [fit, ends].flatMap((r) => extents.map((e) => r / e));
  const either = (test: (x: number) => Maybe): Maybe => {
    const all = ratios.map(test);
    return all.every((m) => m === 1) ? 1 : all.every((m) => m === 0) ? 0 : 0.5;
  };
  return verdict(
    either((x) => atMost(x, 0.15)),
    either((x) => atLeast(x, 0.6)),
    `residual / extent ${ratios.map(n4).join(' ')}`,
  );
}

const order = (n: number | 'infinite'): number => (n === 'infinite' ? Infinity : n);

export function parallel(world: World, a: number, b: number): Verdict {
  const [A, B] = [world.body(a), world.body(b)];
  const [na, nb] = [order(A.record.symmetry), order(B.record.symmetry)];
  if (na === Infinity || nb === Infinity) return undetermined('no yaw');
  const heading = (body: Body): number => {
    const axis = rotate(body.record.worldFromObject.orientation, body.record.front ?? [1, 0, 0]);
    return (Math.atan2(axis[1], axis[0]) * 180) / Math.PI;
  };
  const period = 360 / Math.max(2, na, nb);
  const difference = (((heading(A) - heading(B)) % period) + period) % period;
  const yaw = Math.min(difference, period - difference);
  return verdict(atMost(yaw, 5), atLeast(yaw, 20), `yaw difference ${n4(yaw)} modulo ${period}`);
}

export function against(world: World, a: number, b: number): Verdict {
  const d = world.distance(a, b).distance;
  return verdict(atMost(d, 0.05), atLeast(d, 0.3), `gap ${n4(d)}`);
}

const tilt = (body: Body): number => angleDeg(body.up, Z);

export function leaning(world: World, a: number, b: number): Verdict {
  const angle = tilt(world.body(a));
  const between30 = (n: Vec3): boolean => angleDeg(n, Z) > 30 - 1e-6 && angleDeg(n, Z) < 150 + 1e-6;
  const pair = world.contacts.filter((c) => (c.a === a && c.b === b) || (c.a === b && c.b === a));
  return verdict(
    and(sure(pair.some((c) => between30(c.normal))), atLeast(angle, 10), atMost(angle, 70)),
    or(atMost(angle, 5), sure(pair.length === 0)),
    `tilt ${n4(angle)}, contacts ${pair.length}`,
  );
}

export function posture(world: World, a: number, kind: 'upright' | 'lying' | 'upside_down'): Verdict {
  const angle = tilt(world.body(a));
  const [low, high] = { upright: [-1, 10], lying: [80, 100], upside_down: [170, 181] }[kind];
  return verdict(
    and(atLeast(angle, low), atMost(angle, high)),
    or(atMost(angle, low - 30), atLeast(angle, high + 30)),
    `tilt ${n4(angle)}`,
  );
}

/** Distance of c_A to the patch's boundary over half the width of the patch's smallest rectangle. */
export function onPatch(world: World, a: number, kind: string): Verdict {
  const surface = patchOf(world, a);
  if (!surface) return undetermined('no patch below');
  const rings: Polygon[] = ringsOf(surface);
  const center = planar(world.body(a).center);
  const half = minAreaRect(rings[0])[1] / 2;
  const ratio = boundaryDistance(center, ...rings) / half;
  if (kind === 'in_middle') return verdict(atLeast(ratio, 0.7), atMost(ratio, 0.6), `ratio ${n4(ratio)}`);
  if (kind === 'at_edge') return verdict(atMost(ratio, 0.2), atLeast(ratio, 0.3), `ratio ${n4(ratio)}`);
  // Edge on two sides: two sides of different direction, each within reach.
  const sides: { ratio: number; angle: number }[] = [];
  for (let i = 0; i < rings[0].length; i++) {
    const [p, q] = [rings[0][i], rings[0][(i + 1) % rings[0].length]];
    sides.push({ ratio: boundaryDistance(center, [p, q]) / half, angle: Math.atan2(q[1] - p[1], q[0] - p[0]) });
  }
  sides.sort((s, t) => s.ratio - t.ratio);
  const second = sides.find((s) => Math.abs(Math.sin(s.angle - sides[0].angle)) > 0.5);
  const far = second?.ratio ?? Infinity;
  return verdict(atMost(far, 0.2), atLeast(far, 0.3), `two nearest sides ${n4(sides[0].ratio)} ${n4(far)}`);
}

export function occludes(view: View, a: number, b: number): Verdict {
  const { mask, inImage } = view.amodal(b);
  if (inImage === 0) return undetermined('B outside the image');
  let hidden = 0;
  for (let i = 0; i < mask.length; i++) if (mask[i] && view.ids[i] === a) hidden++;
  const share = hidden / inImage;
  return verdict(atLeast(share, 0.1, SHARE), atMost(share, 0, SHARE), `share ${n4(share)}`, { share });
}
