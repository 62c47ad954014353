import { eyeOf } from '../camera/pinhole.js';
import { isBalanced } from '../rollout/balance.js';
import { planPose, type PlannedPose } from '../rollout/plan-pose.js';
import { liftPoint } from '../rollout/lift-point.js';
import { constantsOf } from '../relations/profile.js';
import { frameDirection, type Direction } from '../relations/frames.js';
import { EGO_SIDEWAYS_ANGLE_DEG } from '../relations/directional-test.js';
import type { SceneGeometry } from '../relations/scene-geometry.js';
import type { SceneGraph, SeenView } from '../relations/scene-graph.js';
import { patchUnder } from '../relations/patch.js';
import type { Vec3 } from '../geometry/vec3.js';
import { evaluateTerm, frameRef, viewOf } from './evaluate-goal.js';
import type { GoalTerm } from './task.js';

// Where in a picture a place may be pointed at so that a goal comes true: every pixel is tried as the protocol would act on
// it, lifted, planned, and judged by the predicates.

/** A pixel of the surface that things are to be put on. */
export interface RegionSample {
  /** Centre of the pixel, border coordinates. */
  readonly pixel: readonly [number, number];
  readonly point: Vec3;
  /** Surface seen by the pixel and those it stands for, m². */
  readonly area: number;
  /** Where the object would be let go, when the goal would be true then; null otherwise. */
  readonly plan: PlannedPose | null;
}

export interface GoalRegion {
  readonly samples: readonly RegionSample[];
  /** Pixels from one sample to the next. */
  readonly stride: number;
  /** Share of the area where the goal would come true. */
  readonly share: number;
}

/** Samples of a picture's surface looked at, about. */
const SAMPLES = 800;

/** What a place is asked for: an object, and what shall hold once it stands there. */
export interface Placing {
  readonly object: number;
  readonly goal: readonly GoalTerm[];
}

const known = new WeakMap<SeenView, Map<string, GoalRegion>>();

/**
 * The pixels of a view at which a goal could be made true. Remembered for as long as the view is.
 *
 * @param views all views of the episode, by number
 * @param view the one that is pointed in
 */
export function goalRegion(
  geometry: SceneGeometry,
  views: readonly SeenView[],
  view: SeenView,
  placing: Placing,
): GoalRegion {
  let regions = known.get(view);
  if (!regions) known.set(view, (regions = new Map()));
  const key = JSON.stringify(placing);
  let region = regions.get(key);
  if (!region) regions.set(key, (region = findRegion(geometry, views, view, placing)));
  return region;
}

function findRegion(geometry: SceneGeometry, views: readonly SeenView[], view: SeenView, placing: Placing): GoalRegion {
  const owners = ownersOf(geometry, placing);
  const pixels: number[] = [];
  for (let i = 0; i < view.ids.length; i++) if (owners.has(view.ids[i])) pixels.push(i);
  const stride = Math.max(1, Math.round(Math.sqrt(pixels.length / SAMPLES)));
  const { width } = view.record.intrinsics;
  const promises = cheapTests({ geometry, views }, placing);
  const samples: RegionSample[] = [];
  let [all, valid] = [0, 0];
  for (const at of pixels) {
    const [i, j] = [at % width, Math.floor(at / width)];
    // Small things the pixels of which a coarse grid would miss are looked at more closely.
    const step = view.ids[at] === placing.goal[0]?.reference ? Math.ceil(stride / 2) : stride;
    if (i % step !== 0 || j % step !== 0) continue;
    const lifted = liftPoint(view, i + 0.5, j + 0.5);
    if (lifted === null) continue;
    const area = step * step * areaOf(view, lifted.depth, lifted.world);
    const plan = promises(lifted.world, lifted.id) ? planFor(geometry, views, placing, lifted.world, lifted.id) : null;
    samples.push({ pixel: [i + 0.5, j + 0.5], point: lifted.world, area, plan });
    all += area;
    if (plan) valid += area;
  }
  return { samples, stride, share: all > 0 ? valid / all : 0 };
}

