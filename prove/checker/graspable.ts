import type { GraspRecord } from './grasps.ts';
import type { Report } from './report.ts';
import type { QuestionRecord } from './types.ts';
import type { Vec3 } from './vec.ts';
import type { View } from './view.ts';
import type { Body, World } from './world.ts';
import { n4 } from './fuzzy.ts';
import { handMeets } from './grasps.ts';
import { normalOf, rayHits } from './tree.ts';
import { add, cross, distance, dot, mul, sub, Z } from './vec.ts';
import { support } from './world.ts';

// Whether a parallel gripper can hold a thing at all (docs/spec.md §13.4), by a search of this program's own: lines at
// other turns, heights and offsets than those of the asking code.

const YAW_FROM = 2;
const YAW_STEP = 7;
/** Lines are this far apart in height, and lie at these parts of half its breadth beside its middle. */
interface Lines {
  readonly level: number;
  readonly offsets: readonly number[];
}
const LINES: Lines = {
  level: 0.007,
  offsets: [-0.85, -0.7, -0.5, -0.35, -0.2, -0.08, 0.08, 0.2, 0.35, 0.5, 0.7, 0.85],
};
/** So near one another that none misses the knob of a lid. */
const FINE: Lines = { level: 0.003, offsets: [...Array(61).keys()].map((k) => (k - 30) / 30.5) };
/** SPEC's limits for a grasp, and those of the search that says "nowhere". */
const TILT = { grasp: 15, none: 30 } as const;
const NONE = 1.1;
const [MIN_WIDTH, ROOM, OFF_CENTRE, REACH] = [0.003, 0.01, 0.04, 0.045];
/** The hand comes this far, in as many looks. */
const WAY_IN = [0, 0.034, 0.067, 0.1];

interface Pair {
  readonly grasp: GraspRecord;
  readonly line: Vec3;
}

export function checkGraspable(report: Report, check: string, world: World, view: View, q: QuestionRecord): void {
  const id = q.objects.subject;
  const opening = Number(q.evidence.params.opening);
  if (!report.expect(check, id !== undefined && opening > 0, q.id, 'subject, opening', 'one is missing')) return;
  const A = world.body(id as number);
  const side = q.evidence.params.from === 'side';
  if (q.evidence.verdict === 'T') {
    const leastOf = (lines: Lines) =>
      pairsOf(A, side, TILT.none, lines).reduce((m, { grasp }) => Math.min(m, grasp.width), Infinity);
    const rough = leastOf(LINES);
    const least = rough < NONE * opening ? rough : leastOf(FINE);
    report.expect(`${check}: something to hold`, least < NONE * opening, q.id, `within ${opening}`, n4(least));
    return;
  }
  const held = pairsOf(A, side, TILT.grasp, LINES).find(
    (pair) =>
      pair.grasp.width >= MIN_WIDTH &&
      pair.grasp.width + ROOM <= opening - 0.001 &&
      offCentre(A, pair.grasp) <= OFF_CENTRE - 0.001 &&
      isShown(view, A, pair.grasp) &&
      WAY_IN.every((back) => handMeets(world, A, movedBack(pair.grasp, back), pair.line) === null),
  );
  report.expect(check, held === undefined, q.id, 'no grasp', () =>
    (held?.grasp.world ?? []).map((p) => p.map(n4).join(' ')).join(' and '),
  );
}

/** Pairs of surface points on level lines, the first turned back along the line and the second forward. */
function pairsOf(A: Body, side: boolean, tilt: number, { level, offsets }: Lines): Pair[] {
  const cosine = Math.cos((tilt * Math.PI) / 180);
  const reach = distance(A.lo, A.hi) + 0.02;
  const low = side ? A.lo[2] + 0.023 : Math.max(A.lo[2] + 0.014, A.hi[2] - REACH);
  const found: Pair[] = [];
  for (let deg = YAW_FROM; deg < 180; deg += YAW_STEP) {
    const turn = (deg * Math.PI) / 180;
    const line: Vec3 = [Math.cos(turn), Math.sin(turn), 0];
    const across = cross(Z, line);
    const span = support(A, across);
    const half = (span.max - span.min) / 2;
    for (let z = A.hi[2] - level; z >= low; z -= level)
      for (const offset of offsets) {
        const [mx, my] = A.massCenter;
        const from = add(add([mx, my, z], mul(across, offset * half)), mul(line, -reach));
        const hits = rayHits(A.tree(), from, line).map(({ t, triangle }) => ({
          t,
          along: dot(normalOf(A.tree().triangles[triangle]), line),
        }));
        for (const near of hits)
          for (const far of hits) {
            if (near.along > -cosine || far.along < cosine || far.t <= near.t + 1e-6) continue;
            const ends = [add(from, mul(line, near.t)), add(from, mul(line, far.t))] as const;
            for (const approach of side ? [across, mul(across, -1)] : [mul(Z, -1)])
              found.push({ grasp: { world: ends, width: far.t - near.t, approach, pixels: [] }, line });
          }
      }
  }
  return found;
}

function offCentre(A: Body, { world: [p, r], approach }: GraspRecord): number {
  const off = sub(A.massCenter, mul(add(p, r), 0.5));
  return Math.hypot(...sub(off, mul(approach, dot(off, approach))));
}

/** Both contacts in the image, apart, and the picture shows A just inside each. */
function isShown(view: View, A: Body, { world: [p, r] }: GraspRecord): boolean {
  const inset = Math.min(0.25, 0.005 / Math.max(0.005, distance(p, r)));
  const pixel = (c: Vec3) => view.project(view.toCamera(c));
  const inImage = ([u, v]: readonly number[]) => u >= 2 && v >= 2 && u < view.width - 2 && v < view.height - 2;
  const [a, b] = [pixel(p), pixel(r)];
  if (!inImage(a) || !inImage(b) || Math.hypot(a[0] - b[0], a[1] - b[1]) < 9) return false;
  return [add(p, mul(sub(r, p), inset)), add(r, mul(sub(p, r), inset))].every((c) => {
    const [u, v] = pixel(c).map(Math.floor);
    return view.ids[v * view.width + u] === A.id;
  });
}

const movedBack = (grasp: GraspRecord, by: number): GraspRecord => {
  const back = mul(grasp.approach, -by);
  return { ...grasp, world: [add(grasp.world[0], back), add(grasp.world[1], back)] };
};
