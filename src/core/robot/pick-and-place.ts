import type { ActionState, ArmCommand, ManipulationWorld } from '../edges.js';
import { compose, invert, transformPoint, type Pose } from '../geometry/pose.js';
import { length } from '../geometry/vec3.js';
import type { Rng } from '../random.js';
import type { Fault } from '../result.js';
import { TOOL_SPEED, type JointVector } from './arm.js';
import { HOME } from './home.js';
import { MAX_OPENING } from './links.js';
import { LET_GO, Planner, type Errand, type PickPlan, type PlanFault } from './plan-pick.js';
import { timeWay } from './timing.js';
import { toolAt } from './way.js';

/** Why an errand was not done. */
export type PickFault = PlanFault | 'slip';

/** How far it came, in order. */
export interface PickStages {
  /** A grasp, the ways to it and on to the goal were found. */
  planned: boolean;
  /** Both fingers press on the object. */
  grasped: boolean;
  lifted: boolean;
  /** It was still in the hand above its goal. */
  carried: boolean;
  /** It stood on something when the hand let go. */
  released: boolean;
  /** The arm is back where it waits. */
  retreated: boolean;
}

export interface PickOutcome {
  /** null: it was carried to its goal and let go there. Where it came to rest the world knows. */
  readonly fault: Fault<PickFault> | null;
  readonly stages: Readonly<PickStages>;
  /** The grasp that was tried. */
  readonly grasp: PickPlan['grasp'] | null;
}

/** Control steps between two states: thirty a second. */
const STEPS_PER_STATE = 8;
/** The fingers hold when each presses with this share of what was asked for; closing takes this long at most, seconds. */
const FIRM = 0.8;
const CLOSE_TIME = 2;
/** Held so long before lifting, seconds. */
const HOLD_TIME = 0.1;
/** What shifted further than this in the hand is slipping out, metres. */
const SLIPPED = 0.03;
/** It stands when this part of its weight is carried by something else for so many steps. */
const STANDS = 0.3;
const STANDS_STEPS = 4;
/** Below its goal it is lowered no further than this, metres. */
const BELOW_GOAL = 0.005;

/**
 * Takes an object and puts it down: planned in the scene as it stands, carried out in the world, from the arm's waiting
 * place and back. Nothing holds the object but the fingers' friction. Where it really lies in the hand is measured once
 * it is lifted, and the way on is planned from that.
 */
export function* pickAndPlace(
  world: ManipulationWorld,
  errand: Errand,
  rng: Rng,
): Generator<ActionState, PickOutcome, void> {
  const stages: PickStages = {
    planned: false,
    grasped: false,
    lifted: false,
    carried: false,
    released: false,
    retreated: false,
  };
  let planner = new Planner(errand, rng);
  let picked = planner.pick(HOME);
  if (!picked.ok && errand.graspNear !== null) {
    // Near the point there was no grasp that leads there: anywhere on the object, then.
    const anywhere = new Planner({ ...errand, graspNear: null }, rng);
    const again = anywhere.pick(HOME);
    if (again.ok) [planner, picked] = [anywhere, again];
  }
  if (!picked.ok) return { fault: picked.fault, stages: { ...stages, retreated: true }, grasp: null };
  stages.planned = true;
  const drive = new Drive(world);
  const fault = yield* act(world, errand, planner, drive, picked.value, stages);
  yield* retreat(errand, planner, drive, world, stages);
  return { fault, stages, grasp: picked.value.grasp };
}

