import { transformConvexBody } from '../geometry/convex.js';
import { invert, compose, type Pose } from '../geometry/pose.js';
import { fromYaw } from '../geometry/quat.js';
import { add, type Vec3 } from '../geometry/vec3.js';
import type { Rng } from '../random.js';
import { whyNotMoved } from '../relations/fits-setting.js';
import type { SceneGeometry } from '../relations/scene-geometry.js';
import type { SceneObject } from '../scene/settled-scene.js';
import { failure, success, type Result } from '../result.js';
import type { JointVector } from './arm.js';
import { toolPose } from '../plans/gripper.js';
import {
  carriedHull,
  collisionAt,
  handBodies,
  CARRIED_CLEARANCE,
  HAND_CLEARANCE,
  type Carried,
  type Collisions,
} from './collision.js';
import { connect } from './connect.js';
import { backedOff, candidateGrasps, toolPoses, type ArmGrasp } from './grasps.js';
import { HOME } from './home.js';
import { inverseKinematics } from './inverse-kinematics.js';
import type { MountedArm } from './mount.js';
import { Obstacles, type Clearance } from './obstacles.js';
import { BLEND, timeWay } from './timing.js';
import { isLineFree, mixPoses, followPoses, straightWay, toolAt, type IsFree, type Way } from './way.js';

/** What the arm is to do, in a scene as it stands. */
export interface Errand {
  readonly geometry: SceneGeometry;
  readonly arm: MountedArm;
  readonly object: number;
  /** The point that was pointed at on it, world; null: none. */
  readonly graspNear: Vec3 | null;
  /** Where the object is to stand; a thing that looks the same in several turns may stand in any of them. */
  readonly goal: Pose;
  /** Other places that would do as well, tried in order when the goal is out of reach or no hand gets in there. */
  readonly alternatives?: readonly Pose[];
}

export type PlanFault = 'grasp' | 'reach' | 'collision';

/** How to take hold of the object and lift it. */
export interface PickPlan {
  readonly grasp: ArmGrasp;
  /** From where the arm is to before the grasp. */
  readonly approach: Way;
  readonly reachIn: Way;
  readonly lift: Way;
}

/** How to put down what is held. */
export interface PlacePlan {
  readonly carry: Way;
  readonly lower: Way;
}

/** The hand goes straight in over this, metres. */
const WAY_IN = 0.08;
/** The object goes straight up by one of these before it is carried, and comes down as much. */
const LIFTS = [0.12, 0.06, 0.2];
/** Carried over what is between, by one of these above the higher end. */
const CROSSINGS = [0, 0.08, 0.16, 0.26];
/** Grasps looked at closely; each costs ways to be followed. */
const MAX_TRIALS = 24;
/** Attitudes of the arm at a grasp that are followed in from before it. */
const MAX_REACHES = 60;
/** Grasps to which a whole search found no way: after these, none is expected. */
const MAX_BLOCKED = 4;
/** Attitudes of the arm tried for a pose of the hand, the nearest ones. */
const MAX_ARMS = 3;
/** The hand opens by this on either side when it lets go. */
export const LET_GO = 0.004;
/** Below what it touches anyway, an object may sink by this on its way, metres: numbers are not exact. */
const SLACK = 0.0006;
/** Within this of something, an object counts as touching or leaning on it. */
const TOUCHING = 0.006;
/** The object is lowered to this above the goal, and from there until it is felt to stand. */
export const ABOVE_GOAL = 0.002;

/** One errand's obstacles, and what is free among them. */
export class Planner {
  private obstacles: Obstacles;
  /** Where the object may be put, in the order in which that is tried. */
  private readonly goals: readonly Pose[];

  constructor(
    readonly errand: Errand,
    private readonly rng: Rng,
  ) {
    this.obstacles = new Obstacles(errand.geometry);
    const { symmetry } = errand.geometry.object(errand.object).record;
    this.goals = [errand.goal, ...(errand.alternatives ?? [])].flatMap((goal) => likeTurns(goal, symmetry));
  }

