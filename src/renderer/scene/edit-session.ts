import { notifications } from '@mantine/notifications';
import type { StudioClient } from '../../contract/studio/contract.js';
import type { Pose } from '../../core/geometry/pose.js';
import { add, type Vec3 } from '../../core/geometry/vec3.js';
import { freePlace } from '../../core/scene/free-place.js';
import type { SettledScene } from '../../core/scene/settled-scene.js';
import {
  addObject,
  duplicateObject,
  moveObject,
  placedAt,
  posesWith,
  removeObject,
} from '../../core/scene/edit-scene.js';
import { remember, stepBack, stepForward, type Moment } from './scene-history.js';
import { begin, fetchMeshes, isEditable, posesOf, session } from './scene-session.js';

// What a hand does to the open scene. Each step can be undone; none is done while the scene is falling.

/** Beside its original, metres. */
const COPY_SHIFT = 0.12;
/** Over what it is added to. */
const DROP_HEIGHT = 0.002;

/** The open scene when it can be changed now; null otherwise. */
function editable(): SettledScene | null {
  const state = session.get();
  return isEditable(state) ? state.scene : null;
}

function momentNow(): Moment | null {
  const { scene, phase } = session.get();
  return scene && { scene, phase: phase === 'settled' ? 'settled' : 'edited' };
}

function commit(scene: SettledScene, selected: number | null): void {
  const now = momentNow();
  if (now) remember(now);
  session.set({ scene, poses: null, phase: 'edited', problem: null, selected });
}

/** While it is dragged: the object and what it carries follow, the scene stays. */
export function drag(id: number, worldFromObject: Pose): void {
  const scene = editable();
  if (scene) session.set({ poses: posesWith(scene, id, worldFromObject) });
}

export function drop(id: number, worldFromObject: Pose): void {
  const scene = editable();
  if (!scene) return;
  const object = scene.objects.find((other) => other.id === id);
  if (!object) return;
  if (JSON.stringify(object.worldFromObject) === JSON.stringify(worldFromObject)) session.set({ poses: null });
  else commit(moveObject(scene, id, worldFromObject), id);
}

export function removeSelected(): void {
  const [scene, { selected }] = [editable(), session.get()];
  const object = scene?.objects.find(({ id }) => id === selected);
  if (!scene || !object) return;
  const removed = removeObject(scene, object.id);
  if (removed.ok) commit(removed.value, null);
  else notifications.show({ message: removed.fault.detail, color: 'yellow' });
}

export function duplicateSelected(): void {
  const [scene, { selected }] = [editable(), session.get()];
  const object = scene?.objects.find(({ id }) => id === selected);
  if (!scene || !object || object.structure) return;
  const { position, orientation } = object.worldFromObject;
  const beside = COPY_SHIFT + object.obb.halfExtents[0];
  const copy = duplicateObject(scene, object.id, { position: add(position, [beside, 0, DROP_HEIGHT]), orientation });
  commit(copy.scene, copy.id);
}

/** Adds an object of a category where there is room: on the selected object, else where most things stand, else anywhere. */
export async function addFromLibrary(studio: StudioClient, category: string, seed: number): Promise<void> {
  if (!editable()) return;
  const made = await studio.scenes.make({ category, seed });
  await fetchMeshes(studio, [made.object]);
  const scene = editable();
  if (!scene) return;
  const { halfExtents } = made.object.obb;
  const place = roomFor(scene, Math.hypot(halfExtents[0], halfExtents[1]), 2 * halfExtents[2]);
  if (!place) {
    notifications.show({
      message: `There is no room for the ${made.object.name} on any surface of this scene.`,
      color: 'yellow',
    });
    return;
  }
  const placed = placedAt(made, { ...made.object.worldFromObject, position: add(place, [0, 0, DROP_HEIGHT]) });
  const added = addObject(scene, placed);
  commit(added.scene, added.id);
}

function roomFor(scene: SettledScene, radius: number, height: number): Vec3 | null {
  const { selected } = session.get();
  const carried = new Map<number, number>();
  for (const { b, share } of scene.contacts) carried.set(b, (carried.get(b) ?? 0) + Math.max(0, share));
  const weight = (owner: number) => (owner === selected ? 1e9 : (carried.get(owner) ?? 0));
  for (const surface of [...scene.surfaces].sort((p, q) => weight(q.owner) - weight(p.owner))) {
    const place = freePlace(scene, surface, radius, height);
    if (place) return place;
  }
  return null;
}

/** Lets the scene come to rest again before the user's eyes; a scene that does not stays as it was edited. */
export async function settleAgain(studio: StudioClient): Promise<void> {
  const scene = editable();
  const before = momentNow();
  if (!scene || !before) return;
  const set = begin();
  set({ phase: 'settling', problem: null });
  try {
    for await (const event of await studio.scenes.settle({ scene })) {
      switch (event.type) {
        case 'moment':
          if (!set({ poses: posesOf(scene.objects, event.worldFromObjects) })) return;
          break;
        case 'settled':
          if (!set({ scene: event.scene, poses: null, phase: 'settled' })) return;
          remember(before);
          break;
        case 'rejected':
          set({ phase: 'rejected', poses: null, problem: event.detail });
      }
    }
  } catch (error) {
    set({ phase: 'rejected', poses: null, problem: error instanceof Error ? error.message : String(error) });
  }
}

export const undo = (): void => show(stepBack);
export const redo = (): void => show(stepForward);

function show(step: (now: Moment) => Moment | null): void {
  if (!editable()) return;
  const now = momentNow();
  const shown = now && step(now);
  if (!shown) return;
  const { selected } = session.get();
  const kept = shown.scene.objects.some(({ id }) => id === selected) ? selected : null;
  session.set({ scene: shown.scene, phase: shown.phase, poses: null, problem: null, selected: kept });
}
