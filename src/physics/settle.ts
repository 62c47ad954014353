import type { Manipulation, Physics, PlacementPhysics, RejectReason } from '../core/edges.js';
import { buildConvexBody, type ConvexBody } from '../core/geometry/convex.js';
import type { Pose } from '../core/geometry/pose.js';
import { length, sub } from '../core/geometry/vec3.js';
import { failure, success, type Result } from '../core/result.js';
import { readAnchor } from '../core/scene/read-anchor.js';
import type { MeshLibrary, ObjectSpec, SceneSpec } from '../core/scene/scene-spec.js';
import type { Contact, SettledScene } from '../core/scene/settled-scene.js';
import { poseOf, type SimulatedBody } from './bodies.js';
import { byPair, fixedContacts, supportRecords } from './contact-records.js';
import { hullOf, type Hull } from './hull.js';
import { inMm, judgeRest, mayFall, titleOf } from './judge-rest.js';
import { deepestOverlap, placeParts, type PlacedParts } from './penetration.js';
import { release } from './release.js';
import { settledObject, settledSurfaces } from './settled-record.js';
import { openManipulation } from './manipulation.js';
import { createSimulation, letRest, STEP } from './simulation.js';

/** Objects arranged deeper in one another than this are not left to physics to throw apart, metres. */
const MAX_ARRANGED_OVERLAP = 0.005;

/** What a twin leaves as it was may shift by this much while the twin settles, metres; it is then put back. */
const MAX_DISTURBANCE = 0.0002;

/** Steps between two moments shown to whoever watches: 30 a simulated second. */
const WATCH_EVERY = Math.round(1 / 30 / STEP);

/** What sank this far fell off; nothing is waited for, metres. */
const LONG_FALL = 0.15;
/** What may fall is lost when it is this far below everything that is fixed, metres. */
const PAST_ALL = 0.5;

/**
 * Physics of scenes: lets them come to rest and writes down what rests on what.
 *
 * @param meshes of all objects that will occur
 */
export function createPhysics(meshes: MeshLibrary): Physics & Manipulation & PlacementPhysics {
  // Hulls of parts already seen. Parts never change, so what is kept cannot change a result.
  const known = new WeakMap<ObjectSpec['parts'], PartShapes>();
  const shapesOf = (objects: readonly ObjectSpec[]) =>
    objects.map((object) => {
      let shape = known.get(object.parts);
      if (shape === undefined) {
        shape = buildPartShapes(object);
        known.set(object.parts, shape);
      }
      return shape;
    });
  return {
    settle: (spec, watch) => settle(spec, shapesOf(spec.objects), meshes, watch),
    openWorld: (scene, arm) => openManipulation(scene, shapesOf(scene.objects), arm, meshes),
    release: (scene, moved) =>
      release(
        scene,
        moved,
        shapesOf(scene.objects).map((shape) => shape.hulls),
        meshes,
      ),
  };
}

/** Convex parts of an object in its frame: for measuring, and flat for the contact search. */
export interface PartShapes {
  readonly bodies: readonly ConvexBody[];
  readonly hulls: readonly Hull[];
}

/** @throws RangeError naming the asset when a part is flat */
function buildPartShapes(object: ObjectSpec): PartShapes {
  const bodies = object.parts.map((part, k) => {
    try {
      return buildConvexBody(part.vertices);
    } catch (cause) {
      throw new RangeError(`Part ${k} of ${object.asset} has no volume. Mend the asset's colliders.`, { cause });
    }
  });
  return { bodies, hulls: bodies.map(hullOf) };
}