  /** Things are no longer where the scene has them: what is planned from now on goes by where they are. */
  update(poseOf: (id: number) => Pose): void {
    const { geometry } = this.errand;
    this.obstacles = new Obstacles(geometry, (id) => (geometry.object(id).record.fixed ? undefined : poseOf(id)));
  }

  /** The cheapest grasp that hand and arm reach and that leads to the goal, with the ways to it. */
  pick(from: JointVector): Result<PickPlan, PlanFault> {
    const { geometry, arm, object: id, graspNear } = this.errand;
    const name = geometry.object(id).record.name;
    const why = whyNotMoved(geometry, id);
    if (why !== null) return failure('grasp', `The ${name} cannot be taken: ${why}.`);
    const candidates = candidateGrasps(geometry, arm, id, graspNear);
    if (candidates.length === 0) return failure('grasp', `No two facing sides of the ${name} fit between the jaws.`);
    // How far any grasp came names the fault.
    let came = 0;
    let trials = 0;
    let reaches = 0;
    let blocked = 0;
    for (const grasp of candidates) {
      if (!this.handFits(grasp)) continue;
      came = Math.max(came, 1);
      const toolFromObject = this.inHand(toolPose(grasp));
      let open: readonly Pose[] | null = null;
      for (const worldFromTool of toolPoses(grasp)) {
        const held = this.inHand(worldFromTool);
        for (const joints of this.goodArms(worldFromTool, from)) {
          if (trials >= MAX_TRIALS || reaches++ >= MAX_REACHES) break;
          came = Math.max(came, 2);
          if (!this.isFreeAt(grasp, joints)) continue;
          came = Math.max(came, 3);
          if (!this.goals.some((goal) => this.goalArms(goal, held, joints).length > 0)) continue;
          came = Math.max(came, 4);
          const goals = (open ??= this.openGoals(grasp, toolFromObject));
          if (goals.length === 0) break;
          const reachIn = this.reach(grasp, joints);
          if (reachIn === null) continue;
          trials++;
          const lift = this.lift(grasp, joints, held);
          if (lift === null || this.lowering(grasp, held, lift[lift.length - 1], goals) === null) continue;
          const approach = this.travel(from, reachIn[0], grasp.opening);
          if (approach !== null) return success({ grasp, approach, reachIn, lift });
          if (++blocked >= MAX_BLOCKED)
            return failure('collision', `No free way was found for the arm to the ${name}.`);
        }
      }
    }
    switch (came) {
      case 0:
        return failure('collision', `The hand does not get to the ${name} between the other things.`);
      case 1:
        return failure('reach', `The arm does not reach any grasp of the ${name}.`);
      case 2:
        return failure('collision', `No grasp of the ${name} is free for hand and arm.`);
      case 3:
        return failure('reach', `The arm does not reach where the ${name} is to stand.`);
      default:
        return failure('collision', `No grasp of the ${name} leads to where it is to stand without a collision.`);
    }
  }

  /** Whether it can be taken hold of and lifted, wherever it is to go. */
  canPick(from: JointVector): boolean {
    const { geometry, arm, object: id } = this.errand;
    return candidateGrasps(geometry, arm, id, this.errand.graspNear)
      .filter((grasp) => this.handFits(grasp))
      .slice(0, MAX_TRIALS)
      .some((grasp) =>
        toolPoses(grasp).some((worldFromTool) =>
          this.goodArms(worldFromTool, from).some((joints) => {
            if (this.reach(grasp, joints) === null) return false;
            return this.lift(grasp, joints, this.inHand(worldFromTool)) !== null;
          }),
        ),
      );
  }

  /**
   * How to put down what is in the hand.
   *
   * @param from joints after lifting
   * @param toolFromObject where the object really is in the hand
   */
  place(from: JointVector, grasp: ArmGrasp, toolFromObject: Pose): Result<PlacePlan, PlanFault> {
    const { geometry, object: id } = this.errand;
    const name = geometry.object(id).record.name;
    const lowering = this.lowering(grasp, toolFromObject, from, this.openGoals(grasp, toolFromObject));
    if (lowering === null) return failure('collision', `The ${name} cannot be lowered to its place.`);
    const carry = this.carry(from, lowering[0], grasp, toolFromObject);
    if (carry === null) return failure('collision', `No free way was found to carry the ${name} over.`);
    return success({ carry, lower: lowering });
  }

