import type { ActionState, Released } from '../edges.js';
import { compose, invert, transformPoint } from '../geometry/pose.js';
import type { Vec3 } from '../geometry/vec3.js';
import type { SceneGeometry } from '../relations/scene-geometry.js';
import type { Rng } from '../random.js';
import type { AnswerQuestion, RolloutOptions } from '../run-rollout.js';
import type { SettledScene } from '../scene/settled-scene.js';
import { goalRegion, type GoalRegion } from '../tasks/goal-region.js';
import { movedBy, type Task } from '../tasks/task.js';
import { askForPoint, type PointAsked } from './ask-for-point.js';
import { isBalanced } from './balance.js';
import { carryFrames, FRAMES_PER_SECOND } from './carry.js';
import type { RolloutEdges, Seen } from './episode-scene.js';
import { graspAndPlace } from './grasp-and-place.js';
import type { PickFault, PickOutcome } from '../robot/pick-and-place.js';
import type { LiftedPoint } from './lift-point.js';
import { pointError } from './noise.js';
import { judgePlace, placeFailure, type PlaceJudgement } from './judge-place.js';
import { MAX_OFF_SURFACE, planPose, type PlannedPose } from './plan-pose.js';
import { rewardTask, type RewardTask } from './reward.js';
import { distanceTo, regionPoints } from './region-points.js';
import { releasedHeights } from './released-heights.js';
import type { Action, Attempt, Asked, Check, Failure, Stages } from './rollout-record.js';
import { scorePlacement } from './score-placement.js';

/** Everything one attempt is made with. */
export interface AttemptInput {
  readonly task: Task;
  /** The scene as the task was set, and as it is now. */
  readonly first: Seen;
  readonly now: Seen;
  /** Which of the task's steps is next. */
  readonly step: number;
  readonly number: number;
  /** Number of the look that `now` is. */
  readonly look: number;
  readonly episode: number;
  readonly options: RolloutOptions;
  readonly answer: AnswerQuestion;
  readonly edges: RolloutEdges;
  /** Of the episode. */
  readonly rng: Rng;
}

export interface Attempted {
  readonly attempt: Attempt;
  /** All of the task is fulfilled. */
  readonly success: boolean;
  /** Trying again would be the same again. */
  readonly final: boolean;
  /** As the attempt left it; null when nothing was moved. */
  readonly scene: SettledScene | null;
  /** What scores every frame densely; null without a place to go. */
  readonly reward: RewardTask | null;
  readonly frames: readonly (ActionState & { readonly distance: number | null })[];
}

const NO_STAGES: Stages = {
  parsed: null,
  rightObject: null,
  onSurface: null,
  reachable: null,
  grasped: null,
  transported: null,
  released: null,
  stable: null,
  goalTrue: null,
  noCollateral: null,
};

/** One round of the protocol: two points, an action, what physics made of it, and its score. */
export async function attemptPlacement(input: AttemptInput): Promise<Attempted> {
  const { task, now, step } = input;
  const { object, goal } = task.steps[step];
  const { geometry, views } = now.graph;
  const placeView = views[task.shown.place[task.shown.place.length - 1]];
  let known: GoalRegion | null = null;
  const region = () => (known ??= goalRegion(geometry, views, placeView, { object, goal }));
  const points = task.expected === 'refuse' ? [] : regionPoints(geometry, object, region());

  const atObject = await askForPoint(input, 'object', region, []);
  const asked: Asked[] = [atObject.asked];
  const stopped = (failure: Failure | null, stages: Partial<Stages>, more: Partial<Attempted> = {}): Attempted => ({
    attempt: {
      step,
      asked,
      action: null,
      stages: { ...NO_STAGES, ...stages },
      checks: [],
      motion: null,
      region: points,
      distance: null,
      failure,
    },
    success: failure === null,
    final: false,
    scene: null,
    reward: rewardTask(geometry, object, movedBy(task), points),
    frames: [],
    ...more,
  });
  if (atObject.failure)
    return stopped(atObject.failure, { parsed: false }, { final: isEndpointFault(atObject.failure) });
  const picked = atObject.lifted?.id ?? null;
  const rightObject = picked === object;
  const wrongObject: Failure = { class: 'wrong-object', detail: wrongObjectDetail(geometry, picked, object) };
  if (picked === null || !canBeTaken(geometry, picked)) return stopped(wrongObject, { parsed: true, rightObject });

  const atPlace = await askForPoint(input, 'place', region, asked);
  asked.push(atPlace.asked);
  if (atPlace.failure)
    return stopped(atPlace.failure, { parsed: false, rightObject }, { final: isEndpointFault(atPlace.failure) });
  const parsed = { parsed: true, rightObject };
  if (atPlace.asked.refuses) return refused(input, rightObject ? null : wrongObject, stopped, parsed);
  const { lifted } = atPlace;
  if (lifted === null) {
    const nowhere: Failure = {
      class: 'surface',
      detail: 'The point shows nothing that is near enough to be measured.',
    };
    return stopped(rightObject ? nowhere : wrongObject, { ...parsed, onSurface: false });
  }
  const judged = judgePlace(geometry, views, task, object, goal, lifted.world, lifted.id);
  const maxOff = MAX_OFF_SURFACE + 3 * pointError(input.options.noise, lifted.depth);
  const plan = planPose(geometry, picked, lifted.world, lifted.id, { maxOff });
  if (!plan.ok) {
    const onSurface = plan.fault.reason !== 'surface';
    const own: Failure =
      onSurface && judged !== 'right' ? placeFailure(judged) : { class: plan.fault.reason, detail: plan.fault.detail };
    const reachable = plan.fault.reason === 'collision' ? false : null;
    return stopped(rightObject ? own : wrongObject, { ...parsed, onSurface, reachable });
  }
  const graspNear = (atObject.lifted as LiftedPoint).world;
  return act(
    { ...input, asked, points, stopped, graspNear },
    picked,
    plan.value,
    judged,
    rightObject ? null : wrongObject,
  );
}

