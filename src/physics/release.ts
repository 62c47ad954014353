import type { ActionState, Released, Touch } from '../core/edges.js';
import { compose, invert, type Pose } from '../core/geometry/pose.js';
import { length } from '../core/geometry/vec3.js';
import { MAX_REST_DRIFT } from '../core/scene/rest.js';
import type { MeshLibrary, ObjectSpec, SceneSpec } from '../core/scene/scene-spec.js';
import { readAnchor } from '../core/scene/read-anchor.js';
import type { Contact, SettledScene } from '../core/scene/settled-scene.js';
import { poseOf } from './bodies.js';
import { byPair, supportRecords } from './contact-records.js';
import type { Hull } from './hull.js';
import { moveSurface, settledObject, settledSurfaces } from './settled-record.js';
import { createSimulation, readPoses, shiftSince, STEP, type Simulation } from './simulation.js';
import { watchRest } from './watch-rest.js';

/** Steps of a frame: thirty frames a second. */
const FRAME_STEPS = 8;
/** Frames list what moved by more than this since it was last listed, metres. */
const MOVED = 1e-5;
/** Bodies that moved by this since the release are watched awake all the time. */
const INVOLVED = 0.0001;

/**
 * Lets go of objects in a settled scene and follows what happens: until nothing moves, and two seconds more.
 *
 * What rests undisturbed sleeps meanwhile; in the last half second all bodies are awake, and the contacts of that half
 * second are those of the record.
 *
 * @param hulls convex parts of each object, its own frame, in the order of the scene's objects
 */
export function release(
  scene: SettledScene,
  moved: readonly { readonly id: number; readonly worldFromObject: Pose }[],
  hulls: readonly (readonly Hull[])[],
  meshes: MeshLibrary,
): Released {
  const spec = asSpec(scene, moved);
  const simulation = createSimulation(spec, hulls);
  const { world, bodies } = simulation;
  const held = new Set(moved.map(({ id }) => id));
  const watched = bodies.flatMap(({ object }, b) => (held.has(object.id) ? [b] : []));
  const recorder = new Recorder(simulation, watched);
  const step = () => {
    world.step(STEP);
    recorder.step();
  };

  const start = readPoses(bodies);
  const { drift, meter } = watchRest(
    simulation,
    (body, b) => watched.includes(b) || shiftSince(body, start, b) > INVOLVED,
    step,
  );

  const poses = bodies.map(poseOf);
  const objects = spec.objects.map((object, k) => settledObject(object, poses[k], meshes));
  const support = supportRecords(bodies, meter, length(spec.gravity));
  const contacts = [...support.contacts, ...contactsOfFixed(scene)].sort(byPair);
  return {
    scene: {
      ...scene,
      anchor: readAnchor(scene.anchor, objects),
      objects,
      surfaces: settledSurfaces(spec, objects),
      contacts,
      settle: { steps: recorder.steps, drift, penetration: scene.settle.penetration },
    },
    rested: drift <= MAX_REST_DRIFT,
    drift,
    frames: recorder.frames,
  };
}

function asSpec(scene: SettledScene, moved: Parameters<typeof release>[1]): SceneSpec {
  const to = new Map(moved.map(({ id, worldFromObject }) => [id, worldFromObject]));
  const objects = scene.objects.map(({ obb: _obb, ...object }): ObjectSpec => {
    const pose = to.get(object.id);
    return pose ? { ...object, worldFromObject: pose } : object;
  });
  const { contacts: _contacts, settle: _settle, ...record } = scene;
  const from = new Map(scene.objects.map(({ id, worldFromObject }) => [id, worldFromObject]));
  const surfaces = scene.surfaces.map((surface) => {
    const [before, after] = [from.get(surface.owner), to.get(surface.owner)];
    return before && after ? moveSurface(surface, compose(after, invert(before))) : surface;
  });
  return { ...record, surfaces, objects, intendedSupport: {}, free: [] };
}

/** What is fixed stands on what it stood on. */
const contactsOfFixed = ({ objects, contacts }: SettledScene): Contact[] => {
  const fixed = new Set(objects.filter((object) => object.fixed).map(({ id }) => id));
  return contacts.filter(({ a, b }) => fixed.has(a) && fixed.has(b));
};

/** Thirty frames a second of what moves, and of the forces on what was let go. */
class Recorder {
  readonly frames: ActionState[] = [];
  steps = 0;
  private readonly known: Float64Array;
  private readonly impulse = new Float64Array(3);

  constructor(
    private readonly simulation: Simulation,
    private readonly watched: readonly number[],
  ) {
    this.known = readPoses(simulation.bodies);
    this.add(watched);
  }

  step(): void {
    this.steps++;
    if (this.steps % FRAME_STEPS !== 0) return;
    const { bodies } = this.simulation;
    const moved: number[] = [];
    for (let b = 0; b < bodies.length; b++) if (shiftSince(bodies[b], this.known, b) > MOVED) moved.push(b);
    this.add(moved);
  }

  private add(moved: readonly number[]): void {
    const { bodies } = this.simulation;
    const now = readPoses(bodies);
    for (const b of moved) this.known.set(now.subarray(7 * b, 7 * b + 7), 7 * b);
    this.frames.push({
      time: this.steps * STEP,
      joints: null,
      opening: 0,
      poses: moved.map((b) => ({ id: bodies[b].object.id, worldFromObject: poseOf(bodies[b]) })),
      touches: this.steps === 0 ? [] : this.touches(),
    });
  }

  private touches(): Touch[] {
    const { solver, bodies } = this.simulation;
    const { impulse } = this;
    const touches: Touch[] = [];
    for (let k = 0; k < solver.contacts.length; k++) {
      const { bi, bj, ri } = solver.contacts[k];
      const isFirst = this.watched.includes(bi.index);
      if ((!isFirst && !this.watched.includes(bj.index)) || solver.normalImpulse(k) === 0) continue;
      // The impulse is that on the second body; records give it on what was let go.
      solver.contactImpulse(k, impulse);
      const sign = isFirst ? -1 : 1;
      const [a, b] = isFirst ? [bi, bj] : [bj, bi];
      touches.push({
        a: bodies[a.index].object.id,
        b: bodies[b.index].object.id,
        point: [bi.position.x + ri.x, bi.position.y + ri.y, bi.position.z + ri.z],
        force: [(sign * impulse[0]) / STEP, (sign * impulse[1]) / STEP, (sign * impulse[2]) / STEP],
        pressed: solver.normalImpulse(k) / STEP,
      });
    }
    return touches;
  }
}