  /** A free way from one configuration to another with nothing in the hand. */
  travel(from: JointVector, to: JointVector, opening: number): Way | null {
    const isFree = this.isFree(opening, null, NOTHING);
    if (isLineFree(from, to, isFree)) return [from, to];
    return connect(from, to, isFree, this.rng.fork('travel'));
  }

  /**
   * Control steps of a way. Where rounding its corners would touch something, it stops at each of them instead.
   *
   * @param toolFromObject of the object in the hand; null: the hand is empty
   */
  time(way: Way, toolSpeed: number, opening: number, toolFromObject: Pose | null): readonly JointVector[] {
    const { arm, object } = this.errand;
    const blend = toolFromObject ? BLEND.carrying : BLEND.free;
    const steps = timeWay(arm, way, toolSpeed, blend);
    const isFree = toolFromObject
      ? this.isFree(opening, this.carried(toolFromObject), new Set([object]))
      : this.isFree(opening, null, NOTHING);
    if (steps.every((joints, k) => k % LOOK_EVERY !== 0 || isFree(joints))) return steps;
    return way.slice(1).flatMap((joints, k) => timeWay(arm, [way[k], joints], toolSpeed, blend));
  }

  /** Straight out of where the hand is, along its own axis; shorter where something is in the way. */
  backOut(from: JointVector, opening: number): Way {
    const { arm, object } = this.errand;
    const isFree = this.isFree(opening, null, new Set([object]));
    for (const by of [WAY_IN, WAY_IN / 2]) {
      const way = straightWay(arm, from, along(toolAt(arm, from), -by), isFree);
      if (way) return way;
    }
    return straightWay(arm, from, along(toolAt(arm, from), -WAY_IN), () => true) ?? [from];
  }

  /** Straight down from where the hand is, whatever is there. */
  sink(from: JointVector, by: number): Way {
    const { arm } = this.errand;
    return straightWay(arm, from, raised(toolAt(arm, from), -by), () => true) ?? [from];
  }

  /** Whether palm and fingers are free at a grasp, before it is asked how the arm gets there. */
  private handFits(grasp: ArmGrasp): boolean {
    const hand = handBodies(toolPose(grasp), grasp.opening);
    const clearance = this.graspClearance(this.errand.object);
    return this.obstacles.hit(hand, clearance) === null;
  }

  /** Elbow up or down, wrist either way: the nearest ones. */
  private goodArms(worldFromTool: Pose, near: JointVector): readonly JointVector[] {
    return inverseKinematics(worldFromTool, this.errand.arm.worldFromBase, near).slice(0, MAX_ARMS);
  }

  /** Where the object is in a hand that takes it now. */
  private inHand(worldFromTool: Pose): Pose {
    const { geometry, object } = this.errand;
    return compose(invert(worldFromTool), geometry.object(object).record.worldFromObject);
  }

  /** Goals at which the hand that lets go, and the object, are free, whatever the arm behind them. */
  private openGoals(grasp: ArmGrasp, toolFromObject: Pose): readonly Pose[] {
    const { object: id } = this.errand;
    const { hull } = this.carried(toolFromObject);
    const others =
      (clearance: Clearance): Clearance =>
      (x) =>
        x === id ? -Infinity : clearance(x);
    return this.goals.filter((goal) => {
      const atGoal = compose(raised(goal, ABOVE_GOAL), invert(toolFromObject));
      const hand = handBodies(atGoal, grasp.width + 2 * LET_GO);
      if (
        this.obstacles.hit(
          hand,
          others(() => HAND_CLEARANCE),
        ) !== null
      )
        return false;
      // A place under something that juts out is open to the side only, and things are put down from above.
      const allowed = others(this.touchedAt(goal));
      return [0, 0.03, 0.06].every(
        (height) => this.obstacles.hit([transformConvexBody(raised(atGoal, height), hull)], allowed) === null,
      );
    });
  }

  /** Configurations that hold the object just above a goal. */
  private goalArms(goal: Pose, toolFromObject: Pose, near: JointVector): readonly JointVector[] {
    return this.goodArms(compose(raised(goal, ABOVE_GOAL), invert(toolFromObject)), near);
  }

