import type { Vec3 } from '../../core/geometry/vec3.js';
import { environmentTexels } from './octahedral.js';

const { directions, solidAngles } = environmentTexels();

/** The nine real spherical harmonics up to order 2 at a unit direction, with their norms. */
function harmonics([x, y, z]: Vec3): readonly number[] {
  return [
    0.282095,
    0.488603 * y,
    0.488603 * z,
    0.488603 * x,
    1.092548 * x * y,
    1.092548 * y * z,
    0.315392 * (3 * z * z - 1),
    1.092548 * x * z,
    0.546274 * (x * x - y * y),
  ];
}

/** Lambert's cosine lobe over π in harmonics, by order (Ramamoorthi and Hanrahan, 2001). */
const COSINE = [1, 2 / 3, 2 / 3, 2 / 3, 0.25, 0.25, 0.25, 0.25, 0.25];

/**
 * Irradiance over π that an environment gives a surface by its normal, as factors of
 * 1, y, z, x, xy, yz, 3z² − 1, xz, x² − y².
 *
 * @param radiance [3 n] linear RGB of the texels
 */
export function irradiance(radiance: Float32Array): readonly Vec3[] {
  const sums = COSINE.map(() => [0, 0, 0]);
  directions.forEach((direction, i) => {
    const values = harmonics(direction);
    for (let k = 0; k < 9; k++) {
      for (let c = 0; c < 3; c++) sums[k][c] += values[k] * solidAngles[i] * radiance[3 * i + c];
    }
  });
  const norms = [0.282095, 0.488603, 0.488603, 0.488603, 1.092548, 1.092548, 0.315392, 1.092548, 0.546274];
  return sums.map((sum, k): Vec3 => {
    const factor = COSINE[k] * norms[k];
    return [sum[0] * factor, sum[1] * factor, sum[2] * factor];
  });
}
