import { invert, transformPoint, type Pose } from '../geometry/pose.js';
import { rotate } from '../geometry/quat.js';
import { normalize, type Vec3 } from '../geometry/vec3.js';

/** Pixels; the centre of pixel (i, j) is at (i + 0.5, j + 0.5). */
export interface Intrinsics {
  readonly width: number;
  readonly height: number;
  readonly fx: number;
  readonly fy: number;
  readonly cx: number;
  readonly cy: number;
}

/** A place to look from. Camera axes are OpenCV's: +X right, +Y down, +Z forward. */
export interface CameraView {
  readonly intrinsics: Intrinsics;
  readonly cameraFromWorld: Pose;
}

/** Position of the camera in world. */
export const eyeOf = (view: CameraView): Vec3 => invert(view.cameraFromWorld).position;

/** Direction of the optical axis in world, unit. */
export const forwardOf = (view: CameraView): Vec3 => rotate(invert(view.cameraFromWorld).orientation, [0, 0, 1]);

/** Pixel of a camera-frame point with z > 0: [u, v] in border coordinates. */
export function projectCamera(k: Intrinsics, p: Vec3): readonly [number, number] {
  return [(k.fx * p[0]) / p[2] + k.cx, (k.fy * p[1]) / p[2] + k.cy];
}

/** Pixel and depth of a world point; u and v mean nothing when depth ≤ 0. */
export function project(view: CameraView, pWorld: Vec3): { u: number; v: number; depth: number } {
  const p = transformPoint(view.cameraFromWorld, pWorld);
  const [u, v] = projectCamera(view.intrinsics, p);
  return { u, v, depth: p[2] };
}

/** World point at depth `depth` (along camera +Z) behind (u, v). */
export function unproject(view: CameraView, u: number, v: number, depth: number): Vec3 {
  const k = view.intrinsics;
  return transformPoint(invert(view.cameraFromWorld), [
    ((u - k.cx) / k.fx) * depth,
    ((v - k.cy) / k.fy) * depth,
    depth,
  ]);
}

/** The ray through (u, v), in world; direction has camera-z of one, so a point at depth d is origin + d · direction. */
export function pixelRay(view: CameraView, u: number, v: number): { origin: Vec3; direction: Vec3 } {
  const k = view.intrinsics;
  const worldFromCamera = invert(view.cameraFromWorld);
  return {
    origin: worldFromCamera.position,
    direction: rotate(worldFromCamera.orientation, [(u - k.cx) / k.fx, (v - k.cy) / k.fy, 1]),
  };
}

/** The ray through (u, v) with a unit direction. */
export function unitPixelRay(view: CameraView, u: number, v: number): { origin: Vec3; direction: Vec3 } {
  const ray = pixelRay(view, u, v);
  return { origin: ray.origin, direction: normalize(ray.direction) };
}
