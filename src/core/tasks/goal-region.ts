import { eyeOf, unproject } from '../camera/pinhole.js';
import { isBalanced } from '../rollout/balance.js';
import { gapFromAbove, planPose, type PlannedPose } from '../rollout/plan-pose.js';
import { liftPoint } from '../rollout/lift-point.js';
import { constantsOf } from '../relations/profile.js';
import { frameDirection, type Direction } from '../relations/frames.js';
import { EGO_SIDEWAYS_ANGLE_DEG } from '../relations/directional-test.js';
import type { SceneGeometry } from '../relations/scene-geometry.js';
import type { SceneGraph, SeenView } from '../relations/scene-graph.js';
import { movingObject } from '../relations/fits-moving.js';
import { patchUnder, type Patch } from '../relations/patch.js';
import type { Pose } from '../geometry/pose.js';
import type { Vec3 } from '../geometry/vec3.js';
import { evaluateTerm, frameRef, viewOf } from './evaluate-goal.js';
import type { GoalTerm } from './task.js';

// Where in a picture a place may be pointed at so that a goal comes true: every pixel is tried as the protocol would act on
// it, lifted, planned, and judged by the predicates.

/** A pixel of the surface that things are to be put on. */
export interface RegionSample {
  /** Centre of the pixel, border coordinates. */
  readonly pixel: readonly [number, number];
  /** It stands for a square of so many pixels a side. */
  readonly step: number;
  readonly point: Vec3;
  /** Surface seen by the pixel and those it stands for, m². */
  readonly area: number;
  /** Where the object would be let go, when the goal would be true then; null otherwise. */
  readonly plan: PlannedPose | null;
}

export interface GoalRegion {
  readonly samples: readonly RegionSample[];
  /** Pixels from one sample to the next where the goal may come true. */
  readonly step: number;
  /** Share of the area where the goal would come true. */
  readonly share: number;
}

/** Samples of the surface looked at, about; and of the part of it that may do. */
const SAMPLES = 800;
const CLOSE_SAMPLES = 250;
/** A gap of so many centimetres leaves a narrow strip. */
const CLOSE_SAMPLES_OF_GAP = 800;

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
  const { width } = view.record.intrinsics;
  const promises = cheapTests({ geometry, views }, placing);
  const isPromising = (at: number) => {
    const depth = view.depth[at];
    if (!Number.isFinite(depth)) return false;
    return promises(unproject(view.record, (at % width) + 0.5, Math.floor(at / width) + 0.5, depth), view.ids[at]);
  };
  const isOn = (at: number, step: number) => (at % width) % step === 0 && Math.floor(at / width) % step === 0;
  const coarse = Math.max(1, Math.round(Math.sqrt(pixels.length / SAMPLES)));
  const seeds = pixels.filter((at) => isOn(at, coarse));
  const promising = seeds.filter(isPromising).length;
  // Where little of the surface can do, that little is looked at closely: a narrow strip falls between coarse samples.
  const closest = Math.max(1, Math.ceil(coarse / 4));
  const wanted = placing.goal.some(({ type }) => type === 'gap') ? CLOSE_SAMPLES_OF_GAP : CLOSE_SAMPLES;
  const fine = Math.min(coarse, Math.max(closest, Math.round(coarse * Math.sqrt(promising / wanted))));

  const samples: RegionSample[] = [];
  const held = new Map<Pose, boolean>();
  let [all, valid] = [0, 0];
  const add = (at: number, step: number, mayDo: boolean) => {
    const [i, j] = [at % width, Math.floor(at / width)];
    const lifted = liftPoint(view, i + 0.5, j + 0.5);
    if (lifted === null) return;
    const area = step * step * areaOf(view, lifted.depth, lifted.world);
    const plan = mayDo ? planFor(geometry, views, placing, lifted.world, lifted.id, held) : null;
    samples.push({ pixel: [i + 0.5, j + 0.5], step, point: lifted.world, area, plan });
    all += area;
    if (plan) valid += area;
  };
  for (const at of pixels) {
    if (isOn(at, fine) && isPromising(at)) add(at, fine, true);
    else if (isOn(at, coarse) && !isPromising(at)) add(at, coarse, false);
  }
  return { samples, step: fine, share: all > 0 ? valid / all : 0 };
}

/** The free place of a region that is furthest from something. */
export function furthestFrom(geometry: SceneGeometry, id: number, { samples }: GoalRegion): RegionSample | null {
  const [x, y] = geometry.object(id).center;
  const away = ({ point }: RegionSample) => Math.hypot(point[0] - x, point[1] - y);
  return samples
    .filter(({ plan }) => plan !== null)
    .reduce<RegionSample | null>((best, sample) => (best === null || away(sample) > away(best) ? sample : best), null);
}

/**
 * The plan for a point, if the goal would hold when it is carried out and nothing slips.
 *
 * @param held what is known of this placing already, by pose: of all points over a hollow many lead to the same
 */
export function planFor(
  geometry: SceneGeometry,
  views: readonly SeenView[],
  { object, goal }: Placing,
  point: Vec3,
  owner: number,
  held: Map<Pose, boolean> = new Map(),
): PlannedPose | null {
  // Only what is to be inside something is lowered into a hollow.
  const onTop = !goal.some(({ type }) => type === 'inside');
  const plan = planPose(geometry, object, point, owner, { roomy: true, onTop });
  if (!plan.ok) return null;
  if (!isBalanced(geometry, object, plan.value)) return null;
  if (goal.length === 0) return plan.value;
  if (goal.some((term) => term.subject === object && isTooFar(geometry, plan.value, term))) return null;
  const { worldFromObject } = plan.value;
  let holds = held.get(worldFromObject);
  if (holds === undefined) {
    const imagined = geometry.withMoved(object, worldFromObject);
    holds = goal.every((term) => wouldHold(imagined, views, term, plan.value));
    held.set(worldFromObject, holds);
  }
  return holds ? plan.value : null;
}

/** Whether a gap is too wide already as seen from above: told without building the object where it would stand. */
const isTooFar = (geometry: SceneGeometry, plan: PlannedPose, { subject, reference, gap }: GoalTerm): boolean =>
  gap !== undefined && gapFromAbove(geometry, subject, plan, reference) > gap.value + gap.tolerance + MICROMETRE;

/** Of sums of a few metres there is no telling less. */
const MICROMETRE = 1e-6;

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
    const stage = stageUnder(geometry, object);
    if (stage !== null) owners.add(stage.surface.owner);
  }
  owners.delete(object);
  return owners;
}

/** The surface of the furniture that carries an object, whatever loose things are between. */
export function stageUnder(geometry: SceneGeometry, id: number): Patch | null {
  let found: Patch | null = null;
  for (let at = id, level = 0; level < MAX_STACK; level++) {
    const patch = patchUnder(geometry, at);
    if (patch === null) return found;
    found = patch;
    at = patch.surface.owner;
    const { record, largestExtent } = geometry.object(at);
    if (record.fixed || record.structure || largestExtent > LOOSE_EXTENT) return found;
  }
  return found;
}

/** Things on one another looked through; and how large loose things are at most, metres. */
const MAX_STACK = 6;
const LOOSE_EXTENT = 0.5;

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
    if (type === 'gap' && term.gap) {
      const reach = movingObject(geometry, reference).radius + movingObject(geometry, object).radius;
      const most = term.gap.value + term.gap.tolerance + reach + 0.005;
      return [([x, y]: Vec3) => Math.hypot(x - bx, y - by) < most];
    }
    if (frame === null) return [];
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
