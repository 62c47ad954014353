import { fromMatrix } from '../geometry/quat.js';
import { cross, dot, normalize, sub, UP, type Vec3 } from '../geometry/vec3.js';
import type { Pose } from '../geometry/pose.js';

/** Camera at `eye` that sees `target` in its middle, level (OpenCV axes). @param target not straight above or below */
export function lookAt(eye: Vec3, target: Vec3): Pose {
  const forward = normalize(sub(target, eye));
  const right = normalize(cross(forward, UP));
  const down = cross(forward, right);
  return {
    position: [-dot(right, eye), -dot(down, eye), -dot(forward, eye)],
    orientation: fromMatrix([...right, ...down, ...forward]),
  };
}
