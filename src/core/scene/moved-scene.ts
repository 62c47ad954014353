import { pointInPolygon, type Vec2 } from '../geometry/polygon.js';
import { compose, invert, transformDirection, transformPoint, type Pose } from '../geometry/pose.js';
import { angleDeg, type Vec3 } from '../geometry/vec3.js';
import { readAnchor } from './read-anchor.js';
import type { Contact, SceneObject, SettledScene, Surface } from './settled-scene.js';

/** A body that moved no further up or down, and tilted no more, still rests on the same flat surface. */
const LEVEL = 1e-4;
const LEVEL_TILT_DEG = 0.01;

/** Moves that differ by less are one move, metres and parts of a quaternion. */
const SAME_MOVE = 1e-9;

/** A contact this far from a surface's plane is a contact with it. */
const ON_SURFACE = 0.002;

/**
 * A settled scene with objects put elsewhere, without physics: what a hand does between one rest and the next.
 *
 * A body slid or turned level on a flat surface keeps what carries it, as long as every contact still lies on that
 * surface; what moved together with what carries it keeps its contacts. The world frame is read again from the objects
 * that show it. Of everything else that moved no contact is known: predicates that need one say A until it settles again.
 *
 * @param poses worldFromObject by id; ids that are not in the scene are passed over
 */
export function movedScene(scene: SettledScene, poses: ReadonlyMap<number, Pose>): SettledScene {
  const moves = new Map<number, Pose>();
  const objects = scene.objects.map((object) => {
    const pose = poses.get(object.id);
    if (!pose) return object;
    const move = compose(pose, invert(object.worldFromObject));
    moves.set(object.id, move);
    return movedObject(object, pose, move);
  });
  if (moves.size === 0) return scene;
  const surfaces = scene.surfaces.map((surface) => {
    const move = moves.get(surface.owner);
    return move ? movedSurface(surface, move) : surface;
  });
  const { forced: _forced, ...rest } = scene;
  const anchor = readAnchor(scene.anchor, objects);
  return { ...rest, anchor, objects, surfaces, contacts: carriedContacts(scene, moves) };
}

function movedObject(object: SceneObject, worldFromObject: Pose, move: Pose): SceneObject {
  const { center, halfExtents, orientation } = object.obb;
  const box = compose(move, { position: center, orientation });
  return { ...object, worldFromObject, obb: { center: box.position, halfExtents, orientation: box.orientation } };
}

function movedSurface(surface: Surface, move: Pose): Surface {
  const carry = (p: Vec3) => transformPoint(move, p);
  return {
    ...surface,
    normal: transformDirection(move, surface.normal),
    outline: surface.outline.map(carry),
    holes: surface.holes.map((hole) => hole.map(carry)),
  };
}

function carriedContacts(scene: SettledScene, moves: ReadonlyMap<number, Pose>): Contact[] {
  const kept: Contact[] = [];
  const lost = new Set<number>();
  for (const contact of scene.contacts) {
    const move = moves.get(contact.a);
    const supportMove = moves.get(contact.b);
    if (!move && !supportMove) {
      kept.push(contact);
      continue;
    }
    const carried = contactAfter(scene, contact, move, supportMove);
    if (carried) kept.push(carried);
    else lost.add(contact.a);
  }
  // Shares of what carries a body mean something only together.
  return kept.filter(({ a }) => !lost.has(a));
}

/** A contact whose bodies moved, if it is still known: both went together, or one slid on the other. */
function contactAfter(
  scene: SettledScene,
  contact: Contact,
  move: Pose | undefined,
  supportMove: Pose | undefined,
): Contact | null {
  if (!move) return null;
  if (!supportMove) return carriedContact(scene, contact, move);
  if (!isSameMove(move, supportMove)) return null;
  return {
    ...contact,
    point: transformPoint(move, contact.point),
    normal: transformDirection(move, contact.normal),
  };
}

const isSameMove = (a: Pose, b: Pose): boolean =>
  [...a.position, ...a.orientation].every((x, k) => Math.abs(x - [...b.position, ...b.orientation][k]) < SAME_MOVE);

function carriedContact(scene: SettledScene, contact: Contact, move: Pose): Contact | null {
  if (contact.share <= 0) return null;
  const isLevel =
    angleDeg(transformDirection(move, [0, 0, 1]), [0, 0, 1]) <= LEVEL_TILT_DEG &&
    Math.abs(transformPoint(move, contact.point)[2] - contact.point[2]) <= LEVEL;
  if (!isLevel) return null;
  const surface = scene.surfaces.find((s) => s.owner === contact.b && liesOn(contact.point, s));
  const point = transformPoint(move, contact.point);
  return surface && liesOn(point, surface) ? { ...contact, point } : null;
}

function liesOn([x, y, z]: Vec3, { outline, holes, normal }: Surface): boolean {
  if (angleDeg(normal, [0, 0, 1]) > LEVEL_TILT_DEG || Math.abs(z - outline[0][2]) > ON_SURFACE) return false;
  const flat = (ring: readonly Vec3[]) => ring.map(([px, py]): Vec2 => [px, py]);
  return pointInPolygon([x, y], flat(outline), holes.map(flat));
}