function settle(
  spec: SceneSpec,
  shapes: readonly PartShapes[],
  meshes: MeshLibrary,
  watch: Parameters<Physics['settle']>[1],
): Result<SettledScene, RejectReason> {
  const place = (poses: readonly Pose[]) =>
    spec.objects.map((object, k) => placeParts(object, poses[k], shapes[k].bodies));
  const arranged = place(spec.objects.map((object) => object.worldFromObject));
  const before = deepestOverlap(arranged);
  if (before.between !== null && before.depth > MAX_ARRANGED_OVERLAP) {
    return failure(
      'penetrates',
      `${before.between.map(titleOf).join(' and ')} were arranged ${inMm(before.depth)} into each other.`,
    );
  }

  const simulation = createSimulation(
    spec,
    shapes.map((shape) => shape.hulls),
  );
  const { bodies } = simulation;
  const fixed = arranged.filter(({ object }) => object.fixed);
  const lowest = Math.min(...(fixed.length > 0 ? fixed : arranged).map(({ box }) => box[2]));
  const isLost = (body: SimulatedBody) =>
    mayFall(spec, body.object.id) ? poseOf(body).position[2] < lowest - PAST_ALL : fallOf(body) > LONG_FALL;
  const rest = letRest(
    simulation,
    () => bodies.some(isLost),
    (steps) => {
      if (watch && steps % WATCH_EVERY === 0) watch({ time: steps * STEP, worldFromObjects: bodies.map(poseOf) });
    },
  );
  const lost = bodies.find(isLost);
  if (lost !== undefined) {
    const off = mayFall(spec, lost.object.id)
      ? 'fell past everything that it could land on'
      : 'fell off what it was put on';
    return failure('fell', `${titleOf(lost.object)} ${off}.`);
  }

  const support = supportRecords(bodies, rest.meter, length(spec.gravity));
  const { poses, disturbed } = restingPoses(spec, bodies);
  if (disturbed !== null)
    return failure('disturbed', `${titleOf(disturbed.object)} was shifted by ${inMm(disturbed.shift)}.`);
  const placed = place(poses);
  const overlap = deepestOverlap(placed);
  const fault = judgeRest({ spec, arranged, placed, poses, rest, overlap, support });
  if (fault !== null) return { ok: false, fault };

  const objects = spec.objects.map((object, k) => settledObject(object, poses[k], meshes));
  const { intendedSupport: _intended, free: _free, untouched: _untouched, ...record } = spec;
  return success({
    ...record,
    anchor: readAnchor(spec.anchor, objects),
    objects,
    surfaces: settledSurfaces(spec, objects),
    contacts: [...support.contacts, ...contactsOfFixed(placed)].sort(byPair),
    settle: { steps: rest.steps, drift: rest.drift, penetration: overlap.depth },
  });
}

/**
 * Where bodies came to rest. What a twin leaves untouched is where it was put: settling it once more shifts it by
 * micrometres, more means that the change reached it.
 */
function restingPoses(
  spec: SceneSpec,
  bodies: readonly SimulatedBody[],
): { poses: Pose[]; disturbed: Disturbed | null } {
  const untouched = new Set(spec.untouched);
  let disturbed: Disturbed | null = null;
  const poses = bodies.map((body) => {
    const pose = poseOf(body);
    if (!untouched.has(body.object.id)) return pose;
    const before = body.object.worldFromObject;
    const shift = length(sub(pose.position, before.position)) + 2 * halfTurn(pose, before) * body.reach;
    if (shift > MAX_DISTURBANCE && shift > (disturbed?.shift ?? 0)) disturbed = { object: body.object, shift };
    return before;
  });
  return { poses, disturbed };
}

interface Disturbed {
  readonly object: ObjectSpec;
  readonly shift: number;
}

/** Half the angle between two attitudes, radians. */
function halfTurn({ orientation: p }: Pose, { orientation: q }: Pose): number {
  return Math.acos(Math.min(1, Math.abs(p[0] * q[0] + p[1] * q[1] + p[2] * q[2] + p[3] * q[3])));
}

/** How far a body sank below where it was put, metres. */
const fallOf = (body: SimulatedBody): number => body.object.worldFromObject.position[2] - poseOf(body).position[2];

export function contactsOfFixed(placed: readonly PlacedParts[]): Contact[] {
  const fixed = placed.filter(({ object }) => object.fixed);
  return fixed
    .filter(({ object }) => !object.structure)
    .flatMap((standing) =>
      fixedContacts(
        standing,
        fixed.filter((other) => other !== standing),
      ),
    );
}
