import type { Report } from './report.ts';
import type { QuestionRecord } from './types.ts';
import type { Vec3 } from './vec.ts';
import type { View } from './view.ts';
import type { World } from './world.ts';
import { and, atLeast, atMost, n4, not, sure, type Maybe } from './fuzzy.ts';
import { nameGate } from './gates.ts';
import { cross, distance, dot, horizontal, rotate, sub, unit, Z } from './vec.ts';
import { largestExtent } from './world.ts';

// What is different between a scene and its twin, from docs/spec.md §12.8.

/** A scene as it was before, with its views. */
export interface Before {
  readonly world: World;
  readonly views: readonly View[];
}

interface Change {
  readonly id: number;
  readonly displacement: number;
  readonly from: Vec3;
  readonly by: Vec3;
  readonly moved: Maybe;
  readonly stayed: Maybe;
}

export function checkChanged(
  report: Report,
  check: string,
  before: Before | null,
  world: World,
  views: readonly View[],
  q: QuestionRecord,
): void {
  const first = before?.views.find(({ id }) => id === q.views[0]);
  const second = views.find(({ id }) => id === q.views[1]);
  const isTwin = before !== null && world.record.counterfactualOf === before.world.record.id;
  if (
    !report.expect(
      `${check}: a view of each`,
      isTwin && first !== undefined && second !== undefined && q.views.length === 2,
      q.id,
      q.views.join(' '),
      'not a scene and its twin',
    )
  )
    return;
  if (!before || !first || !second) return;
  const camera = ({ record }: View): string => JSON.stringify([record.cameraFromWorld, record.intrinsics]);
  report.expect(`${check}: one camera`, camera(first) === camera(second), q.id, 'the same camera', 'another');
  const ids = ({ bodies }: World): string => bodies.map(({ id }) => id).join(' ');
  report.expect(`${check}: the same things`, ids(before.world) === ids(world), q.id, ids(before.world), ids(world));
  const changes = world.bodies.flatMap(({ id }) => (before.world.has(id) ? [changeOf(before.world, world, id)] : []));
  const changed = changes.filter(({ stayed }) => stayed === 0);
  const rest = changes.filter((c) => !changed.includes(c));
  report.expect(
    `${check}: all else stayed`,
    rest.every(({ stayed }) => stayed > 0) && changed.every(({ moved }) => moved > 0),
    q.id,
    'moved or as before',
    () => changed.map(({ id, displacement }) => `${id} by ${n4(displacement)}`).join(', '),
  );
  for (const { id } of changed)
    for (const [view, which] of [
      [first, 'before'],
      [second, 'after'],
    ] as const) {
      const fault = nameGate(view, id, q.profile, false);
      report.expect('gate several views', fault === null, q.id, `object ${id} ${which}`, String(fault));
    }
  if (q.type === 'changed') whatChanged(report, check, changed, q);
  else howItMoved(report, check, first, changed, q);
}

function changeOf(before: World, after: World, id: number): Change {
  const [a, b] = [before.body(id), after.body(id)];
  const by = sub(b.center, a.center);
  const displacement = distance(a.center, b.center);
  // The turn by how far the object's own axes went: of a rotation, cos = (trace − 1) / 2.
  const axes: Vec3[] = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  const [p, r] = [a, b].map(({ record }) => record.worldFromObject.orientation);
  const trace = axes.reduce((sum, axis) => sum + dot(rotate(p, axis), rotate(r, axis)), 0);
  const turn = (Math.acos(Math.max(-1, Math.min(1, (trace - 1) / 2))) * 180) / Math.PI;
  const same =
    a.record.mesh === b.record.mesh &&
    a.record.scale === b.record.scale &&
    a.record.attributes.colour === b.record.attributes.colour;
  return {
    id,
    displacement,
    from: a.center,
    by,
    moved: and(sure(same), atLeast(displacement, Math.max(0.05, 0.3 * Math.max(largestExtent(a), largestExtent(b))))),
    stayed: and(sure(same), atMost(displacement, 0.005), a.record.symmetry === 'infinite' ? 1 : atMost(turn, 3, 1e-4)),
  };
}

function whatChanged(report: Report, check: string, changed: readonly Change[], q: QuestionRecord): void {
  const { options = [], correct = -1 } = q.answer;
  const names = changed.map(({ id }) => (q.phrases?.[String(id)] ?? '?').toLowerCase());
  if (changed.length === 1) {
    const [{ id }] = changed;
    options.forEach(({ object }, i) =>
      report.expect(check, (object === id) === (i === correct), q.id, `option ${i} is ${object}`, `${id} moved`),
    );
    return;
  }
  // Two changed places: each stands where the other stood.
  const swapped = changed.length === 2 && changed.every((one, k) => standsWhere(one, changed[1 - k]));
  report.expect(`${check}: changed places`, swapped, q.id, 'two that changed places', `${changed.length} changed`);
  options.forEach(({ text }, i) => {
    const both = names.every((name) => text.toLowerCase().includes(`the ${name}`));
    report.expect(check, both === (i === correct), q.id, text, names.join(' and '));
  });
}

const standsWhere = ({ from, by }: Change, other: Change): boolean =>
  Math.hypot(from[0] + by[0] - other.from[0], from[1] + by[1] - other.from[1]) <= 0.05 + 1e-6;

function howItMoved(report: Report, check: string, view: View, changed: readonly Change[], q: QuestionRecord): void {
  const [change] = changed;
  if (!report.expect(`${check}: one thing`, changed.length === 1, q.id, 'one thing moved', `${changed.length} did`))
    return;
  const { displacement, from, by } = change;
  if (q.type === 'changed_distance') {
    const off = Math.abs(displacement - Number(q.answer.value));
    report.expect(check, off <= 1e-4, q.id, String(q.answer.value), n4(displacement));
    return;
  }
  const claimed = q.answer.options?.[q.answer.correct ?? -1]?.direction ?? '';
  const middle: Vec3 = [from[0] + by[0] / 2, from[1] + by[1] / 2, from[2] + by[2] / 2];
  const angles = [horizontal(view.axes[2]), horizontal(sub(middle, view.eye))].map((axis) => {
    const ahead = unit(axis);
    const left = cross(Z, ahead);
    const way: Vec3 = {
      behind: ahead,
      front: [-ahead[0], -ahead[1], 0] as Vec3,
      left,
      right: [-left[0], -left[1], 0] as Vec3,
    }[claimed] ?? [0, 0, 1];
    return (Math.acos(Math.max(-1, Math.min(1, dot(unit(horizontal(by)), way)))) * 180) / Math.PI;
  });
  const level = not(atLeast(Math.abs(by[2]), Math.hypot(by[0], by[1]) + 1e-6));
  const ok = and(level, ...angles.map((angle) => atMost(angle, 30, 1e-4)));
  report.expect(check, ok > 0, q.id, claimed, () => angles.map((angle) => `${n4(angle)}° off`).join(' and '));
}
