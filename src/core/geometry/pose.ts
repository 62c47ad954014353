import { conjugate, multiply, rotate, toMatrix, IDENTITY, type Quat } from './quat.js';
import { add, negate, ZERO, type Vec3 } from './vec3.js';

/** A rigid transform, named `aFromB`: it takes coordinates in B to coordinates in A (p_a = R p_b + position). */
export interface Pose {
  readonly position: Vec3;
  readonly orientation: Quat;
}

export const IDENTITY_POSE: Pose = { position: ZERO, orientation: IDENTITY };

/** aFromC = compose(aFromB, bFromC). */
export function compose(aFromB: Pose, bFromC: Pose): Pose {
  return {
    position: transformPoint(aFromB, bFromC.position),
    orientation: multiply(aFromB.orientation, bFromC.orientation),
  };
}

/** bFromA = invert(aFromB). */
export function invert(aFromB: Pose): Pose {
  const orientation = conjugate(aFromB.orientation);
  return { orientation, position: rotate(orientation, negate(aFromB.position)) };
}

export const transformPoint = (aFromB: Pose, p: Vec3): Vec3 => add(rotate(aFromB.orientation, p), aFromB.position);

export const transformDirection = (aFromB: Pose, d: Vec3): Vec3 => rotate(aFromB.orientation, d);

/**
 * Packed points moved by a pose, in float64.
 *
 * @param points [3 n] xyz
 * @param scale applied before the pose
 * @returns [3 n]
 */
export function transformPoints(aFromB: Pose, points: ArrayLike<number>, scale = 1): Float64Array {
  const m = toMatrix(aFromB.orientation);
  const [tx, ty, tz] = aFromB.position;
  const result = new Float64Array(points.length);
  for (let i = 0; i < points.length; i += 3) {
    const x = points[i] * scale;
    const y = points[i + 1] * scale;
    const z = points[i + 2] * scale;
    result[i] = m[0] * x + m[1] * y + m[2] * z + tx;
    result[i + 1] = m[3] * x + m[4] * y + m[5] * z + ty;
    result[i + 2] = m[6] * x + m[7] * y + m[8] * z + tz;
  }
  return result;
}