type Stopped = (failure: Failure | null, stages: Partial<Stages>, more?: Partial<Attempted>) => Attempted;

/** The model says that it does not fit: right or wrong, nothing is done. */
function refused({ task }: AttemptInput, wrong: Failure | null, stopped: Stopped, stages: Partial<Stages>): Attempted {
  const isRight = task.expected === 'refuse';
  const own: Failure = { class: 'would-not-fit', detail: 'It refused, although it fits.' };
  const check: Check = {
    check: 'refusal',
    passed: isRight,
    measured: { expected: task.expected, refused: true },
    limit: null,
  };
  const done = stopped(wrong ?? (isRight ? null : own), { ...stages, goalTrue: isRight }, { final: true });
  return { ...done, attempt: { ...done.attempt, checks: [check] } };
}

function act(
  input: AttemptInput & {
    readonly asked: readonly Asked[];
    readonly points: readonly Vec3[];
    readonly stopped: Stopped;
    readonly graspNear: Vec3;
  },
  picked: number,
  plan: PlannedPose,
  judged: PlaceJudgement,
  wrongObject: Failure | null,
): Attempted {
  const { task, first, now, step, number, points, stopped } = input;
  const { geometry, views } = now.graph;
  const { object, goal } = task.steps[step];
  const { worldFromObject } = plan;
  const action: Action = {
    object: picked,
    worldFromObject,
    owner: plan.owner,
    surface: plan.surface,
    yawDeg: (plan.yaw * 180) / Math.PI,
  };
  const done = carryOut(input, picked, plan);
  const { released, frames, outcome } = done;
  if (outcome?.fault && !outcome.stages.planned) {
    const { reason, detail } = outcome.fault;
    const own: Failure = judged === 'right' ? { class: graspClass(reason), detail } : placeFailure(judged);
    return stopped(wrongObject ?? own, {
      parsed: true,
      rightObject: wrongObject === null,
      onSurface: true,
      reachable: false,
      grasped: reason === 'grasp' ? false : null,
    });
  }

  const after = geometry.withScene(released.scene);
  const allowed = movedBy(task);
  const score = (terms: Task['goal']) =>
    scorePlacement({
      before: first.graph.geometry,
      after,
      views,
      goal: terms,
      allowed,
      released: releasedHeights(geometry, first.graph.geometry, task, action),
      rest: released,
    });
  const isLast = step === task.steps.length - 1;
  const checks = score(isLast ? task.goal : goal);
  const passed = (name: Check['check']) => checks.filter(({ check }) => check === name).every((check) => check.passed);
  const stages: Partial<Stages> = {
    parsed: true,
    rightObject: wrongObject === null,
    onSurface: true,
    reachable: true,
    grasped: outcome?.stages.grasped ?? null,
    transported: outcome?.stages.carried ?? true,
    released: outcome?.stages.released ?? true,
    stable: passed('rest') && passed('fell'),
    goalTrue: passed('goal'),
    noCollateral: passed('moved'),
  };
  const holds = checks.every((check) => check.passed) && wrongObject === null && task.expected === 'place';
  const failure = holds ? null : whyFailed(input, picked, plan, judged, wrongObject, checks, outcome);
  const distances = frames.reduce<{ at: Vec3; list: (number | null)[] }>(
    ({ at, list }, { poses }) => {
      const pose = poses.find(({ id }) => id === object);
      const here = pose ? middleAt(geometry, object, pose.worldFromObject) : at;
      list.push(distanceTo(points, here));
      return { at: here, list };
    },
    { at: geometry.object(object).center, list: [] },
  ).list;
  const [before, end] = [
    distanceTo(points, geometry.object(object).center),
    distanceTo(points, after.object(object).center),
  ];
  const base = stopped(failure, stages);
  return {
    ...base,
    attempt: {
      ...base.attempt,
      action,
      checks,
      motion: `motion-${number}.jsonl`,
      distance: before === null || end === null ? null : { before, after: end },
    },
    success: holds && isLast,
    scene: released.scene,
    frames: frames.map((frame, k) => ({ ...frame, distance: distances[k] })),
  };
}

