import { convexHull, type Vec2 } from '../core/geometry/polygon.js';
import type { Vec3 } from '../core/geometry/vec3.js';
import { containsPoint } from '../core/geometry/convex.js';
import type { Contact } from '../core/scene/settled-scene.js';
import type { SimulatedBody } from './bodies.js';
import type { ForceMeter, MeteredContact } from './force-meter.js';
import type { PlacedParts } from './penetration.js';

/** Forces below this share of the lighter body's weight are noise of the solver. */
const NOISE = 0.005;

/** A fixed object stands on what its lowest points are this near to, metres. */
const STANDING = 0.001;

/** Upward support of a body by another, and the points that give it. */
export interface SupportRecord {
  readonly contacts: readonly Contact[];
  /** Upward force on each moving object over its weight, by id; 1 at rest. */
  readonly carried: ReadonlyMap<number, number>;
}

/**
 * Contacts of a settled scene as its record lists them: a is the body that is pushed up, its shares sum to 1. A share is of
 * the upward force, friction included: a level normal has one where friction holds a up there. Points that push nobody up
 * have share 0.
 *
 * @param bodies in the order of the world's bodies
 * @param gravity magnitude, m/s²
 */
export function supportRecords(
  bodies: readonly SimulatedBody[],
  meter: Pick<ForceMeter, 'contacts' | 'time'>,
  gravity: number,
): SupportRecord {
  const drafts: Draft[] = [];
  const pairs = new Map<number, MeteredContact[]>();
  for (const contact of meter.contacts) {
    const key = contact.i * bodies.length + contact.j;
    pairs.set(key, [...(pairs.get(key) ?? []), contact]);
  }
  for (const points of pairs.values()) drafts.push(...orientPair(bodies, points, meter.time, gravity));

  const total = new Map<number, number>();
  for (const { a, up } of drafts) total.set(a, (total.get(a) ?? 0) + up);
  const contacts = drafts.map(({ a, b, point, normal, up }): Contact => {
    const sum = total.get(a) ?? 0;
    return { a, b, point, normal, share: sum > 0 ? up / sum : 0 };
  });
  const carried = new Map<number, number>();
  for (const { object } of bodies) {
    if (!object.fixed) carried.set(object.id, (total.get(object.id) ?? 0) / (object.mass * gravity));
  }
  return { contacts: contacts.sort(byPair), carried };
}

/** Stable order whatever order the engine met the pairs in; points of a pair stay as found. */
export const byPair = (x: Contact, y: Contact): number => x.a - y.a || x.b - y.b;

interface Draft {
  readonly a: number;
  readonly b: number;
  readonly point: Vec3;
  readonly normal: Vec3;
  /** Upward force on a, newtons, ≥ 0. */
  readonly up: number;
}

/** Decides once for all points of a pair which body the other holds up. */
function orientPair(
  bodies: readonly SimulatedBody[],
  points: readonly MeteredContact[],
  time: number,
  gravity: number,
): Draft[] {
  const i = bodies[points[0].i];
  const j = bodies[points[0].j];
  const weight = gravity * Math.min(...[i, j].filter((b) => !b.object.fixed).map((b) => b.object.mass));
  const upOnJ = points.reduce((sum, p) => sum + p.impulse[2], 0) / time;
  const pressed = points.reduce((sum, p) => sum + p.pressed, 0) / time;
  if (pressed < NOISE * weight) return [];
  const supports = Math.abs(upOnJ) > NOISE * weight;
  let jIsUpper = upOnJ > 0;
  // Nothing holds up what does not move; and of two that only touch, the higher one is named first.
  if (i.object.fixed) jIsUpper = true;
  else if (j.object.fixed) jIsUpper = false;
  else if (!supports) jIsUpper = j.body.position.z >= i.body.position.z;
  const sign = jIsUpper ? 1 : -1;
  const [a, b] = jIsUpper ? [j, i] : [i, j];
  return points
    .filter((p) => p.pressed / time >= (NOISE * weight) / points.length)
    .map((p) => ({
      a: a.object.id,
      b: b.object.id,
      point: [p.point[0], p.point[1], p.point[2]],
      normal: [sign * p.normal[0], sign * p.normal[1], sign * p.normal[2]],
      up: supports ? Math.max(0, (sign * p.impulse[2]) / time) : 0,
    }));
}

/**
 * Contacts of an object that does not move (furniture screwed down): its lowest corners that lie on something, in
 * equal shares. None when it stands on nothing, as a picture on a wall.
 *
 * @param others fixed objects that may carry it
 */
export function fixedContacts(standing: PlacedParts, others: readonly PlacedParts[]): Contact[] {
  const found: { readonly b: number; readonly point: Vec3 }[] = [];
  for (const corner of lowestCorners(standing)) {
    const carrier = others.find((other) => other.parts.some((part) => containsPoint(part, corner, STANDING)));
    if (carrier) found.push({ b: carrier.object.id, point: corner });
  }
  return found.map(({ b, point }) => ({ a: standing.object.id, b, point, normal: [0, 0, 1], share: 1 / found.length }));
}

/** Corners of the hull of the lowest points. */
function lowestCorners({ parts, box }: PlacedParts): Vec3[] {
  const low = box[2] + STANDING;
  const points: Vec2[] = [];
  for (const { vertices } of parts) {
    for (let i = 0; i < vertices.length; i += 3)
      if (vertices[i + 2] <= low) points.push([vertices[i], vertices[i + 1]]);
  }
  return convexHull(points).map(([x, y]) => [x, y, box[2]]);
}
