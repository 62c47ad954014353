/** A point, direction or extent: [x, y, z], metres unless said otherwise, world +Z up. */
export type Vec3 = readonly [number, number, number];

export const ZERO: Vec3 = [0, 0, 0];
export const UP: Vec3 = [0, 0, 1];

export const add = (a: Vec3, b: Vec3): Vec3 => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const sub = (a: Vec3, b: Vec3): Vec3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const scale = (a: Vec3, s: number): Vec3 => [a[0] * s, a[1] * s, a[2] * s];
export const negate = (a: Vec3): Vec3 => [-a[0], -a[1], -a[2]];
export const dot = (a: Vec3, b: Vec3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const cross = (a: Vec3, b: Vec3): Vec3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
export const length = (a: Vec3): number => Math.sqrt(dot(a, a));
export const distance = (a: Vec3, b: Vec3): number => length(sub(a, b));
export const lerp = (a: Vec3, b: Vec3, t: number): Vec3 => add(scale(a, 1 - t), scale(b, t));

/** @throws RangeError for a vector shorter than 1e-12: it has no direction */
export function normalize(a: Vec3): Vec3 {
  const l = length(a);
  if (!(l > 1e-12)) throw new RangeError(`Cannot normalise [${a.join(', ')}]: it has no direction.`);
  return scale(a, 1 / l);
}

/** Horizontal part of `a`, normalised; null when `a` is vertical (horizontal part under 1e-9). */
export function horizontal(a: Vec3): Vec3 | null {
  const l = Math.hypot(a[0], a[1]);
  return l > 1e-9 ? [a[0] / l, a[1] / l, 0] : null;
}

/** Z × a for a horizontal `a`: a quarter turn to the left seen from above. */
export const leftOf = (heading: Vec3): Vec3 => [-heading[1], heading[0], 0];

/** Angle between two vectors, degrees in [0, 180]. */
export function angleDeg(a: Vec3, b: Vec3): number {
  return (Math.atan2(length(cross(a, b)), dot(a, b)) * 180) / Math.PI;
}
