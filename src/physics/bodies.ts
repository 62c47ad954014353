import { Body, Material, Quaternion, Vec3 as CannonVec3 } from 'cannon-es';
import { invert, compose, transformPoint, IDENTITY_POSE, type Pose } from '../core/geometry/pose.js';
import { normalizeQuat, rotate } from '../core/geometry/quat.js';
import type { ObjectSpec } from '../core/scene/scene-spec.js';
import { Collider } from './collider.js';
import type { Hull } from './hull.js';
import { principalInertia } from './mass-properties.js';

/** One object of a scene and what stands for it in the simulation. */
export interface SimulatedBody {
  readonly object: ObjectSpec;
  readonly body: Body;
  /** Body frame: origin at the mass centre, principal axes. Fixed objects keep their own frame. */
  readonly objectFromBody: Pose;
  /** Largest distance of a point of the object from the body's origin. */
  readonly reach: number;
}

/** cannon-es damping: share of speed lost in a second. Enough to end rolling, too little to change a fall. */
export const LINEAR_DAMPING = 0.05;
export const ANGULAR_DAMPING = 0.3;

/** A body slower than this (m/s and rad/s together) for this long goes to sleep, seconds. */
const SLEEP_SPEED = 0.1;
const SLEEP_TIME = 0.3;

/**
 * Body of an object at its arranged pose.
 *
 * @param hulls its parts, object frame
 * @throws RangeError when the object has no parts: it would fall through everything
 */
export function createBody(object: ObjectSpec, hulls: readonly Hull[]): SimulatedBody {
  if (hulls.length === 0) throw new RangeError(`${object.asset} has no convex parts. Give the asset colliders.`);
  const material = new Material({ friction: object.friction, restitution: 0 });
  if (object.fixed) {
    // cannon-es puts still bodies to sleep after a second too, and the world is awake until all sleep.
    const body = new Body({ mass: 0, material, sleepTimeLimit: 0 });
    body.addShape(new Collider(hulls));
    placeBody(body, object.worldFromObject);
    return { object, body, objectFromBody: IDENTITY_POSE, reach: body.boundingRadius };
  }
  const { moments, axes } = principalInertia(hulls, object.mass, object.massCenter);
  const objectFromBody: Pose = { position: object.massCenter, orientation: axes };
  const bodyFromObject = invert(objectFromBody);
  const body = new Body({
    mass: object.mass,
    material,
    linearDamping: LINEAR_DAMPING,
    angularDamping: ANGULAR_DAMPING,
    sleepSpeedLimit: SLEEP_SPEED,
    sleepTimeLimit: SLEEP_TIME,
  });
  body.addShape(new Collider(hulls.map((hull) => moveToBody(hull, bodyFromObject))));
  placeBody(body, compose(object.worldFromObject, objectFromBody));
  // addShape put in the inertia of the bounding box.
  body.inertia.set(...moments);
  body.invInertia.set(1 / moments[0], 1 / moments[1], 1 / moments[2]);
  body.updateInertiaWorld(true);
  return { object, body, objectFromBody, reach: body.boundingRadius };
}

/** Where the object is now; a fixed one exactly where it was put. */
export function poseOf({ object, body, objectFromBody }: SimulatedBody): Pose {
  if (object.fixed) return object.worldFromObject;
  const { position: p, quaternion: q } = body;
  const worldFromBody: Pose = { position: [p.x, p.y, p.z], orientation: [q.x, q.y, q.z, q.w] };
  const { position, orientation } = compose(worldFromBody, invert(objectFromBody));
  return { position, orientation: normalizeQuat(orientation) };
}

/** Puts a body somewhere, at rest. */
export function moveBody(body: Body, worldFromBody: Pose): void {
  placeBody(body, worldFromBody);
  body.velocity.setZero();
  body.angularVelocity.setZero();
  body.updateInertiaWorld(true);
}

function placeBody(body: Body, pose: Pose): void {
  const position = new CannonVec3(...pose.position);
  const quaternion = new Quaternion(...pose.orientation);
  body.position.copy(position);
  body.previousPosition.copy(position);
  body.quaternion.copy(quaternion);
  body.previousQuaternion.copy(quaternion);
  body.aabbNeedsUpdate = true;
}

function moveToBody(hull: Hull, bodyFromObject: Pose): Hull {
  const { orientation } = bodyFromObject;
  const points = new Float64Array(hull.points.length);
  for (let i = 0; i < points.length; i += 3) {
    points.set(transformPoint(bodyFromObject, [hull.points[i], hull.points[i + 1], hull.points[i + 2]]), i);
  }
  const [tx, ty, tz] = bodyFromObject.position;
  const planes = new Float64Array(hull.planes.length);
  for (let f = 0; f < planes.length; f += 4) {
    const [nx, ny, nz] = rotate(orientation, [hull.planes[f], hull.planes[f + 1], hull.planes[f + 2]]);
    planes.set([nx, ny, nz, hull.planes[f + 3] + nx * tx + ny * ty + nz * tz], f);
  }
  return { ...hull, points, planes, center: transformPoint(bodyFromObject, hull.center) };
}
