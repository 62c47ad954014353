import type { Report } from './report.ts';
import type { QuestionRecord } from './types.ts';
import type { View } from './view.ts';
import type { World } from './world.ts';
import type { Maybe } from './fuzzy.ts';
import { checkGrasp } from './grasps.ts';
import { checkGraspable } from './graspable.ts';
import { checkRemovedToFit, checkTrace } from './traces.ts';
import { constants } from './constants.ts';
import { directlyOn, on } from './contact.ts';
import { axesOf, isDirection, vectorOf } from './frames.ts';
import { n4, or } from './fuzzy.ts';
import { metricGate } from './gates.ts';
import { inside } from './inside.ts';
import { polygonDistance } from './polygon.ts';
import { isInside, pointDistance } from './tree.ts';
import { add, distance, mul, Z } from './vec.ts';

// Plans, from docs/spec.md §13: points in the air, lifting, what must move first; others have files of their own.

export function checkPlan(report: Report, world: World, view: View, q: QuestionRecord): void {
  const check = `plan ${q.type}`;
  if (q.type === 'air_point') airPoint(report, check, world, view, q);
  else if (q.type === 'liftable') liftable(report, check, world, q);
  else if (q.type === 'moved_first') movedFirst(report, check, world, q);
  else if (q.type === 'trace') checkTrace(report, check, world, view, q);
  else if (q.type === 'removed_to_fit') checkRemovedToFit(report, check, world, view, q);
  else if (q.type === 'grasp') checkGrasp(report, check, world, view, q);
  else if (q.type === 'graspable') checkGraspable(report, check, world, view, q);
  else report.leaveOpen(check, q.id, 'not covered');
}

function airPoint(report: Report, check: string, world: World, view: View, q: QuestionRecord): void {
  const id = q.objects.reference as number;
  const delta = Number(q.evidence.params['displacement']);
  let d = Z;
  if (q.direction !== null && isDirection(q.direction) && q.frame) {
    const axes = axesOf(world, view, q.frame, q.direction);
    if (!report.expect(`${check}: frame`, typeof axes !== 'string', q.id, q.frame.kind, String(axes))) return;
    d = vectorOf(axes as Exclude<typeof axes, string>, q.direction);
  }
  const p = add(world.body(id).center, mul(d, delta));
  const own = view.toCamera(p);
  const [given] = (q.answer as unknown as { points: readonly (readonly [number, number, number])[] }).points;
  report.expect(check, distance(own, given) <= 1e-6, q.id, given.map(n4).join(' '), own.map(n4).join(' '));
  const [u, v] = view.project(own).map(Math.floor);
  const inImage = u >= 0 && v >= 0 && u < view.width && v < view.height;
  const depth = inImage ? view.depth[v * view.width + u] : 0;
  const through = inImage && (depth === 0 || depth - own[2] > Math.max(0.005, 0.01 * own[2]) - 0.002);
  report.expect(`${check}: seen through`, through, q.id, n4(own[2]), n4(depth));
  const { rClr } = constants(q.profile);
  for (const body of world.bodies) {
    const free = pointDistance(body.tree(), p, rClr) >= rClr - 1e-6;
    const out = !body.record.solid || !isInside(body.tree(), p);
    report.expect(`${check}: free`, free && out, q.id, `${rClr} from everything`, `object ${body.id}`);
  }
  const fault = metricGate(world, view, id, q.profile);
  report.expect('gate metric', fault === null, q.id, `object ${id}`, String(fault));
}

/** Whether X is in the way of lifting A: 1 surely, 0 surely not, 0.5 where this program cannot tell. */
function inTheWay(world: World, x: number, a: number): Maybe {
  const touches = world.contacts.some((c) => c.a === x && c.b === a);
  const within = inside(world, x, a);
  const rests: Maybe = touches ? or(within.t, on(world, x, a).t, directlyOn(world, x, a).t) : within.t;
  if (rests > 0) return rests;
  if (touches || within.f < 1) return 0.5;
  const [A, X] = [world.body(a), world.body(x)];
  if (X.hi[2] <= A.lo[2] + 0.001 || X.lo[2] >= A.hi[2] + 0.151) return 0;
  if (polygonDistance(A.footprint, X.footprint) > 0.001) return 0;
  // Overlapping footprints at such heights: whether the parts meet is a matter of the sweep.
  return 0.5;
}

const others = (world: World, a: number): number[] => world.bodies.map(({ id }) => id).filter((id) => id !== a);

function liftable(report: Report, check: string, world: World, q: QuestionRecord): void {
  const a = q.objects.subject as number;
  const ways = others(world, a).map((x) => inTheWay(world, x, a));
  const blocked = ways.includes(1);
  const open = ways.includes(0.5);
  if (q.evidence.verdict === 'T') {
    if (!blocked && open) report.leaveOpen(check, q.id, 'something stands near over it');
    else report.expect(check, !blocked, q.id, 'nothing in the way', 'something is');
  } else if (!blocked && open) report.leaveOpen(check, q.id, 'something stands near over it');
  else report.expect(check, blocked, q.id, 'something in the way', 'nothing is');
}

function movedFirst(report: Report, check: string, world: World, q: QuestionRecord): void {
  const a = q.objects.subject as number;
  const claimed = q.answer.options?.[q.answer.correct ?? -1]?.object;
  const found = new Set<number>();
  const free: number[] = [];
  const queue = [a];
  while (queue.length > 0) {
    const next = queue.shift() as number;
    const ways = others(world, next).map((x) => [x, inTheWay(world, x, next)] as const);
    if (ways.some(([, way]) => way === 0.5)) {
      report.leaveOpen(check, q.id, `whether something is over ${next}`);
      return;
    }
    const blockers = ways.filter(([, way]) => way === 1).map(([x]) => x);
    if (next !== a && blockers.length === 0) free.push(next);
    for (const x of blockers)
      if (!found.has(x)) {
        found.add(x);
        queue.push(x);
      }
  }
  report.expect(check, free.length === 1 && free[0] === claimed, q.id, `object ${String(claimed)}`, free.join(' '));
}
