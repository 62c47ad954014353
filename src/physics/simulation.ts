import { World } from 'cannon-es';
import { MAX_REST_DRIFT } from '../core/scene/rest.js';
import type { SceneSpec } from '../core/scene/scene-spec.js';
import { ANGULAR_DAMPING, createBody, LINEAR_DAMPING, type SimulatedBody } from './bodies.js';
import { ColliderNarrowphase } from './narrowphase.js';
import { CoulombSolver } from './coulomb-solver.js';
import { ForceMeter } from './force-meter.js';
import type { Hull } from './hull.js';

/** Time step, seconds. */
export const STEP = 1 / 240;

/** One scene in the engine. Bodies stand in the order of the spec's objects. */
export interface Simulation {
  readonly world: World;
  readonly solver: CoulombSolver;
  readonly narrowphase: ColliderNarrowphase;
  readonly bodies: readonly SimulatedBody[];
}

/** @param hulls convex parts of each object, in its own frame, in the order of the objects */
export function createSimulation(spec: SceneSpec, hulls: readonly (readonly Hull[])[]): Simulation {
  const world = new World();
  world.gravity.set(...spec.gravity);
  const solver = new CoulombSolver();
  world.solver = solver;
  const narrowphase = new ColliderNarrowphase(world);
  world.narrowphase = narrowphase;
  world.broadphase.useBoundingBoxes = true;
  const bodies = spec.objects.map((object, k) => createBody(object, hulls[k]));
  for (const { body } of bodies) world.addBody(body);
  return { world, solver, narrowphase, bodies };
}

/** How a scene came to rest, or where it was when time ran out. */
export interface RestReport {
  readonly steps: number;
  /** How far any point of a body moved in the last watched half second, metres. */
  readonly drift: number;
  /** Index of the body that drifted most. */
  readonly worst: number;
  readonly rested: boolean;
  /** Contact impulses over the end of that half second. */
  readonly meter: ForceMeter;
}

const WATCH_STEPS = 120;
/** Shares of support are those of the last quarter second. */
export const METER_STEPS = 60;
/** Positions are compared this often, steps. */
export const LOOK_EVERY = 12;
/** Falling asleep stops slow rolling; then all are woken and watched. Rounds of it, and steps of the first and later ones. */
const ROUNDS = 3;
const FIRST_ROUND_STEPS = 480;
const LATER_ROUND_STEPS = 240;
/** In later rounds bodies are braked harder (share of speed lost in a second): it is rocking that keeps them awake. */
const BRAKING = 0.95;
/** A sleeper is woken when what touched it moved this far since, metres. */
const WAKE_SHIFT = 0.0002;

/**
 * Steps a scene until nothing moves for half a second with every body awake: asleep, bodies float when their support
 * is gone and hide what creeps.
 *
 * @param lost asked now and then; true ends it early, when something fell off and waiting longer is of no use
 * @param onStep told after every step how many there were
 */
export function letRest(
  simulation: Simulation,
  lost: () => boolean,
  onStep: (steps: number) => void = () => {},
): RestReport {
  const { world, solver, bodies } = simulation;
  let steps = 0;
  for (let round = 0; ; round++) {
    world.allowSleep = true;
    const sleepers = new SleepWatch(simulation);
    const limit = round === 0 ? FIRST_ROUND_STEPS : LATER_ROUND_STEPS;
    if (round > 0) setDamping(simulation, BRAKING, BRAKING);
    for (let k = 1; k <= limit; k++) {
      world.step(STEP);
      onStep(++steps);
      if (!world.hasActiveBodies) break;
      if (k % LOOK_EVERY !== 0) continue;
      sleepers.wakeUnsupported();
      if (lost()) return { steps, drift: Infinity, worst: 0, rested: false, meter: new ForceMeter() };
    }
    if (round > 0) setDamping(simulation, LINEAR_DAMPING, ANGULAR_DAMPING);
    world.allowSleep = false;
    for (const { body } of bodies) body.wakeUp();
    const meter = new ForceMeter();
    const start = readPoses(bodies);
    let drift = 0;
    let worst = 0;
    for (let k = 1; k <= WATCH_STEPS; k++) {
      world.step(STEP);
      onStep(++steps);
      if (k > WATCH_STEPS - METER_STEPS) meter.add(world, solver, STEP);
      if (k % LOOK_EVERY !== 0) continue;
      for (let b = 0; b < bodies.length; b++) {
        const moved = shiftSince(bodies[b], start, b);
        if (moved > drift) {
          drift = moved;
          worst = b;
        }
      }
    }
    const rested = drift <= MAX_REST_DRIFT;
    if (rested || round + 1 === ROUNDS || lost()) return { steps, drift, worst, rested, meter };
  }
}

