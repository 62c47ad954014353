import { normalize, type Vec3 } from '../../core/geometry/vec3.js';

/** Texels a side of an environment map, without its rim. */
export const ENVIRONMENT_SIZE = 32;
/** With a rim of one texel that repeats what lies across the edge, so that filtering sees no seam. */
export const RIMMED_SIZE = ENVIRONMENT_SIZE + 2;

/**
 * Direction of a point of the octahedral map (Cigolle et al., 2014); beyond the edges it goes on across the fold.
 *
 * @param u, v in [-1, 1], or a little outside
 * @returns unit direction, world; +Z in the middle
 */
export function octahedralDirection(u: number, v: number): Vec3 {
  if (Math.abs(u) > 1) [u, v] = [Math.sign(u) * (2 - Math.abs(u)), -v];
  if (Math.abs(v) > 1) [u, v] = [-u, Math.sign(v) * (2 - Math.abs(v))];
  const z = 1 - Math.abs(u) - Math.abs(v);
  const folded = Math.max(0, -z);
  return normalize([u + (u > 0 ? -folded : folded), v + (v > 0 ? -folded : folded), z]);
}

/** Index of the texel without rim that holds a direction. @param size texels a side */
export function octahedralTexel(x: number, y: number, z: number, size: number = ENVIRONMENT_SIZE): number {
  const sum = Math.abs(x) + Math.abs(y) + Math.abs(z);
  let [u, v] = [x / sum, y / sum];
  if (z < 0) [u, v] = [(1 - Math.abs(v)) * (u < 0 ? -1 : 1), (1 - Math.abs(u)) * (v < 0 ? -1 : 1)];
  const column = Math.min(size - 1, Math.floor((0.5 + 0.5 * u) * size));
  const row = Math.min(size - 1, Math.floor((0.5 + 0.5 * v) * size));
  return row * size + column;
}

/** Directions of all texels, row by row, and the solid angle of each, steradians. */
export function environmentTexels(): { directions: readonly Vec3[]; solidAngles: readonly number[] } {
  const directions: Vec3[] = [];
  const solidAngles: number[] = [];
  const at = (i: number) => (2 * (i + 0.5)) / ENVIRONMENT_SIZE - 1;
  for (let row = 0; row < ENVIRONMENT_SIZE; row++) {
    for (let column = 0; column < ENVIRONMENT_SIZE; column++) {
      const d = octahedralDirection(at(column), at(row));
      directions.push(d);
      // The flat octahedron's point lies 1 / (|x| + |y| + |z|) along the direction.
      solidAngles.push((Math.abs(d[0]) + Math.abs(d[1]) + Math.abs(d[2])) ** 3);
    }
  }
  const whole = solidAngles.reduce((sum, angle) => sum + angle, 0);
  return { directions, solidAngles: solidAngles.map((angle) => (4 * Math.PI * angle) / whole) };
}