  /** Whether hand and arm touch nothing while they hold. */
  private isFreeAt(grasp: ArmGrasp, joints: JointVector): boolean {
    return this.isFree(grasp.opening, null, NOTHING, this.graspClearance(this.errand.object))(joints);
  }

  /** Straight in to a grasp; the first configuration is the one before it. */
  private reach(grasp: ArmGrasp, joints: JointVector): Way | null {
    const { arm, object } = this.errand;
    const free = this.isFree(grasp.opening, null, NOTHING, this.graspClearance(object));
    if (!free(joints)) return null;
    const way = straightWay(arm, joints, toolOf(arm, joints, grasp, WAY_IN), free);
    return way && [...way].reverse();
  }

  /** Straight up with the object, which may touch what it touches now. */
  private lift(grasp: ArmGrasp, joints: JointVector, toolFromObject: Pose): Way | null {
    const { arm, object: id, geometry } = this.errand;
    const carried = this.carried(toolFromObject);
    const allowed = this.touchedAt(geometry.object(id).record.worldFromObject);
    const free = this.isFree(grasp.width, carried, new Set([id]), () => HAND_CLEARANCE, allowed);
    const start = toolAt(arm, joints);
    for (const height of LIFTS) {
      const way = straightWay(arm, joints, raised(start, height), free);
      if (way) return way;
    }
    return null;
  }

  /** Straight down to the first goal that allows it, with the hand's way out, in the arm's attitude nearest to `near`. */
  private lowering(grasp: ArmGrasp, toolFromObject: Pose, near: JointVector, goals: readonly Pose[]): Way | null {
    const { arm, object: id } = this.errand;
    const carried = this.carried(toolFromObject);
    const others = new Set([id]);
    const opened = grasp.width + 2 * LET_GO;
    for (const goal of goals) {
      const atGoal = compose(raised(goal, ABOVE_GOAL), invert(toolFromObject));
      const allowed = this.touchedAt(goal);
      const loaded = this.isFree(grasp.width, carried, others, () => HAND_CLEARANCE, allowed);
      const left = this.isFree(opened, null, others);
      for (const joints of this.goodArms(atGoal, near)) {
        if (!loaded(joints)) continue;
        if (straightWay(arm, joints, along(toolAt(arm, joints), -WAY_IN), left) === null) continue;
        for (const height of LIFTS) {
          const up = straightWay(arm, joints, raised(atGoal, height), loaded);
          if (up) return [...up].reverse();
        }
      }
    }
    return null;
  }

  /** From above the one place to above the other: level and upright where that is free, else any way. */
  private carry(from: JointVector, to: JointVector, grasp: ArmGrasp, toolFromObject: Pose): Way | null {
    const { arm, object: id } = this.errand;
    const isFree = this.isFree(grasp.width, this.carried(toolFromObject), new Set([id]));
    if (!isFree(to)) return null;
    const [start, end] = [toolAt(arm, from), toolAt(arm, to)];
    for (const extra of CROSSINGS) {
      const height = Math.max(start.position[2], end.position[2]) + extra;
      const poses = arc(arm, start, end, height);
      const way = followPoses(arm, from, poses, isFree);
      if (way && isLineFree(way[way.length - 1], to, isFree)) return [...way, to];
    }
    return connect(from, to, isFree, this.rng.fork('carry'));
  }

  private carried(toolFromObject: Pose): Carried {
    const { geometry, object } = this.errand;
    return carriedHull(object, geometry.object(object).record.parts, toolFromObject);
  }

  /** While an object leaves or nears a place, it may come as near to things as it is there. */
  private touchedAt(worldFromObject: Pose): Clearance {
    const { geometry, object: id } = this.errand;
    const { hull } = carriedHull(id, geometry.object(id).record.parts, worldFromObject);
    const allowed = new Map<number, number>();
    for (const other of this.obstacles.near(hull, TOUCHING)) {
      if (other === id) continue;
      const gap = this.obstacles.separation(hull, other, TOUCHING);
      allowed.set(other, Math.min(CARRIED_CLEARANCE, gap - SLACK));
    }
    return (other) => allowed.get(other) ?? CARRIED_CLEARANCE;
  }