/** From the waiting place to where the object is let go, or to what went wrong. The hand is open afterwards. */
function* act(
  world: ManipulationWorld,
  { arm, object: id, geometry }: Errand,
  planner: Planner,
  drive: Drive,
  { grasp, approach, reachIn, lift }: PickPlan,
  stages: PickStages,
): Generator<ActionState, Fault<PickFault> | null, void> {
  const { record } = geometry.object(id);
  const open = { open: grasp.opening };
  const squeeze = { squeeze: grasp.squeeze };
  const inHand = (): Pose => compose(invert(toolAt(arm, drive.joints)), world.poseOf(id));
  const letGo = () => drive.open(drive.opening + 2 * LET_GO);

  yield* drive.along(planner.time(approach, TOOL_SPEED.free, grasp.opening, null), open);
  yield* drive.along(timeWay(arm, reachIn, TOOL_SPEED.near), open);
  const firm = yield* drive.until(CLOSE_TIME, squeeze, () => world.grip() >= FIRM * grasp.squeeze);
  if (!firm) {
    yield* letGo();
    return { reason: 'grasp', detail: `The fingers closed without taking hold of the ${record.name}.` };
  }
  stages.grasped = true;
  yield* drive.until(HOLD_TIME, squeeze, () => false);

  const taken = inHand();
  yield* drive.along(timeWay(arm, lift, TOOL_SPEED.near), squeeze);
  const toolFromObject = inHand();
  if (slipBetween(taken, toolFromObject) > SLIPPED) {
    yield* letGo();
    return { reason: 'slip', detail: `The ${record.name} slipped when it was lifted.` };
  }
  stages.lifted = true;

  planner.update((other) => world.poseOf(other));
  const placing = planner.place(drive.joints, grasp, toolFromObject);
  if (!placing.ok) {
    yield* drive.along(timeWay(arm, [...lift].reverse(), TOOL_SPEED.near), squeeze);
    yield* letGo();
    return placing.fault;
  }
  const { carry, lower } = placing.value;
  yield* drive.along(planner.time(carry, TOOL_SPEED.carrying, grasp.width, toolFromObject), squeeze);
  if (slipBetween(toolFromObject, inHand()) > SLIPPED) {
    yield* letGo();
    return { reason: 'slip', detail: `The ${record.name} slipped on the way.` };
  }
  stages.carried = true;

  const enough = STANDS * record.mass * length(geometry.scene.gravity);
  let standing = 0;
  const stands = () => {
    standing = world.supportOf(id) >= enough ? standing + 1 : 0;
    return standing >= STANDS_STEPS;
  };
  const down = [...lower, ...planner.sink(lower[lower.length - 1], BELOW_GOAL).slice(1)];
  stages.released = yield* drive.along(timeWay(arm, down, TOOL_SPEED.near), squeeze, stands);
  yield* letGo();
  return null;
}

/**
 * How far what was between the pads has moved from there, metres: a leaning thing that swings flush between them has not
 * slipped.
 *
 * @param before, after toolFromObject
 */
const slipBetween = (before: Pose, after: Pose): number =>
  length(transformPoint(after, transformPoint(invert(before), [0, 0, 0])));

/** Out along the hand's own axis and back to the waiting place. */
function* retreat(
  { arm }: Errand,
  planner: Planner,
  drive: Drive,
  world: ManipulationWorld,
  stages: PickStages,
): Generator<ActionState, void, void> {
  planner.update((id) => world.poseOf(id));
  const { opening } = drive;
  yield* drive.along(timeWay(arm, planner.backOut(drive.joints, opening), TOOL_SPEED.near), { open: opening });
  const home = planner.travel(drive.joints, HOME, opening);
  if (home === null) return;
  yield* drive.along(planner.time(home, TOOL_SPEED.free, opening, null), { open: opening });
  stages.retreated = true;
}

/** Feeds the world control steps and hands out its state thirty times a second. */
class Drive {
  joints: JointVector = HOME;
  /** As last seen, metres. */
  opening = MAX_OPENING;
  private steps = 0;

  constructor(private readonly world: ManipulationWorld) {}

  /** @returns whether `enough` ended it early */
  *along(
    joints: readonly JointVector[],
    jaws: ArmCommand['jaws'],
    enough: () => boolean = () => false,
  ): Generator<ActionState, boolean, void> {
    for (const next of joints) {
      this.joints = next;
      yield* this.step(jaws);
      if (enough()) return true;
    }
    return false;
  }

  /** Stands still. @returns whether `enough` ended it before the time, seconds, was over */
  *until(time: number, jaws: ArmCommand['jaws'], enough: () => boolean): Generator<ActionState, boolean, void> {
    for (let k = 0; k < time * STEPS_PER_STATE * STATES_PER_SECOND; k++) {
      yield* this.step(jaws);
      if (enough()) return true;
    }
    return false;
  }

  *open(opening: number): Generator<ActionState, void, void> {
    const jaws = { open: Math.min(MAX_OPENING, opening) };
    yield* this.until(OPEN_TIME, jaws, () => false);
  }

  private *step(jaws: ArmCommand['jaws']): Generator<ActionState, void, void> {
    this.world.step({ joints: this.joints, jaws });
    if (++this.steps % STEPS_PER_STATE !== 0) return;
    const state = this.world.state();
    this.opening = state.opening;
    yield state;
  }
}

const STATES_PER_SECOND = 30;
/** Seconds that letting go takes. */
const OPEN_TIME = 0.3;
