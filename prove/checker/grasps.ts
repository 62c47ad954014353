import type { Report } from './report.ts';
import type { QuestionRecord } from './types.ts';
import type { Vec3 } from './vec.ts';
import type { View } from './view.ts';
import type { Body, World } from './world.ts';
import { n4 } from './fuzzy.ts';
import { isInside, pointDistance } from './tree.ts';
import { add, cross, distance, dot, mul, sub, unit } from './vec.ts';

// Grasps, from docs/spec.md §13.4.

export interface GraspRecord {
  readonly pixels: readonly (readonly [number, number])[];
  readonly world: readonly [Vec3, Vec3];
  readonly width: number;
  readonly approach: Vec3;
}

/** Two programs place a contact on a mesh to within this. */
const ON_SURFACE = 5e-4;
/** Samples of the hand are this far inside the clearances that the meshes themselves must keep. */
const CLEAR = { other: 0.003 - 5e-4, own: 0.001 - 5e-4 } as const;

export function checkGrasp(report: Report, check: string, world: World, view: View, q: QuestionRecord): void {
  const id = q.objects.subject;
  const { grasps = [] } = q.answer as unknown as { grasps?: readonly GraspRecord[] };
  const opening = Number(q.evidence.params.opening);
  const side = q.evidence.params.from === 'side';
  if (
    !report.expect(
      check,
      id !== undefined && grasps.length > 0 && opening > 0,
      q.id,
      'subject, grasps, opening',
      'one is missing',
    )
  )
    return;
  const A = world.body(id as number);
  grasps.forEach((grasp, i) => {
    const at = `${q.id} grasp ${i}`;
    const [p, r] = grasp.world;
    const apart = distance(p, r);
    const line = unit(sub(r, p));
    report.expect(
      `${check}: width`,
      Math.abs(apart - grasp.width) <= 1e-4 && apart >= 0.003 - 1e-6 && apart + 0.01 <= opening + 1e-6,
      at,
      n4(grasp.width),
      n4(apart),
    );
    report.expect(`${check}: level`, Math.abs(line[2]) <= 1e-6, at, 'a horizontal line', n4(line[2]));
    for (const c of [p, r]) {
      const off = pointDistance(A.tree(), c, 0.05);
      report.expect(`${check}: on its surface`, off <= ON_SURFACE, at, 'on the mesh', n4(off));
    }
    const into = grasp.approach;
    const fair = side
      ? Math.abs(into[2]) <= 1e-6 && Math.abs(dot(into, line)) <= 1e-6
      : distance(into, [0, 0, -1]) <= 1e-6;
    report.expect(
      `${check}: way in`,
      fair,
      at,
      into.map(n4).join(' '),
      side ? 'level and square to the line' : 'straight down',
    );
    const middle = mul(add(p, r), 0.5);
    const toMass = sub(A.massCenter, middle);
    const across = Math.hypot(...sub(toMass, mul(into, dot(toMass, into))));
    report.expect(`${check}: by its mass centre`, across <= 0.04 + 1e-6, at, '≤ 0.04', n4(across));
    if (!side)
      report.expect(
        `${check}: near its top`,
        A.hi[2] - middle[2] <= 0.045 + 1e-6,
        at,
        '≤ 0.045',
        n4(A.hi[2] - middle[2]),
      );
    const seen = [p, r].map((c) => view.project(view.toCamera(c)));
    seen.forEach(([u, v], k) => {
      const [gu, gv] = grasp.pixels[k];
      report.expect(
        `${check}: projects there`,
        Math.hypot(gu - u, gv - v) < 0.01 && u >= 0 && v >= 0 && u <= view.width && v <= view.height,
        at,
        `${n4(gu)} ${n4(gv)}`,
        `${n4(u)} ${n4(v)}`,
      );
    });
    report.expect(
      `${check}: apart in the image`,
      Math.hypot(seen[0][0] - seen[1][0], seen[0][1] - seen[1][1]) >= 8 - 1,
      at,
      '≥ 8 px',
      '',
    );
    const met = handMeets(world, A, grasp, line);
    report.expect(`${check}: the hand keeps clear`, met === null, at, 'clear of everything', () =>
      met === null ? '' : `object ${met.id} at ${met.point.map(n4).join(' ')}`,
    );
  });
}

/**
 * What a hand at a grasp meets, by samples of its surfaces: fingers 5 mm off each contact, tips 10 mm beyond, palm behind.
 *
 * @returns the first object nearer than SPEC allows and the sample that is, null where the hand is free
 */
export function handMeets(
  world: World,
  A: Body,
  { world: [p, r], approach }: GraspRecord,
  line: Vec3,
): { readonly id: number; readonly point: Vec3 } | null {
  const third = unit(cross(line, approach));
  const boxes: { readonly from: Vec3; readonly half: Vec3 }[] = [];
  for (const [contact, out] of [
    [p, -1],
    [r, 1],
  ] as const) {
    const tip = add(add(contact, mul(line, out * 0.005)), mul(approach, 0.01));
    boxes.push({ from: add(add(tip, mul(line, out * 0.005)), mul(approach, -0.0275)), half: [0.005, 0.01, 0.0275] });
  }
  const behind = add(mul(add(p, r), 0.5), mul(approach, 0.01 - 0.055 - 0.04));
  boxes.push({ from: behind, half: [0.06, 0.02, 0.04] });
  const ends = [-1, 0, 1];
  for (const { from, half } of boxes)
    for (const [x, y, z] of ends.flatMap((i) => ends.flatMap((j) => ends.map((k) => [i, j, k])))) {
      const across = add(mul(line, x * half[0]), mul(third, y * half[1]));
      const point = add(add(from, across), mul(approach, z * half[2]));
      for (const X of world.bodies) {
        if ([0, 1, 2].some((k) => point[k] < X.lo[k] - 0.004 || point[k] > X.hi[k] + 0.004)) continue;
        const least = X.id === A.id ? CLEAR.own : CLEAR.other;
        const free = pointDistance(X.tree(), point, 0.004) >= least && !(X.record.solid && isInside(X.tree(), point));
        if (!free) return { id: X.id, point };
      }
    }
  return null;
}
