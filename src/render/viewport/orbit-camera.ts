import { lookAt } from '../../core/camera/look-at.js';
import { eyeOf, forwardOf, type CameraView } from '../../core/camera/pinhole.js';
import { add, cross, dot, normalize, scale, sub, UP, type Vec3 } from '../../core/geometry/vec3.js';

/** A camera that goes round a point: where it looks from is where the hand left it. */
export interface OrbitCamera {
  /** What it turns about, world. */
  readonly target: Vec3;
  /** Of the eye seen from the target, counter-clockwise from world +X, radians. */
  readonly yaw: number;
  /** Of the eye over the target's level, radians. */
  readonly pitch: number;
  /** From eye to target, metres. */
  readonly distance: number;
}

/** Vertical field of view of the free camera. */
const FIELD = (45 * Math.PI) / 180;
/** Straight up and down have no level horizon. */
const MAX_PITCH = (89 * Math.PI) / 180;
const MIN_DISTANCE = 0.08;
const MAX_DISTANCE = 40;

export const eyeOfOrbit = ({ target, yaw, pitch, distance }: OrbitCamera): Vec3 =>
  add(target, scale(towardsEye(yaw, pitch), distance));

/** @param width of the picture, pixels @param height */
export function orbitView(camera: OrbitCamera, width: number, height: number): CameraView {
  const f = height / 2 / Math.tan(FIELD / 2);
  return {
    intrinsics: { width, height, fx: f, fy: f, cx: width / 2, cy: height / 2 },
    cameraFromWorld: lookAt(eyeOfOrbit(camera), camera.target),
  };
}

/** Turned about its target by a drag, radians. */
export function orbited(camera: OrbitCamera, dYaw: number, dPitch: number): OrbitCamera {
  return { ...camera, yaw: camera.yaw + dYaw, pitch: clamp(camera.pitch + dPitch, -MAX_PITCH, MAX_PITCH) };
}

/** Nearer for factors under 1. */
export const zoomed = (camera: OrbitCamera, factor: number): OrbitCamera => ({
  ...camera,
  distance: clamp(camera.distance * factor, MIN_DISTANCE, MAX_DISTANCE),
});

/** Shifted so that the target follows a drag over the picture. @param dx pixels to the right @param dy pixels down */
export function panned(camera: OrbitCamera, dx: number, dy: number, height: number): OrbitCamera {
  const { right, up } = axesOf(camera);
  const metres = (2 * camera.distance * Math.tan(FIELD / 2)) / height;
  const shift = add(scale(right, -dx * metres), scale(up, dy * metres));
  return { ...camera, target: add(camera.target, shift) };
}

/** Flown through the scene: eye and target go together. @param move metres to the right, up (world) and ahead */
export function flown(camera: OrbitCamera, [right, up, ahead]: Vec3): OrbitCamera {
  const axes = axesOf(camera);
  const shift = add(add(scale(axes.right, right), scale(UP, up)), scale(axes.forward, ahead));
  return { ...camera, target: add(camera.target, shift) };
}

/** Looks round from where it stands: the eye stays, the target swings. */
export function lookedRound(camera: OrbitCamera, dYaw: number, dPitch: number): OrbitCamera {
  const turned = orbited(camera, dYaw, dPitch);
  return { ...turned, target: add(turned.target, sub(eyeOfOrbit(camera), eyeOfOrbit(turned))) };
}

/** Keeps its direction and shows all of a ball. @param aspect of the picture, width over height */
export function framed(camera: OrbitCamera, center: Vec3, radius: number, aspect: number): OrbitCamera {
  const half = Math.atan(Math.tan(FIELD / 2) * Math.min(1, aspect));
  return { ...camera, target: center, distance: clamp(radius / Math.sin(half), MIN_DISTANCE, MAX_DISTANCE) };
}

/** The orbit that starts where a view looks from. @param distance to what it shall turn about */
export function orbitFromView(view: CameraView, distance: number): OrbitCamera {
  const forward = forwardOf(view);
  const eye = eyeOf(view);
  return {
    target: add(eye, scale(forward, distance)),
    yaw: Math.atan2(-forward[1], -forward[0]),
    pitch: clamp(Math.asin(clamp(-forward[2], -1, 1)), -MAX_PITCH, MAX_PITCH),
    distance,
  };
}

function axesOf({ yaw, pitch }: OrbitCamera) {
  const forward = scale(towardsEye(yaw, pitch), -1);
  const right = normalize(cross(forward, UP));
  return { forward, right, up: cross(right, forward) };
}

const towardsEye = (yaw: number, pitch: number): Vec3 => [
  Math.cos(pitch) * Math.cos(yaw),
  Math.cos(pitch) * Math.sin(yaw),
  Math.sin(pitch),
];

const clamp = (x: number, least: number, most: number): number => Math.min(most, Math.max(least, x));

/** How far along a ray a horizontal plane lies; null when the ray never meets it. */
export function meetsLevel(origin: Vec3, direction: Vec3, z: number): number | null {
  const t = (z - origin[2]) / direction[2];
  return Number.isFinite(t) && t > 0 ? t : null;
}

/** Point of the vertical line through `at` that comes nearest to a ray. @param direction unit */
export function nearestHeight(at: Vec3, origin: Vec3, direction: Vec3): number {
  const w = sub(at, origin);
  const b = direction[2];
  const denominator = 1 - b * b;
  return denominator < 1e-6 ? at[2] : at[2] + (b * dot(direction, w) - w[2]) / denominator;
}
