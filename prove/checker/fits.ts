import type { DirectionName } from './frames.ts';
import type { QuestionRecord, SurfaceRecord } from './types.ts';
import type { Polygon } from './polygon.ts';
import type { Vec3 } from './vec.ts';
import type { View } from './view.ts';
import type { World } from './world.ts';
import type { Report } from './report.ts';
import { patchOf } from './arrangement.ts';
import { constants } from './constants.ts';
import { on } from './contact.ts';
import { axesOf, vectorOf } from './frames.ts';
import { n4, SHARE } from './fuzzy.ts';
import { planar } from './inside.ts';
import { fineSamples, visibleShare } from './free-space.ts';
import { witness } from './pose-conditions.ts';
import { findPose } from './pose-search.ts';
import { distanceTo, gridPoints } from './polygon.ts';
import { cross, dot, Z } from './vec.ts';
import { diagonal, length, middle, planeHeight, ringsOf, support } from './world.ts';

// SPEC §6: T by its witness, F by searching for what it overlooked.

interface Aim {
  readonly frame: NonNullable<QuestionRecord['frame']>;
  readonly name: DirectionName;
}

/** How much of the sector's surface (§5's 45° cone, from B's side or 10 mm from it: the better counts) the view shows; 1 where the sector has none. */
function sectorVisible(
  world: World,
  view: View,
  a: number,
  b: number,
  surface: SurfaceRecord,
  aim: Aim,
  profile: string,
): number {
  const axes = axesOf(world, view, aim.frame, aim.name);
  if (typeof axes === 'string') return 0;
  const B = world.body(b);
  const d = vectorOf(axes, aim.name);
  const e = cross(Z, d);
  const [s, t] = [support(B, d), support(B, e)];
  const reach = constants(profile).rFit + diagonal(world.body(a));
  const within =
    (from: number) =>
    (p: Vec3): boolean => {
      const gamma = dot(p, d) - s.max;
      const lateral = Math.max(0, Math.abs(dot(p, e) - middle(t)) - length(t) / 2);
      return gamma >= from && lateral <= gamma && distanceTo(planar(p), B.footprint) <= reach;
    };
  return Math.max(
    ...[0, 0.01].map((from) => visibleShare(world, view, surface.owner, fineSamples(surface, B, reach, within(from)))),
  );
}

export function checkFits(report: Report, world: World, view: View, q: QuestionRecord, aim: Aim | null): void {
  const check = `question ${q.type}`;
  const [a, b] = [q.objects.subject, q.objects.reference];
  if (a === undefined || b === undefined) {
    report.expect(check, false, q.id, 'subject and reference', 'one is missing');
    return;
  }
  const claim = q.evidence.verdict;
  const carried = world.bodies.filter((x) => x.id !== a && on(world, x.id, a).t === 1);
  report.expect(`${check}: nothing on A`, carried.length === 0, q.id, claim, () => `${carried[0].id} stands on ${a}`);
  report.expect(`${check}: A does not support B`, on(world, b, a).t < 1, q.id, claim, `${b} stands on ${a}`);
  const patches = aim ? [patchOf(world, b)] : world.surfaces.filter((s) => s.owner === b);
  if (claim === 'T') {
    const w = q.evidence.witness;
    const surface = w && world.surfaces.find((s) => s.id === w.surface);
    if (!report.expect(`${check}: witness`, Boolean(w && surface), q.id, 'T', 'no witness, or on no surface')) return;
    if (!w || !surface) return;
    report.expect(
      `${check}: witness surface`,
      patches.some((p) => p?.id === surface.id),
      q.id,
      `surface ${surface.id}`,
      () => `patches ${patches.map((p) => p?.id).join(' ')}`,
    );
    const conditions = witness(world, view, a, b, w.worldFromObject, surface, aim, q.profile);
    for (const [name, [holds, note]] of Object.entries(conditions))
      report.expect(`${check}: witness ${name}`, holds > 0, q.id, 'T', note);
    return;
  }
  const tried = q.evidence.params.tried;
  const rejected = Object.values(q.evidence.rejected ?? {}).reduce((x, y) => x + y, 0);
  report.expect(
    `${check}: rejected`,
    rejected === tried,
    q.id,
    `tried ${String(tried)}`,
    `rejections sum to ${rejected}`,
  );
  const blockers = q.evidence.blockers ?? [];
  report.expect(
    `${check}: blockers`,
    blockers.length > 0 && blockers.every((id) => world.has(id) && id !== a),
    q.id,
    'F',
    `blockers [${blockers.join(' ')}]`,
  );
  for (const surface of patches) {
    if (!surface) {
      report.expect(check, false, q.id, 'F', `object ${b} stands on no exported surface`);
      continue;
    }
    if (aim) {
      const reach = constants(q.profile).rFit + diagonal(world.body(a));
      for (const id of blockers)
        if (world.has(id))
          report.expect(
            `${check}: blockers in reach`,
            world.distance(id, b).distance <= reach,
            q.id,
            `${id} blocks`,
            () => `${n4(world.distance(id, b).distance)} from ${b}`,
          );
      const share = sectorVisible(world, view, a, b, surface, aim, q.profile);
      report.expect(
        `${check}: sector visible`,
        share >= 0.7 - 0.02,
        q.id,
        'F',
        `${n4(share)} of the sector's surface visible`,
      );
    }
    if (!aim) {
      // Every top patch must be seen; what stands on it counts as in §5.
      const top = gridPoints(0.005, ...(ringsOf(surface) as [Polygon]));
      const share = visibleShare(
        world,
        view,
        surface.owner,
        top.map((p): Vec3 => [p[0], p[1], planeHeight(surface, p)]),
      );
      report.expect(
        `${check}: top visible`,
        share >= 0.7 - 2 * SHARE || q.views.length > 1,
        q.id,
        'F',
        `${n4(share)} of surface ${surface.id} visible`,
      );
    }
    const found = findPose(world, view, a, b, surface, aim, q.profile, constants(q.profile).grid / 2);
    report.expect(
      check,
      found === null,
      q.id,
      'F',
      () => `pose ${JSON.stringify(found?.pose)} meets every condition, slack ${n4(found?.slack ?? 0)}`,
    );
  }
}