interface CarriedOut {
  readonly released: Omit<Released, 'frames'>;
  readonly frames: readonly ActionState[];
  /** Of the arm; null where nothing was grasped. */
  readonly outcome: PickOutcome | null;
}

/** By the arm where there is one; else as if by an invisible hand, which lets go. */
function carryOut(
  { now, edges, rng, number, graspNear }: AttemptInput & { readonly graspNear: Vec3 },
  picked: number,
  plan: PlannedPose,
): CarriedOut {
  if (now.arm !== null) {
    const own = rng.fork(number).fork('arm');
    const { frames, outcome, ...released } = graspAndPlace(now, now.arm, edges.physics, picked, graspNear, plan, own);
    return { released, frames, outcome };
  }
  const carried = carryFrames(now.graph.geometry, picked, plan.worldFromObject, plan.yaw);
  const released = edges.physics.release(now.scene, [{ id: picked, worldFromObject: plan.worldFromObject }]);
  const begun = carried.length / FRAMES_PER_SECOND;
  const frames = [...carried, ...released.frames.map((frame) => ({ ...frame, time: begun + frame.time }))];
  return { released, frames, outcome: null };
}

/** What slips out of the hand is physics' answer. */
const graspClass = (reason: PickFault): 'grasp' | 'reach' | 'collision' | 'physics' =>
  reason === 'slip' ? 'physics' : reason;

/** The one class of a failed action, the earliest thing that went wrong. */
function whyFailed(
  { task, now, step }: AttemptInput,
  picked: number,
  plan: PlannedPose,
  judged: PlaceJudgement,
  wrongObject: Failure | null,
  checks: readonly Check[],
  outcome: PickOutcome | null,
): Failure {
  if (wrongObject) return wrongObject;
  if (task.expected === 'refuse')
    return { class: 'would-not-fit', detail: 'It was put down, although it fits nowhere that fulfils the task.' };
  if (judged !== 'right') return placeFailure(judged);
  if (outcome?.fault) return { class: graspClass(outcome.fault.reason), detail: outcome.fault.detail };
  const { geometry } = now.graph;
  const { name } = geometry.object(task.steps[step].object).record;
  if (!isBalanced(geometry, picked, plan))
    return { class: 'would-not-fit', detail: `The ${name} hangs over the edge there.` };
  const failed = checks.filter((check) => !check.passed).map(({ check }) => check);
  return {
    class: 'physics',
    detail: `Let go where it should stand, the ${name} did not stay so (${failed.join(', ')}).`,
  };
}

const wrongObjectDetail = (geometry: SceneGeometry, picked: number | null, wanted: number): string => {
  const { name } = geometry.object(wanted).record;
  if (picked === null) return `It pointed at nothing near enough, not at the ${name}.`;
  return `It pointed at the ${geometry.object(picked).record.name} (${picked}), not at the ${name} (${wanted}).`;
};

/** What a robot takes up when it is pointed at. */
function canBeTaken(geometry: SceneGeometry, id: number): boolean {
  const { record, largestExtent } = geometry.object(id);
  return !record.structure && !record.fixed && largestExtent <= 0.5 && !geometry.scene.anchor.by.objects.includes(id);
}

const middleAt = (geometry: SceneGeometry, id: number, pose: Action['worldFromObject']): Vec3 => {
  const { record } = geometry.object(id);
  return transformPoint(compose(pose, invert(record.worldFromObject)), record.obb.center);
};

const isEndpointFault = (failure: Failure): boolean => failure.class === 'model-error';

export type { PointAsked };
