import type { DirectionName } from './frames.ts';
import type { Report } from './report.ts';
import type { QuestionRecord } from './types.ts';
import type { Vec3 } from './vec.ts';
import type { View } from './view.ts';
import type { World } from './world.ts';
import { constants } from './constants.ts';
import { on } from './contact.ts';
import { isDirection } from './frames.ts';
import { n4 } from './fuzzy.ts';
import { witness } from './pose-conditions.ts';
import { treeDistance } from './tree.ts';
import { add, distance, mul, sub } from './vec.ts';

// Plans that put a thing somewhere, from docs/spec.md §13.2 and §13.3: traces, and what must be taken away for a fit.

/** Poses looked at along a way: this far apart. */
const STEP = 0.01;
/** Two programs find a distance of meshes to within this. */
const SLACK = 2e-4;

const aimOf = (q: QuestionRecord): { frame: NonNullable<QuestionRecord['frame']>; name: DirectionName } | null =>
  q.frame && q.direction && isDirection(q.direction) ? { frame: q.frame, name: q.direction } : null;

export function checkTrace(report: Report, check: string, world: World, view: View, q: QuestionRecord): void {
  const { subject: a, reference: b } = q.objects;
  const {
    pixels = [],
    normalised = [],
    world: points = [],
  } = q.answer as unknown as {
    pixels?: readonly Vec3[];
    normalised?: readonly Vec3[];
    world?: readonly Vec3[];
  };
  const found = q.evidence.witness;
  const surface = found && world.surfaces.find((s) => s.id === found.surface);
  if (
    !report.expect(
      check,
      a !== undefined && b !== undefined && points.length >= 2 && Boolean(found && surface),
      q.id,
      'objects, points, witness',
      'one is missing',
    )
  )
    return;
  if (a === undefined || b === undefined || !found || !surface) return;
  const A = world.body(a);
  report.expect(
    `${check}: begins at its centre`,
    distance(points[0], A.center) <= 1e-6,
    q.id,
    points[0].map(n4).join(' '),
    A.center.map(n4).join(' '),
  );
  const end = A.at(found.worldFromObject).center;
  const last = points[points.length - 1];
  report.expect(
    `${check}: ends at the witness`,
    distance(last, end) <= 1e-4,
    q.id,
    last.map(n4).join(' '),
    end.map(n4).join(' '),
  );
  points.forEach((p, i) => {
    const [x, y, z] = view.toCamera(p);
    const [u, v] = view.project([x, y, z]);
    const at = `${q.id} point ${i}`;
    const shown =
      pixels[i] &&
      Math.abs(pixels[i][0] - u) < 0.01 &&
      Math.abs(pixels[i][1] - v) < 0.01 &&
      Math.abs(pixels[i][2] - z) < 1e-4;
    report.expect(`${check}: projects there`, Boolean(shown), at, String(pixels[i]), `${n4(u)} ${n4(v)} ${n4(z)}`);
    const share =
      normalised[i] &&
      Math.abs(normalised[i][0] * view.width - u) < 0.06 &&
      Math.abs(normalised[i][1] * view.height - v) < 0.06;
    report.expect(
      `${check}: normalised`,
      Boolean(share),
      at,
      String(normalised[i]),
      `${n4(u / view.width)} ${n4(v / view.height)}`,
    );
    const [bu, bv] = [0.01 * view.width - 1, 0.01 * view.height - 1];
    report.expect(
      `${check}: in the image`,
      u >= bu && v >= bv && u <= view.width - bu && v <= view.height - bv,
      at,
      `${n4(u)} ${n4(v)}`,
      'outside',
    );
  });
  const legs = points.slice(1).map((p, i) => sub(p, points[i]));
  const upright = (d: Vec3): boolean => Math.hypot(d[0], d[1]) <= 1e-6;
  // Straight across, with whatever points in between.
  const [up, across, down] = [legs[0], legs.slice(1, -1), legs[legs.length - 1]];
  const whole = across.reduce(add, [0, 0, 0]);
  const straight = (d: Vec3): boolean =>
    Math.abs(d[2]) <= 1e-6 &&
    Math.abs(d[0] * whole[1] - d[1] * whole[0]) <= 1e-6 &&
    d[0] * whole[0] + d[1] * whole[1] >= 0;
  report.expect(
    `${check}: up, across, down`,
    legs.length >= 3 && upright(up) && up[2] > 0 && across.every(straight) && upright(down) && down[2] <= 0,
    q.id,
    legs.map((d) => d.map(n4).join(' ')).join('; '),
    'another way',
  );
  for (const [name, [holds, note]] of Object.entries(
    witness(world, view, a, b, found.worldFromObject, surface, aimOf(q), q.profile),
  ))
    report.expect(`${check}: place ${name}`, holds > 0, q.id, 'valid', note);
  // Along the way the meshes keep clear: from 2 mm off the start to 2 mm above the end.
  const { orientation, position } = A.record.worldFromObject;
  for (const [i, leg] of legs.entries()) {
    const length = Math.hypot(...leg);
    for (let s = i === 0 ? 0.002 : 0; s <= length - (i === legs.length - 1 ? 0.002 : 0); s += STEP) {
      const centre = add(points[i], mul(leg, length === 0 ? 0 : s / length));
      const shape = A.at({ orientation, position: add(position, sub(centre, A.center)) });
      for (const X of world.bodies) {
        if (X.id === a || [0, 1, 2].some((k) => X.lo[k] > shape.hi[k] + 0.01 || shape.lo[k] > X.hi[k] + 0.01)) continue;
        const gap = treeDistance(shape.tree(), X.tree(), 0.01).distance;
        report.expect(
          `${check}: keeps clear`,
          gap >= 0.001 - SLACK,
          `${q.id} leg ${i}`,
          '≥ 0.001',
          () => `${n4(gap)} to object ${X.id} after ${n4(s)}`,
        );
      }
    }
  }
}

