import { fromMatrix } from '../geometry/quat.js';
import { invert } from '../geometry/pose.js';
import { add, cross, normalize, scale, sub, type Vec3 } from '../geometry/vec3.js';
import type { CameraView, Intrinsics } from './pinhole.js';

/** Camera at `eye`, optical axis through `target`, turned by `roll` radians about it. */
export function aimCamera(eye: Vec3, target: Vec3, intrinsics: Intrinsics, roll: number): CameraView {
  const forward = normalize(sub(target, eye));
  const level = normalize(cross(forward, [0, 0, 1]));
  const downLevel = cross(forward, level);
  const right = add(scale(level, Math.cos(roll)), scale(downLevel, Math.sin(roll)));
  const down = cross(forward, right);
  const orientation = fromMatrix([
    right[0],
    down[0],
    forward[0],
    right[1],
    down[1],
    forward[1],
    right[2],
    down[2],
    forward[2],
  ]);
  return { intrinsics, cameraFromWorld: invert({ position: eye, orientation }) };
}
