import type { Report } from './report.ts';
import type { QuestionRecord } from './types.ts';
import type { Pose, Vec3 } from './vec.ts';
import type { Shape, World } from './world.ts';
import { constants } from './constants.ts';
import { n4 } from './fuzzy.ts';
import { clearanceAt, isYawed } from './pose-conditions.ts';
import { isInside, pointDistance, treeDistance } from './tree.ts';
import { multiply, yaw } from './vec.ts';
import { symmetryAsItStands } from './world.ts';

// SPEC §6, fits_in: A within the cavity of B, standing on its floor, reached straight along the opening.

/** Whether lifting straight up ever brings the shape nearer than `clear` to something else or to the container's walls. */
function liftBlocked(
  world: World,
  a: number,
  shape: Shape,
  raise: (h: number) => Shape,
  top: number,
  clear: number,
): string | null {
  const step = Math.max(0.005, (shape.hi[2] - shape.lo[2]) / 2);
  for (let h = step; shape.lo[2] + h < top + step; h += step) {
    const there = raise(h);
    const near = clearanceAt(world, world.body(a), there, there.lo[2] - 1e9, clear);
    if (near.distance < clear - 1e-6) return `at ${n4(h)} m up ${n4(near.distance)} from ${near.by}`;
  }
  return null;
}

export function checkFitsIn(report: Report, world: World, q: QuestionRecord): void {
  const check = 'question fits_in';
  const [a, b] = [q.objects.subject as number, q.objects.reference as number];
  const [A, B] = [world.body(a), world.body(b)];
  const cavity = B.cavity();
  const { cYes, grid, yawStepDeg } = constants(q.profile);
  if (!cavity) {
    report.expect(check, q.evidence.verdict === 'F', q.id, q.evidence.verdict, `${b} has no cavity`);
    return;
  }
  if (q.evidence.verdict === 'T') {
    const pose = q.evidence.witness?.worldFromObject;
    if (!report.expect(`${check}: witness`, Boolean(pose), q.id, 'T', 'no witness') || !pose) return;
    const shape = A.at(pose);
    report.expect(`${check}: witness yawed`, isYawed(A, pose), q.id, 'T', 'turned otherwise than about the vertical');
    const out = shape.vertices.filter((v) => !isInside(cavity, v) && pointDistance(cavity, v) > 0.002);
    report.expect(
      `${check}: witness within the cavity`,
      out.length === 0,
      q.id,
      'T',
      `${out.length} of ${shape.vertices.length} vertices outside`,
    );
    const floor = treeDistance(shape.tree(), B.tree()).distance;
    report.expect(`${check}: witness stands`, floor <= 0.002, q.id, 'T', `${n4(floor)} above the cavity's floor`);
    const near = clearanceAt(world, A, shape, shape.lo[2] + 0.001, cYes);
    report.expect(
      `${check}: witness clearance`,
      near.distance >= cYes - 1e-6,
      q.id,
      'T',
      `${n4(near.distance)} to ${near.by}`,
    );
    const raise = (h: number): Shape =>
      A.at({ ...pose, position: [pose.position[0], pose.position[1], pose.position[2] + h] });
    const blocked = liftBlocked(world, a, shape, raise, B.hi[2], 0);
    report.expect(`${check}: witness insertion`, blocked === null, q.id, 'T', String(blocked));
    return;
  }
  report.expect(`${check}: blockers`, (q.evidence.blockers ?? []).length > 0, q.id, 'F', 'none');
  const rejected = Object.values(q.evidence.rejected ?? {}).reduce((x, y) => x + y, 0);
  report.expect(
    `${check}: rejected`,
    rejected === q.evidence.params.tried,
    q.id,
    `tried ${String(q.evidence.params.tried)}`,
    String(rejected),
  );
  const found = freePose(world, a, b, grid / 2, yawStepDeg / 2);
  report.expect(
    check,
    found === null,
    q.id,
    'F',
    () => `pose ${JSON.stringify(found)} lies wholly in the cavity and touches nothing`,
  );
}

/** A pose wholly in the cavity, free of everything and free to be lifted out: stronger than what F denies. */
function freePose(world: World, a: number, b: number, step: number, yawStepDeg: number): Pose | null {
  const [A, B] = [world.body(a), world.body(b)];
  const cavity = B.cavity();
  if (!cavity) return null;
  const { lo, hi } = cavity.root;
  const symmetry = symmetryAsItStands(A);
  const turns = symmetry === 'infinite' ? 1 : Math.round(360 / yawStepDeg / symmetry);
  for (let turn = 0; turn < turns; turn++) {
    const orientation = multiply(yaw((turn * yawStepDeg * Math.PI) / 180), A.record.worldFromObject.orientation);
    const raw = A.at({ orientation, position: [0, 0, 0] });
    if ([0, 1].some((k) => raw.hi[k] - raw.lo[k] > hi[k] - lo[k]) || raw.hi[2] - raw.lo[2] > hi[2] - lo[2]) continue;
    const z = lo[2] - raw.lo[2] + 0.001;
    for (let y = lo[1] - raw.lo[1]; y <= hi[1] - raw.hi[1]; y += step)
      for (let x = lo[0] - raw.lo[0]; x <= hi[0] - raw.hi[0]; x += step) {
        const inside = (v: Vec3): boolean => isInside(cavity, [v[0] + x, v[1] + y, v[2] + z]);
        if (!raw.vertices.every(inside)) continue;
        const pose: Pose = { orientation, position: [x, y, z] };
        const shape = A.at(pose);
        if (clearanceAt(world, A, shape, shape.lo[2] + 0.001, 0.001).distance <= 0) continue;
        const raise = (h: number): Shape => A.at({ orientation, position: [x, y, z + h] });
        if (liftBlocked(world, a, shape, raise, B.hi[2], 0) === null) return pose;
      }
  }
  return null;
}