/** The plan for a point, if the goal would hold when it is carried out and nothing slips. */
export function planFor(
  geometry: SceneGeometry,
  views: readonly SeenView[],
  { object, goal }: Placing,
  point: Vec3,
  owner: number,
): PlannedPose | null {
  const onTop = goal.some(({ type }) => type === 'on');
  const plan = planPose(geometry, object, point, owner, { roomy: true, onTop });
  if (!plan.ok) return null;
  if (!isBalanced(geometry, object, plan.value)) return null;
  if (goal.length === 0) return plan.value;
  const imagined = geometry.withMoved(object, plan.value.worldFromObject);
  return goal.every((term) => wouldHold(imagined, views, term, plan.value)) ? plan.value : null;
}

/** Contacts come with physics: on is said of what the object is put on. */
export function wouldHold(
  imagined: SceneGeometry,
  views: readonly SeenView[],
  term: GoalTerm,
  plan: PlannedPose,
): boolean {
  if (term.type === 'on') return plan.owner === term.reference && plan.surface !== null;
  return evaluateTerm(imagined, views, term).verdict === 'T';
}

/** Whose pixels a place for this goal is looked for on: what carries the references, and they themselves. */
export function ownersOf(geometry: SceneGeometry, { object, goal }: Placing): ReadonlySet<number> {
  const owners = new Set<number>();
  for (const { type, reference, second } of goal) {
    for (const id of second === undefined ? [reference] : [reference, second]) {
      const patch = patchUnder(geometry, id);
      if (patch) owners.add(patch.surface.owner);
    }
    if (type === 'on' || type === 'inside') owners.add(reference);
  }
  if (goal.length === 0) {
    const patch = patchUnder(geometry, object);
    if (patch) owners.add(patch.surface.owner);
  }
  owners.delete(object);
  return owners;
}

/** What a point must at least fulfil: far cheaper than the predicates, and never stricter. */
function cheapTests(graph: SceneGraph, { object, goal }: Placing): (point: Vec3, owner: number) => boolean {
  const { geometry, views } = graph;
  const tests = goal.flatMap((term): ((point: Vec3, owner: number) => boolean)[] => {
    const { type, frame, reference, second } = term;
    if (type === 'on' || type === 'inside') return [(_, owner) => owner === reference];
    const [bx, by] = geometry.object(reference).center;
    if (type === 'between' && second !== undefined) {
      const [cx, cy] = geometry.object(second).center;
      const length2 = (cx - bx) ** 2 + (cy - by) ** 2;
      return [
        ([x, y]: Vec3) => {
          const t = ((x - bx) * (cx - bx) + (y - by) * (cy - by)) / length2;
          return t > 0.15 && t < 0.85;
        },
      ];
    }
    if (frame === null || type === 'gap') return [];
    const vector = frameDirection(graph, viewOf(views, frame), frameRef(frame), type as Direction);
    if ('reason' in vector) return frame.kind === 'object' ? [] : [() => false];
    const { d } = vector;
    const { minMargin } = constantsOf(geometry, [object, reference]);
    const slope = Math.tan((EGO_SIDEWAYS_ANGLE_DEG * Math.PI) / 180);
    return [
      ([x, y]: Vec3) => {
        const along = (x - bx) * d[0] + (y - by) * d[1];
        const aside = Math.abs((x - bx) * d[1] - (y - by) * d[0]);
        // The middle of the box is where the point is, but for what the object leans.
        return along > 0.5 * minMargin && aside < slope * along + 0.01;
      },
    ];
  });
  return (point, owner) => tests.every((test) => test(point, owner));
}

/** Surface behind one pixel, as if it lay level. */
function areaOf(view: SeenView, depth: number, point: Vec3): number {
  const { fx, fy } = view.record.intrinsics;
  const eye = eyeOf(view.record);
  const away = Math.hypot(point[0] - eye[0], point[1] - eye[1], point[2] - eye[2]);
  const lean = Math.abs(eye[2] - point[2]) / away;
  return (depth / fx) * (depth / fy) * (depth / away) * (1 / Math.max(0.05, lean));
}