function setDamping({ bodies }: Simulation, linear: number, angular: number): void {
  for (const { body } of bodies) {
    body.linearDamping = linear;
    body.angularDamping = angular;
  }
}

/** Wakes bodies that sleep on something that moved: cannon-es leaves them floating. */
export class SleepWatch {
  private poses: Float64Array;
  private readonly touching = new Map<number, number[]>();
  constructor(private readonly simulation: Simulation) {
    this.poses = readPoses(simulation.bodies);
  }

  /** Sleepers touched by a body that moved since the last call wake up. */
  wakeUnsupported(): void {
    const { bodies, world } = this.simulation;
    const { touching } = this;
    // Pairs asleep have no contacts, so the last known ones are kept until one of them moves again.
    for (const { bi, bj } of world.contacts) {
      remember(touching, bi.index, bj.index);
      remember(touching, bj.index, bi.index);
    }
    for (let b = 0; b < bodies.length; b++) {
      if (shiftSince(bodies[b], this.poses, b) <= WAKE_SHIFT) continue;
      // Bodies beyond the scene's objects are links of an arm: they never sleep.
      for (const other of touching.get(b) ?? []) bodies[other]?.body.wakeUp();
      touching.delete(b);
      writePose(bodies[b], this.poses, b);
    }
  }
}

function remember(touching: Map<number, number[]>, from: number, to: number): void {
  const known = touching.get(from);
  if (known === undefined) touching.set(from, [to]);
  else if (!known.includes(to)) known.push(to);
}

/** [7 n] position and orientation of each body. */
export function readPoses(bodies: readonly SimulatedBody[]): Float64Array {
  const poses = new Float64Array(7 * bodies.length);
  for (let b = 0; b < bodies.length; b++) writePose(bodies[b], poses, b);
  return poses;
}

function writePose({ body: { position: p, quaternion: q } }: SimulatedBody, poses: Float64Array, b: number): void {
  const o = 7 * b;
  poses[o] = p.x;
  poses[o + 1] = p.y;
  poses[o + 2] = p.z;
  poses[o + 3] = q.x;
  poses[o + 4] = q.y;
  poses[o + 5] = q.z;
  poses[o + 6] = q.w;
}

/** Upper bound of how far any point of the body moved since `poses` was read, metres. */
export function shiftSince(
  { body: { position: p, quaternion: q }, reach }: SimulatedBody,
  poses: Float64Array,
  b: number,
): number {
  const o = 7 * b;
  const shift = Math.sqrt((p.x - poses[o]) ** 2 + (p.y - poses[o + 1]) ** 2 + (p.z - poses[o + 2]) ** 2);
  // q and −q are one turn; the half angle is the distance of near unit quaternions.
  const sign = q.x * poses[o + 3] + q.y * poses[o + 4] + q.z * poses[o + 5] + q.w * poses[o + 6] < 0 ? -1 : 1;
  const half = Math.sqrt(
    (sign * q.x - poses[o + 3]) ** 2 +
      (sign * q.y - poses[o + 4]) ** 2 +
      (sign * q.z - poses[o + 5]) ** 2 +
      (sign * q.w - poses[o + 6]) ** 2,
  );
  return shift + 2 * half * reach;
}