export function checkRemovedToFit(report: Report, check: string, world: World, view: View, q: QuestionRecord): void {
  const { subject: a, reference: b } = q.objects;
  const first = q.answer.options?.[q.answer.correct ?? -1]?.object;
  const found = q.evidence.witness;
  const surface = found && world.surfaces.find((s) => s.id === found.surface);
  if (
    !report.expect(
      check,
      a !== undefined && b !== undefined && first !== undefined && Boolean(found && surface),
      q.id,
      'objects, answer, witness',
      'one is missing',
    )
  )
    return;
  if (a === undefined || b === undefined || first === undefined || !found || !surface) return;
  const { blockers = [], rejected = {}, params } = q.evidence;
  report.expect(`${check}: it blocks`, blockers.includes(first), q.id, `object ${first}`, blockers.join(' '));
  const sum = Object.values(rejected).reduce((x, y) => x + y, 0);
  report.expect(`${check}: rejected`, sum === params.tried, q.id, String(params.tried), String(sum));
  const { record } = world.body(first);
  const movable = !record.structure && !record.fixed && !record.held && record.parent === null;
  report.expect(`${check}: it can be moved`, movable, q.id, `object ${first}`, 'it cannot');
  const carried = world.bodies.filter((x) => x.id !== first && on(world, x.id, first).t === 1);
  report.expect(
    `${check}: it carries nothing`,
    carried.length === 0,
    q.id,
    `object ${first}`,
    () => `${carried[0].id} is on it`,
  );
  const without = witness(world, view, a, b, found.worldFromObject, surface, aimOf(q), q.profile, [first]);
  for (const [name, [holds, note]] of Object.entries(without))
    report.expect(`${check}: without it, ${name}`, holds > 0, q.id, 'valid', note);
  // With it, that pose is not free: it meets the thing that is said to be in the way.
  const pose = world.body(a).at(found.worldFromObject);
  const gap = treeDistance(pose.tree(), world.body(first).tree(), 0.2).distance;
  report.expect(
    `${check}: it is in that place`,
    gap < constants(q.profile).cYes + SLACK,
    q.id,
    `object ${first}`,
    `${n4(gap)} away`,
  );
}
