import type { Body } from 'cannon-es';
import type { ActionState, ArmCommand, ManipulationWorld } from '../core/edges.js';
import { compose, type Pose } from '../core/geometry/pose.js';
import { distance, length } from '../core/geometry/vec3.js';
import type { JointVector } from '../core/robot/arm.js';
import { HOME } from '../core/robot/home.js';
import { MAX_OPENING } from '../core/robot/links.js';
import type { MountedArm } from '../core/robot/mount.js';
import { MAX_REST_DRIFT } from '../core/scene/rest.js';
import { readAnchor } from '../core/scene/read-anchor.js';
import type { MeshLibrary } from '../core/scene/scene-spec.js';
import type { SettledScene } from '../core/scene/settled-scene.js';
import { ArmBodies, FIXED } from './arm-bodies.js';
import { moveBody, poseOf, type SimulatedBody } from './bodies.js';
import { byPair, supportRecords } from './contact-records.js';
import type { CoulombSolver } from './coulomb-solver.js';
import { Jaws } from './jaws.js';
import { deepestOverlap, placeParts } from './penetration.js';
import { contactsOfFixed, type PartShapes } from './settle.js';
import { settledObject, settledSurfaces } from './settled-record.js';
import { createSimulation, SleepWatch, STEP, type Simulation } from './simulation.js';
import { watchRest } from './watch-rest.js';
import { TouchMeter } from './touch-meter.js';

/** Things that moved are looked for this often, steps. */
const WATCH_EVERY = 6;

/** While things come to rest their state is told thirty times a second, steps. */
const STATE_EVERY = 8;

/** What moved this far since the world was opened has been moved: its touches are recorded, metres. */
const MOVED = 0.001;

/** A pose is told again when it differs by more than this, metres (turning counts at the body's rim). */
const SAME_POSE = 1e-6;

/** @param shapes convex parts of the scene's objects, in their order */
export function openManipulation(
  scene: SettledScene,
  shapes: readonly PartShapes[],
  arm: MountedArm | null,
  meshes: MeshLibrary,
): ManipulationWorld {
  return new World(scene, shapes, arm, meshes);
}

class World implements ManipulationWorld {
  private readonly simulation: Simulation;
  private readonly sleepers: SleepWatch;
  private readonly links: ArmBodies | null;
  private readonly jaws = new Jaws(MAX_OPENING);
  private readonly byId = new Map<number, SimulatedBody>();
  private readonly meter: TouchMeter;
  private readonly moved = new Set<number>();
  private readonly told = new Map<number, Pose>();
  private joints: JointVector;
  private steps = 0;
  private forces: readonly [number, number] = [0, 0];
  private readonly impulse = new Float64Array(3);

  constructor(
    private readonly scene: SettledScene,
    private readonly shapes: readonly PartShapes[],
    private readonly arm: MountedArm | null,
    private readonly meshes: MeshLibrary,
  ) {
    this.simulation = createSimulation(
      { ...scene, intendedSupport: {}, free: [] },
      shapes.map(({ hulls }) => hulls),
    );
    const { world, bodies } = this.simulation;
    for (const simulated of bodies) {
      this.byId.set(simulated.object.id, simulated);
      if (simulated.object.fixed) simulated.body.collisionFilterGroup = FIXED;
    }
    world.allowSleep = true;
    this.sleepers = new SleepWatch(this.simulation);
    this.joints = HOME;
    this.links = arm && new ArmBodies(arm, world, this.joints, this.jaws.opening);
    this.meter = new TouchMeter((bi, bj) => this.isOfInterest(bi.index) || this.isOfInterest(bj.index));
  }

  step(command: ArmCommand | null): void {
    const { world, solver } = this.simulation;
    const { links, jaws } = this;
    if (links) {
      if (command) {
        this.joints = command.joints;
        jaws.next(command.jaws, this.forces, this.lightestNear());
        links.aim(this.joints, jaws.opening, STEP);
      } else links.stop();
    }
    world.step(STEP);
    this.steps++;
    links?.place(this.joints, jaws.opening);
    this.meter.add(solver, STEP);
    if (links) {
      this.forces = [this.pressOn(links.left), this.pressOn(links.right)];
      this.wakeTouched();
    }
    if (this.steps % WATCH_EVERY === 0) {
      this.sleepers.wakeUnsupported();
      this.noteMoved();
    }
  }

  state(): ActionState {
    const { bodies } = this.simulation;
    const poses = bodies.flatMap((simulated) => {
      const { object, reach } = simulated;
      if (object.fixed) return [];
      const pose = poseOf(simulated);
      const last = this.told.get(object.id);
      if (last && poseShift(last, pose, reach) <= SAME_POSE) return [];
      this.told.set(object.id, pose);
      return [{ id: object.id, worldFromObject: pose }];
    });
    return {
      time: this.steps * STEP,
      joints: this.arm && this.joints,
      opening: this.jaws.opening,
      poses,
      touches: this.meter.take(
        (index) => this.idOf(index),
        (index) => index >= bodies.length,
      ),
    };
  }

  poseOf(id: number): Pose {
    return poseOf(this.bodyOf(id));
  }

  grip(): number {
    return (this.forces[0] + this.forces[1]) / 2;
  }

