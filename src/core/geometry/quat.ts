import { cross, normalize, type Vec3 } from './vec3.js';

/** Unit quaternion, order x, y, z, w. */
export type Quat = readonly [number, number, number, number];

/** Rotation matrix, row-major: m[3 * row + column]. */
export type Mat3 = readonly [number, number, number, number, number, number, number, number, number];

export const IDENTITY: Quat = [0, 0, 0, 1];

/** Rotation by `angle` radians about `axis` (any length but zero), right-handed. */
export function fromAxisAngle(axis: Vec3, angle: number): Quat {
  const [x, y, z] = normalize(axis);
  const s = Math.sin(angle / 2);
  return [x * s, y * s, z * s, Math.cos(angle / 2)];
}

/** Rotation by `yaw` radians about world +Z, counter-clockwise seen from above. */
export const fromYaw = (yaw: number): Quat => [0, 0, Math.sin(yaw / 2), Math.cos(yaw / 2)];

/** The rotation a ∘ b: first b, then a. */
export function multiply(a: Quat, b: Quat): Quat {
  const [ax, ay, az, aw] = a;
  const [bx, by, bz, bw] = b;
  return [
    aw * bx + ax * bw + ay * bz - az * by,
    aw * by - ax * bz + ay * bw + az * bx,
    aw * bz + ax * by - ay * bx + az * bw,
    aw * bw - ax * bx - ay * by - az * bz,
  ];
}

export const conjugate = (q: Quat): Quat => [-q[0], -q[1], -q[2], q[3]];

export function normalizeQuat(q: Quat): Quat {
  const l = Math.hypot(...q);
  if (!(l > 1e-12)) throw new RangeError(`Cannot normalise the quaternion [${q.join(', ')}].`);
  return [q[0] / l, q[1] / l, q[2] / l, q[3] / l];
}

/** v rotated by q. */
export function rotate(q: Quat, v: Vec3): Vec3 {
  const u: Vec3 = [q[0], q[1], q[2]];
  const t = cross(u, v);
  const t2: Vec3 = [2 * t[0], 2 * t[1], 2 * t[2]];
  const c = cross(u, t2);
  return [v[0] + q[3] * t2[0] + c[0], v[1] + q[3] * t2[1] + c[1], v[2] + q[3] * t2[2] + c[2]];
}

export function toMatrix(q: Quat): Mat3 {
  const [x, y, z, w] = q;
  return [
    1 - 2 * (y * y + z * z),
    2 * (x * y - z * w),
    2 * (x * z + y * w),
    2 * (x * y + z * w),
    1 - 2 * (x * x + z * z),
    2 * (y * z - x * w),
    2 * (x * z - y * w),
    2 * (y * z + x * w),
    1 - 2 * (x * x + y * y),
  ];
}

/** Quaternion of a proper rotation matrix (Shepperd's method: the largest component first). */
export function fromMatrix(m: Mat3): Quat {
  const [m00, m01, m02, m10, m11, m12, m20, m21, m22] = m;
  const trace = m00 + m11 + m22;
  let q: Quat;
  if (trace >= m00 && trace >= m11 && trace >= m22) {
    q = [m21 - m12, m02 - m20, m10 - m01, 1 + trace];
  } else if (m00 >= m11 && m00 >= m22) {
    q = [1 + m00 - m11 - m22, m01 + m10, m02 + m20, m21 - m12];
  } else if (m11 >= m22) {
    q = [m01 + m10, 1 - m00 + m11 - m22, m12 + m21, m02 - m20];
  } else {
    q = [m02 + m20, m12 + m21, 1 - m00 - m11 + m22, m10 - m01];
  }
  return normalizeQuat(q);
}
