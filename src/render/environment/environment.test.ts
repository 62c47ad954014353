import { describe, expect, it } from 'vitest';
import { IDENTITY } from '../../core/geometry/quat.js';
import { dot, length, type Vec3 } from '../../core/geometry/vec3.js';
import type { Lighting } from '../../core/scene/settled-scene.js';
import { irradiance } from './irradiance.js';
import {
  ENVIRONMENT_SIZE,
  environmentTexels,
  octahedralDirection,
  octahedralTexel,
  RIMMED_SIZE,
} from './octahedral.js';
import { prefilter, ROUGHNESS_LEVELS } from './prefilter.js';
import { roomEnvironment, type EnvironmentBox } from './room-environment.js';

const { directions, solidAngles } = environmentTexels();
const everywhere = (radiance: (d: Vec3) => number) =>
  Float32Array.from(
    directions.flatMap((d) => {
      const value = radiance(d);
      return [value, value, value];
    }),
  );

/** What the shader makes of the factors. */
function lightOn([x, y, z]: Vec3, factors: readonly Vec3[]): number {
  const terms = [1, y, z, x, x * y, y * z, 3 * z * z - 1, x * z, x * x - y * y];
  return terms.reduce((sum, term, k) => sum + term * factors[k][0], 0);
}

describe('octahedral map', () => {
  it('finds the texel of each texel’s direction', () => {
    directions.forEach((d, i) => expect(octahedralTexel(...d)).toBe(i));
    for (const d of directions) expect(length(d)).toBeCloseTo(1, 9);
  });

  it('has solid angles of equal octants', () => {
    const upper = directions.reduce((sum, d, i) => sum + (d[2] > 0 ? solidAngles[i] : 0), 0);
    const east = directions.reduce((sum, d, i) => sum + (d[0] > 0 ? solidAngles[i] : 0), 0);
    expect(upper / (4 * Math.PI)).toBeGreaterThan(0.46);
    expect(upper / (4 * Math.PI)).toBeLessThan(0.54);
    expect(east / (2 * Math.PI)).toBeCloseTo(1, 6);
  });

  it('goes on across its edges', () => {
    const step = 1e-4;
    for (const v of [-0.8, -0.3, 0.1, 0.7]) {
      const [inside, outside] = [octahedralDirection(1 - step, v), octahedralDirection(1 + step, v)];
      expect(dot(inside, outside)).toBeGreaterThan(1 - 1e-6);
    }
  });
});

describe('irradiance', () => {
  it('of an even environment is its radiance, whichever way a surface faces', () => {
    const factors = irradiance(everywhere(() => 0.7));
    for (const n of [
      [1, 0, 0],
      [0, 0, -1],
      [0.6, 0, 0.8],
    ] as const)
      expect(lightOn(n, factors)).toBeCloseTo(0.7, 2);
  });

  it('of a bright upper half is all of it for what faces up, half for a wall, none for what faces down', () => {
    const factors = irradiance(everywhere((d) => (d[2] > 0 ? 1 : 0)));
    expect(lightOn([0, 0, 1], factors)).toBeCloseTo(1, 1);
    expect(lightOn([1, 0, 0], factors)).toBeCloseTo(0.5, 1);
    expect(lightOn([0, 0, -1], factors)).toBeCloseTo(0, 1);
  });
});

describe('prefilter', () => {
  const at = (map: Float32Array, level: number, row: number, column: number) =>
    map[4 * ((level * RIMMED_SIZE + row) * RIMMED_SIZE + column)];

  it('leaves an even environment as it is', () => {
    for (const value of prefilter(everywhere(() => 0.25)).filter((_, i) => i % 4 !== 3))
      expect(value).toBeCloseTo(0.25, 6);
  });

  it('is the environment itself at roughness 0 and wider with each level', () => {
    const lamp = prefilter(everywhere((d) => (d[2] > 0.97 ? 1 : 0)));
    const middle = RIMMED_SIZE / 2;
    expect(at(lamp, 0, middle, middle)).toBe(1);
    const levels = Array.from({ length: ROUGHNESS_LEVELS }, (_, level) => at(lamp, level, middle, middle));
    for (let k = 2; k < ROUGHNESS_LEVELS; k++) expect(levels[k]).toBeLessThan(levels[k - 1] + 0.002);
    expect(levels[ROUGHNESS_LEVELS - 1]).toBeLessThan(0.2);
    // An eighth of the map aside, 22° away: nothing in a mirror, something on brushed metal.
    const aside = middle + ENVIRONMENT_SIZE / 8;
    expect(at(lamp, 0, middle, aside)).toBe(0);
    expect(at(lamp, 4, middle, aside)).toBeGreaterThan(0.01);
  });
});

describe('roomEnvironment', () => {
  const box = (min: Vec3, max: Vec3, colour: Vec3): EnvironmentBox => ({
    pose: { position: [0, 0, 0], orientation: IDENTITY },
    min,
    max,
    colour,
    structure: true,
  });
  const floor = box([-3, -3, -0.1], [3, 3, 0], [0.5, 0.5, 0.5]);
  const red = box([3, -3, 0], [3.1, 3, 2.5], [0.8, 0.05, 0.05]);
  const strengths = { key: [0.5, 0.5, 0.5] as const, ambient: 0.5, sky: 1.5 };
  const day: Lighting = { direction: [0, 0, -1], key: 1, ambient: 1, tint: [1, 1, 1] };
  const facing = (radiance: Float32Array, n: Vec3): Vec3 => {
    const factors = irradiance(radiance);
    const channel = (c: number) =>
      lightOn(
        n,
        factors.map((factor): Vec3 => [factor[c], 0, 0]),
      );
    return [channel(0), channel(1), channel(2)];
  };

  it('throws a wall’s colour on what faces it', () => {
    const { diffuse } = roomEnvironment([2, 0, 1.3], [floor, red], day, strengths);
    const [toward, away] = [facing(diffuse, [1, 0, 0]), facing(diffuse, [-1, 0, 0])];
    expect(toward[0] / toward[1]).toBeGreaterThan(1.5 * (away[0] / away[1]));
  });

  it('is as bright on the whole as its strength says, but for what sun and lamps add', () => {
    const mean = (radiance: Float32Array) =>
      directions.reduce((sum, _, i) => sum + (solidAngles[i] * radiance[3 * i + 1]) / (4 * Math.PI), 0);
    const night = { ...day, key: 0 };
    const dark = mean(roomEnvironment([0, 0, 1.3], [floor], night, strengths).diffuse);
    expect(dark).toBeCloseTo(0.5 * 0.8, 2);
    const lamp = { position: [0, 0, 2] as const, colour: [1, 1, 1] as const };
    const lit = mean(roomEnvironment([0, 0, 1.3], [floor], { ...night, lamps: [lamp] }, strengths).diffuse);
    expect(lit).toBeGreaterThan(dark + 0.01);
  });

  it('shows the sky in a window to mirrors alone', () => {
    const openings = [
      { center: [3, 0, 1.3] as const, halfWidth: [0, 0.6, 0] as const, halfHeight: [0, 0, 0.6] as const },
    ];
    const { diffuse, mirrored } = roomEnvironment([0, 0, 1.3], [floor, red], { ...day, openings }, strengths);
    const through = 3 * octahedralTexel(0.999, 0.02, 0.02) + 1;
    expect(mirrored[through]).toBeGreaterThan(diffuse[through] + 1);
    const beside = 3 * octahedralTexel(0, 0.999, 0.02) + 1;
    expect(mirrored[beside]).toBeCloseTo(diffuse[beside], 6);
  });
});
