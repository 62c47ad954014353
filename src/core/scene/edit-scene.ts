import { compose, invert, type Pose } from '../geometry/pose.js';
import { failure, success, type Result } from '../result.js';
import { movedScene } from './moved-scene.js';
import type { SceneSpec } from './scene-spec.js';
import type { SceneObject, SettledScene, Surface } from './settled-scene.js';

// What a hand does to a scene. Every function gives a new scene whose ids, boxes and surfaces are right; what only
// physics knows of the objects that changed (contacts, rest) is left out until the scene settles again.

/** An object that is in no scene yet: at some pose, with the patches things can stand on, ids to be given. */
export interface NewObject {
  readonly object: Omit<SceneObject, 'id'>;
  readonly surfaces: readonly Omit<Surface, 'id' | 'owner'>[];
}

/** ids of an object's own parts and of what rests on it, on that, and so on: what goes with it when it is moved. */
export function carriedBy(scene: SettledScene, id: number): number[] {
  const carried = new Set<number>();
  const fixed = new Set(scene.objects.filter((object) => object.fixed).map((object) => object.id));
  collect(id);
  return [...carried].sort((a, b) => a - b);

  function collect(support: number): void {
    for (const { id: part, parent } of scene.objects) if (parent === support) add(part);
    for (const { a, b, share } of scene.contacts) {
      // What stands on several things goes with the one that carries most of it.
      if (b === support && share >= 0.5 && !fixed.has(a)) add(a);
    }
  }

  function add(other: number): void {
    if (other === id || carried.has(other)) return;
    carried.add(other);
    collect(other);
  }
}

/**
 * An object put elsewhere, with all that rests on it.
 *
 * @returns poses of everything that moves, by id
 */
export function posesWith(scene: SettledScene, id: number, worldFromObject: Pose): Map<number, Pose> {
  const before = objectOf(scene, id).worldFromObject;
  const poses = new Map([[id, worldFromObject]]);
  const move = compose(worldFromObject, invert(before));
  for (const other of carriedBy(scene, id)) poses.set(other, compose(move, objectOf(scene, other).worldFromObject));
  return poses;
}

/** The scene with objects elsewhere. @param poses by id */
export const withPoses = (scene: SettledScene, poses: ReadonlyMap<number, Pose>): SettledScene =>
  edited(movedScene(scene, poses));

/** The scene with an object, and what rests on it, elsewhere. */
export const moveObject = (scene: SettledScene, id: number, worldFromObject: Pose): SettledScene =>
  withPoses(scene, posesWith(scene, id, worldFromObject));

/**
 * The scene without an object. What stood on it stays where it is, to fall when the scene settles again.
 *
 * @returns why not, where the scene needs the object
 */
export function removeObject(scene: SettledScene, id: number): Result<SettledScene, 'needed'> {
  const object = objectOf(scene, id);
  if (object.structure)
    return failure('needed', `The ${object.name} is part of the building: choose another recipe to change it.`);
  if (scene.anchor.by.objects.includes(id)) {
    return failure(
      'needed',
      `The ${object.name} gives the scene’s world frame its direction (“${scene.anchor.text}”): it has to stay.`,
    );
  }
  const child = scene.objects.find(({ parent }) => parent === id);
  if (child)
    return failure('needed', `The ${child.name} is part of the ${object.name}: take away the ${child.name} first.`);
  return success(
    edited({
      ...scene,
      objects: scene.objects.filter((other) => other.id !== id),
      surfaces: scene.surfaces.filter(({ owner }) => owner !== id),
      contacts: withoutSupport(scene, id),
    }),
  );
}

/** The scene with one object more. @returns its id, the lowest that is free above all others */
export function addObject(scene: SettledScene, { object, surfaces }: NewObject): { scene: SettledScene; id: number } {
  const id = 1 + Math.max(0, ...scene.objects.map((other) => other.id));
  const first = 1 + Math.max(0, ...scene.surfaces.map((surface) => surface.id));
  return {
    id,
    scene: edited({
      ...scene,
      objects: [...scene.objects, { ...object, id }],
      surfaces: [...scene.surfaces, ...surfaces.map((surface, k) => ({ ...surface, id: first + k, owner: id }))],
    }),
  };
}

/** A second object like one of the scene, elsewhere. */
export function duplicateObject(scene: SettledScene, id: number, worldFromObject: Pose) {
  const { id: _id, ...object } = objectOf(scene, id);
  const surfaces = scene.surfaces
    .filter(({ owner }) => owner === id)
    .map(({ id: _s, owner: _o, ...surface }) => surface);
  return addObject(scene, placedAt({ object, surfaces }, worldFromObject));
}

/** A new object at another pose, its box and surfaces with it. */
export function placedAt({ object, surfaces }: NewObject, worldFromObject: Pose): NewObject {
  const id = 1;
  const alone = {
    objects: [{ ...object, id }],
    surfaces: surfaces.map((surface, k) => ({ ...surface, id: k + 1, owner: id })),
    contacts: [],
    anchor: { origin: [0, 0, 0], heading: [1, 0, 0], text: '', by: { kind: 'camera', objects: [] } },
  };
  const moved = movedScene(alone as unknown as SettledScene, new Map([[id, worldFromObject]]));
  const [{ id: _id, ...placed }] = moved.objects;
  return { object: placed, surfaces: moved.surfaces.map(({ id: _s, owner: _o, ...surface }) => surface) };
}

/**
 * An edited scene, ready to settle again. Things may come to rest wherever they fall and in any attitude: whoever put
 * them there sees what becomes of them.
 */
export function specOfEdited(scene: SettledScene): SceneSpec {
  const { contacts: _contacts, settle: _settle, ...record } = scene;
  return {
    ...record,
    objects: scene.objects.map(({ obb: _obb, ...object }) => object),
    intendedSupport: {},
    free: scene.objects.filter(({ fixed }) => !fixed).map(({ id }) => id),
  };
}

/** An edited scene is nobody's twin any more, and what its recipe asked for is not claimed of it. */
function edited({ forced: _forced, counterfactual: _counterfactual, ...scene }: SettledScene): SettledScene {
  return { ...scene, counterfactualOf: null };
}

/** Contacts of a scene that an object leaves: shares of what stood on it too mean nothing any more. */
function withoutSupport(scene: SettledScene, id: number): SettledScene['contacts'] {
  const lost = new Set([id, ...scene.contacts.filter(({ b, share }) => b === id && share > 0).map(({ a }) => a)]);
  return scene.contacts.filter(({ a, b }) => !lost.has(a) && b !== id);
}

function objectOf(scene: SettledScene, id: number): SceneObject {
  const object = scene.objects.find((other) => other.id === id);
  if (!object) throw new RangeError(`The scene has no object ${id}.`);
  return object;
}
