import { cross, normalize, type Vec3 } from '../../core/geometry/vec3.js';
import { ENVIRONMENT_SIZE, octahedralDirection, octahedralTexel, RIMMED_SIZE } from './octahedral.js';

/** Roughness 0, 1/7, … 1. */
export const ROUGHNESS_LEVELS = 8;
const SAMPLES = 64;
/** From this level on samples are means of two by two texels: they lie that far apart. */
const COARSE_LEVEL = 3;

interface Lobe {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** Reflections of a ray along the normal at microfacets drawn from GGX (Karis, 2013), by the Hammersley set. */
function lobe(roughness: number): readonly Lobe[] {
  if (roughness === 0) return [{ x: 0, y: 0, z: 1 }];
  const a2 = roughness ** 4;
  return Array.from({ length: SAMPLES }, (_, i): Lobe => {
    const u = (i + 0.5) / SAMPLES;
    const phi = 2 * Math.PI * radicalInverse(i);
    const cosine = Math.sqrt((1 - u) / (1 + (a2 - 1) * u));
    const along = 2 * cosine * Math.sqrt(1 - cosine * cosine);
    return { x: along * Math.cos(phi), y: along * Math.sin(phi), z: 2 * cosine * cosine - 1 };
  }).filter(({ z }) => z > 0);
}

function radicalInverse(i: number): number {
  let [value, digit] = [0, 0.5];
  for (let rest = i; rest > 0; rest >>= 1, digit /= 2) if (rest & 1) value += digit;
  return value;
}

const LOBES = Array.from({ length: ROUGHNESS_LEVELS }, (_, level) => lobe(level / (ROUGHNESS_LEVELS - 1)));

/** What a level takes its samples from: the texels themselves, or their means. */
const isCoarse = (level: number): boolean => level >= COARSE_LEVEL;

/**
 * Texels that the lobes of every level fall on, for each texel of the map with its rim, in the order of their sums: the
 * same for every environment.
 */
const SAMPLED = sampledTexels();

function sampledTexels(): Uint16Array {
  const texels = new Uint16Array(RIMMED_SIZE * RIMMED_SIZE * LOBES.reduce((sum, lobes) => sum + lobes.length, 0));
  const at = (i: number) => (2 * (i - 0.5)) / ENVIRONMENT_SIZE - 1;
  let next = 0;
  for (let row = 0; row < RIMMED_SIZE; row++) {
    for (let column = 0; column < RIMMED_SIZE; column++) {
      const n = octahedralDirection(at(column), at(row));
      const right = normalize(cross(Math.abs(n[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0], n));
      const up: Vec3 = cross(n, right);
      for (const [level, lobes] of LOBES.entries()) {
        const size = isCoarse(level) ? ENVIRONMENT_SIZE / 2 : ENVIRONMENT_SIZE;
        for (const { x, y, z } of lobes) {
          texels[next++] = octahedralTexel(
            x * right[0] + y * up[0] + z * n[0],
            x * right[1] + y * up[1] + z * n[1],
            x * right[2] + y * up[2] + z * n[2],
            size,
          );
        }
      }
    }
  }
  return texels;
}

/**
 * What mirrors of each roughness show of an environment, for a look along the normal (split-sum approximation).
 *
 * @param radiance [3 n] linear RGB of the texels, row by row
 * @returns [4 · levels · rimmed²] RGBA, level by level, rows with their rims
 */
export function prefilter(radiance: Float32Array): Float32Array {
  const texels = RIMMED_SIZE * RIMMED_SIZE;
  const result = new Float32Array(4 * ROUGHNESS_LEVELS * texels);
  const coarse = halved(radiance);
  let next = 0;
  for (let texel = 0; texel < texels; texel++) {
    for (let level = 0; level < ROUGHNESS_LEVELS; level++) {
      const source = isCoarse(level) ? coarse : radiance;
      let [red, green, blue, weight] = [0, 0, 0, 0];
      for (const { z } of LOBES[level]) {
        const from = 3 * SAMPLED[next++];
        red += z * source[from];
        green += z * source[from + 1];
        blue += z * source[from + 2];
        weight += z;
      }
      const to = 4 * (level * texels + texel);
      result[to] = red / weight;
      result[to + 1] = green / weight;
      result[to + 2] = blue / weight;
      result[to + 3] = 1;
    }
  }
  return result;
}

/** Means of two by two texels. */
function halved(radiance: Float32Array): Float32Array {
  const size = ENVIRONMENT_SIZE / 2;
  return Float32Array.from({ length: 3 * size * size }, (_, i) => {
    const [row, column, c] = [Math.floor(i / (3 * size)), Math.floor(i / 3) % size, i % 3];
    const at = (dy: number, dx: number) => radiance[3 * ((2 * row + dy) * ENVIRONMENT_SIZE + 2 * column + dx) + c];
    return (at(0, 0) + at(0, 1) + at(1, 0) + at(1, 1)) / 4;
  });
}
