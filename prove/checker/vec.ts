// Vectors, quaternions (xyzw) and poses, written out plainly; the checker shares no code with what it checks.

export type Vec3 = readonly [number, number, number];
export type Quat = readonly [number, number, number, number];
export interface Pose {
  readonly position: Vec3;
  readonly orientation: Quat;
}

export const Z: Vec3 = [0, 0, 1];

export const add = (a: Vec3, b: Vec3): Vec3 => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const sub = (a: Vec3, b: Vec3): Vec3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const mul = (a: Vec3, s: number): Vec3 => [a[0] * s, a[1] * s, a[2] * s];
export const dot = (a: Vec3, b: Vec3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const cross = (a: Vec3, b: Vec3): Vec3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
export const norm = (a: Vec3): number => Math.hypot(a[0], a[1], a[2]);
export const unit = (a: Vec3): Vec3 => mul(a, 1 / norm(a));
export const distance = (a: Vec3, b: Vec3): number => norm(sub(a, b));
export const horizontal = (a: Vec3): Vec3 => [a[0], a[1], 0];
export const negate = (a: Vec3): Vec3 => [-a[0], -a[1], -a[2]];
export const finite3 = (a: Vec3): boolean => a.length === 3 && a.every(Number.isFinite);

/** Angle between two vectors in degrees. */
export function angleDeg(a: Vec3, b: Vec3): number {
  return (Math.atan2(norm(cross(a, b)), dot(a, b)) * 180) / Math.PI;
}

/** Columns of the rotation matrix of a quaternion: where the axes x, y, z go. */
export function columns(q: Quat): readonly [Vec3, Vec3, Vec3] {
  const [x, y, z, w] = q;
  return [
    [1 - 2 * (y * y + z * z), 2 * (x * y + z * w), 2 * (x * z - y * w)],
    [2 * (x * y - z * w), 1 - 2 * (x * x + z * z), 2 * (y * z + x * w)],
    [2 * (x * z + y * w), 2 * (y * z - x * w), 1 - 2 * (x * x + y * y)],
  ];
}

export function rotate(q: Quat, v: Vec3): Vec3 {
  const [x, y, z] = columns(q);
  return [
    x[0] * v[0] + y[0] * v[1] + z[0] * v[2],
    x[1] * v[0] + y[1] * v[1] + z[1] * v[2],
    x[2] * v[0] + y[2] * v[1] + z[2] * v[2],
  ];
}

export const conjugate = (q: Quat): Quat => [-q[0], -q[1], -q[2], q[3]];

/** a after b. */
export const multiply = (a: Quat, b: Quat): Quat => [
  a[3] * b[0] + a[0] * b[3] + a[1] * b[2] - a[2] * b[1],
  a[3] * b[1] - a[0] * b[2] + a[1] * b[3] + a[2] * b[0],
  a[3] * b[2] + a[0] * b[1] - a[1] * b[0] + a[2] * b[3],
  a[3] * b[3] - a[0] * b[0] - a[1] * b[1] - a[2] * b[2],
];

/** Rotation about +Z, counter-clockwise seen from above. */
export const yaw = (radians: number): Quat => [0, 0, Math.sin(radians / 2), Math.cos(radians / 2)];

export const transform = (pose: Pose, p: Vec3): Vec3 => add(rotate(pose.orientation, p), pose.position);

export function inverse(pose: Pose): Pose {
  const orientation = conjugate(pose.orientation);
  return { orientation, position: negate(rotate(orientation, pose.position)) };
}