  supportOf(id: number): number {
    const { solver, bodies } = this.simulation;
    const { index } = this.bodyOf(id).body;
    let up = 0;
    solver.contacts.forEach(({ bi, bj }, k) => {
      const other = bi.index === index ? bj : bj.index === index ? bi : null;
      if (other === null || other.index >= bodies.length) return;
      up += (bj.index === index ? 1 : -1) * solver.contactImpulse(k, this.impulse)[2];
    });
    return up / STEP;
  }

  put(id: number, worldFromObject: Pose): void {
    const simulated = this.bodyOf(id);
    if (simulated.object.fixed)
      throw new RangeError(`Object ${id} (${simulated.object.name}) is fixed: it cannot be put elsewhere.`);
    moveBody(simulated.body, compose(worldFromObject, simulated.objectFromBody));
    for (const { body } of this.simulation.bodies) body.wakeUp();
  }

  settle(watch: (state: ActionState) => void = () => {}): ReturnType<ManipulationWorld['settle']> {
    const { scene, simulation, shapes, meshes } = this;
    const { bodies, world, solver } = simulation;
    // Links that stand still: asleep, so that the world's rest can be seen.
    this.links?.stop();
    for (const body of this.links?.bodies ?? []) body.sleep();
    const before = this.steps;
    const rest = watchRest(
      simulation,
      (_, k) => this.moved.has(k),
      () => {
        world.step(STEP);
        this.meter.add(solver, STEP);
        if (++this.steps % WATCH_EVERY === 0) this.noteMoved();
        // Thirty a second go on from where whoever acted left off.
        if (this.steps % STATE_EVERY === 0) watch(this.state());
      },
    );
    for (const body of this.links?.bodies ?? []) body.wakeUp();
    for (const { body } of bodies) body.allowSleep = true;
    world.allowSleep = true;
    this.noteMoved();

    // What leans on the arm itself rests on nothing that a scene knows.
    const contacts = rest.meter.contacts.filter(({ i, j }) => i < bodies.length && j < bodies.length);
    const support = supportRecords(bodies, { contacts, time: rest.meter.time }, length(scene.gravity));
    const poses = bodies.map(poseOf);
    const placed = scene.objects.map((object, k) => placeParts(object, poses[k], shapes[k].bodies));
    const objects = scene.objects.map((object, k) => settledObject(object, poses[k], meshes));
    const spec = { ...scene, intendedSupport: {}, free: [] };
    return {
      rested: rest.drift <= MAX_REST_DRIFT,
      scene: {
        ...scene,
        anchor: readAnchor(scene.anchor, objects),
        objects,
        surfaces: settledSurfaces(spec, objects),
        contacts: [...support.contacts, ...contactsOfFixed(placed)].sort(byPair),
        settle: { steps: this.steps - before, drift: rest.drift, penetration: deepestOverlap(placed).depth },
      },
    };
  }

  private bodyOf(id: number): SimulatedBody {
    const simulated = this.byId.get(id);
    if (simulated === undefined) throw new RangeError(`Scene "${this.scene.id}" has no object ${id}.`);
    return simulated;
  }

  private idOf(index: number): number {
    const { bodies } = this.simulation;
    if (index < bodies.length) return bodies[index].object.id;
    return (this.arm as MountedArm).ids[index - bodies.length + 1];
  }

  private isOfInterest(index: number): boolean {
    return index >= this.simulation.bodies.length || this.moved.has(index);
  }

  /** Normal force on one finger in the last step, newtons. */
  private pressOn(finger: Body): number {
    const { solver } = this.simulation;
    let sum = 0;
    solver.contacts.forEach(({ bi, bj }, k) => {
      if (bi === finger || bj === finger) sum += solver.normalImpulse(k);
    });
    return sum / STEP;
  }

  private lightestNear(): number | null {
    const { left, right } = this.links as ArmBodies;
    let mass: number | null = null;
    for (const { bi, bj } of this.solver.contacts) {
      const other = bi === left || bi === right ? bj : bj === left || bj === right ? bi : null;
      if (other !== null && (mass === null || other.mass < mass)) mass = other.mass;
    }
    return mass;
  }

  private get solver(): CoulombSolver {
    return this.simulation.solver;
  }

  /** cannon-es wakes a sleeper only when what touches it is fast. */
  private wakeTouched(): void {
    const { world, bodies } = this.simulation;
    for (const { bi, bj } of world.contacts) {
      if (bi.index >= bodies.length) bj.wakeUp();
      else if (bj.index >= bodies.length) bi.wakeUp();
    }
  }

  private noteMoved(): void {
    this.simulation.bodies.forEach((simulated, k) => {
      const { object, reach } = simulated;
      if (object.fixed || this.moved.has(k)) return;
      if (poseShift(object.worldFromObject, poseOf(simulated), reach) > MOVED) this.moved.add(k);
    });
  }
}

/** Upper bound of how far any point of a body of that reach is shifted between two poses, metres. */
function poseShift(a: Pose, b: Pose, reach: number): number {
  const [p, q] = [a.orientation, b.orientation];
  const sign = p[0] * q[0] + p[1] * q[1] + p[2] * q[2] + p[3] * q[3] < 0 ? -1 : 1;
  return distance(a.position, b.position) + 2 * Math.hypot(...p.map((x, k) => x - sign * q[k])) * reach;
}