  /** The object to be taken is between the fingers: they keep only just off it. */
  private graspClearance(object: number): Clearance {
    return (id) => (id === object ? 0.0005 : HAND_CLEARANCE);
  }

  private isFree(
    opening: number,
    carried: Carried | null,
    ignore: ReadonlySet<number>,
    handClearance?: Clearance,
    carriedClearance?: Clearance,
  ): IsFree {
    const { arm } = this.errand;
    const collisions: Collisions = { arm, obstacles: this.obstacles, ignore };
    return (joints) =>
      collisionAt(
        collisions,
        { joints, opening, worldFromTool: toolAt(arm, joints), ...(carried && { carried }) },
        handClearance,
        carriedClearance,
      ) === null;
  }
}

/** Steps of a full turn that are tried for things that look the same in every turn. */
const TURNS = 12;

/** A pose in the turns about the object's own axis in which it looks the same. */
function likeTurns(goal: Pose, symmetry: SceneObject['symmetry']): Pose[] {
  const count = symmetry === 'infinite' ? TURNS : symmetry;
  return Array.from({ length: count }, (_, k) =>
    compose(goal, { position: [0, 0, 0], orientation: fromYaw((2 * Math.PI * k) / count) }),
  );
}

/** Every so many control steps of a timed way are looked at. */
const LOOK_EVERY = 12;

const NOTHING: ReadonlySet<number> = new Set();

const raised = ({ position, orientation }: Pose, by: number): Pose => ({
  position: add(position, [0, 0, by]),
  orientation,
});

/** Moved along its own way in. */
const along = (tool: Pose, by: number): Pose => compose(tool, { position: [0, 0, by], orientation: [0, 0, 0, 1] });

/** The pose before a grasp, in the turn of the hand that the configuration has. */
const toolOf = (arm: MountedArm, joints: JointVector, grasp: ArmGrasp, by: number): Pose => ({
  position: backedOff(grasp, by).middle,
  orientation: toolAt(arm, joints).orientation,
});

/** Steps of the way over, radians about the base or metres away from it, whichever is more of them. */
const ARC_STEP = 0.04;

/** Up, around the base at a steady rate in angle, distance and turn, and down. */
function arc({ worldFromBase }: MountedArm, start: Pose, end: Pose, height: number): Pose[] {
  const [bx, by] = worldFromBase.position;
  const polar = ({ position: [x, y] }: Pose) => ({ r: Math.hypot(x - bx, y - by), a: Math.atan2(y - by, x - bx) });
  const [p, q] = [polar(start), polar(end)];
  const turn = Math.atan2(Math.sin(q.a - p.a), Math.cos(q.a - p.a));
  const count = Math.max(2, Math.ceil(Math.max(Math.abs(turn), Math.abs(q.r - p.r)) / ARC_STEP));
  const at = (pose: Pose, z: number): Pose => ({ ...pose, position: [pose.position[0], pose.position[1], z] });
  const climb = (pose: Pose, from: number, to: number) => {
    const steps = Math.ceil(Math.abs(to - from) / 0.02);
    return Array.from({ length: steps }, (_, k) => at(pose, from + ((to - from) * (k + 1)) / steps));
  };
  const over = Array.from({ length: count }, (_, k): Pose => {
    const t = (k + 1) / count;
    const [r, a] = [p.r + (q.r - p.r) * t, p.a + turn * t];
    const { orientation } = mixPoses(start, end, t);
    return { position: [bx + r * Math.cos(a), by + r * Math.sin(a), height], orientation };
  });
  return [...climb(start, start.position[2], height), ...over, ...climb(end, height, end.position[2])];
}

/** Whether the arm can take hold of an object where it stands, and lift it: tasks are made of such objects. */
export const isGraspable = (geometry: SceneGeometry, arm: MountedArm, object: number, rng: Rng): boolean => {
  const goal = geometry.object(object).record.worldFromObject;
  return new Planner({ geometry, arm, object, graspNear: null, goal }, rng).canPick(HOME);
};
