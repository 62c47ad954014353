import { describe, expect, it } from 'vitest';
import type { Placement } from '../arrange/placement.js';
import { fromYaw } from '../geometry/quat.js';
import { dot, length } from '../geometry/vec3.js';
import { createRng } from '../random.js';
import { looksSchema } from '../scene/recipe/looks.js';
import { chooseLighting } from './choose-lighting.js';
import { tintOf } from './colour-temperature.js';
import { chooseSensor, throughSensor } from './sensor.js';

const looks = (given: object = {}) => looksSchema.parse(given);

/** As much of a placement as lighting reads: a box 0.1 × 1.2 × 1.4 m on its own floor point. */
function placed(id: string, x: number, yaw: number): Placement {
  // Corners of the box, then of a disc that faces down, a metre up.
  const positions = Float32Array.from([-0.05, -0.6, 0, 0.05, 0.6, 1.4, 0, 0, 1, 0, 0.3, 1, 0.03, 0, 1]);
  const indices = Uint32Array.from([2, 3, 4]);
  const mesh = { positions, indices, groups: [{ start: 0, count: 3, material: 0 }] };
  return {
    category: { id },
    asset: { model: { mesh, materials: [{ name: 'light' }] } },
    worldFromObject: { position: [x, 0, 0.8], orientation: fromYaw(yaw) },
    bottom: 0.8,
    top: 2.2,
  } as unknown as Placement;
}

describe('tintOf', () => {
  it('is white at 6500 K, warm below and cool above', () => {
    for (const c of tintOf(6500)) expect(c).toBeCloseTo(1, 6);
    const [r, g, b] = tintOf(3000);
    expect(r).toBe(1);
    expect(g).toBeLessThan(0.75);
    expect(b).toBeLessThan(0.4);
    expect(tintOf(10000)[2]).toBe(1);
    expect(tintOf(10000)[0]).toBeLessThan(0.85);
  });
});

describe('chooseLighting', () => {
  const window = placed('window', -2, 0);

  it.each([1, 2, 3, 4, 5])('lets the sun in by the window, into the room, seed %d', (seed) => {
    const light = chooseLighting([window], looks({ windowLight: 1 }), createRng(seed));
    const [opening] = light.openings ?? [];
    expect(length(light.direction)).toBeCloseTo(1, 9);
    expect(dot(light.direction, [1, 0, 0])).toBeGreaterThan(0.2);
    expect(light.direction[2]).toBeLessThan(-0.3);
    expect(opening.center[0]).toBeCloseTo(-1.95, 6);
    expect(opening.center[2]).toBeCloseTo(1.5, 6);
    expect(length(opening.halfWidth)).toBeCloseTo(0.44 * 1.2, 6);
  });

  it('has lamps only where there are some and they are on', () => {
    const lamp = placed('floor-lamp', 1, 0);
    expect(chooseLighting([window], looks({ lampLight: 1 }), createRng(1)).lamps).toBeUndefined();
    expect(chooseLighting([lamp], looks({ lampLight: 0 }), createRng(1)).lamps).toBeUndefined();
    const [on] = chooseLighting([lamp], looks({ lampLight: 1 }), createRng(1)).lamps ?? [];
    // 0.03 behind the disc, which is 1 m over the lamp's foot at 0.8.
    expect(on.position[2]).toBeCloseTo(1.83, 6);
    expect(on.position[0]).toBeCloseTo(1.01, 6);
    expect(on.axis).toEqual([0, 0, -1]);
    expect(on.colour[0]).toBeGreaterThan(on.colour[2]);
  });

  it('has no light but the lamps at night', () => {
    const things = [window, placed('floor-lamp', 1, 0)];
    const night = chooseLighting(things, looks({ lampLight: 1, night: 1, windowLight: 1 }), createRng(1));
    expect(night.key).toBe(0);
    expect(night.openings).toBeUndefined();
    expect(night.lamps).toHaveLength(1);
    const day = chooseLighting(things, looks({ lampLight: 1, night: 0, windowLight: 1 }), createRng(1));
    expect(day.key).toBeGreaterThan(0);
    expect(day.ambient).toBeGreaterThan(3 * night.ambient);
    // Without a lamp there is no night.
    expect(chooseLighting([window], looks({ lampLight: 1, night: 1 }), createRng(1)).key).toBeGreaterThan(0);
  });

  it('keeps to the recipe’s ranges', () => {
    for (let seed = 0; seed < 20; seed++) {
      const light = chooseLighting([], looks({ exposureEv: [-1, -1], keyLight: [0.5, 0.6] }), createRng(seed));
      expect(light.exposure).toBeCloseTo(0.5, 9);
      expect(light.key).toBeGreaterThanOrEqual(0.5);
      expect(light.key).toBeLessThanOrEqual(0.6);
      expect(light.openings).toBeUndefined();
    }
  });
});

describe('sensor', () => {
  it('is off unless the recipe asks for it', () => {
    expect(chooseSensor(looks(), createRng(1))).toBeNull();
    expect(chooseSensor(looks({ noise: [0.02, 0.02] }), createRng(1))).toEqual({ noise: 0.02, blurPx: 0 });
  });

  it('adds noise of the stated size, more in the light than in the dark, the same for the same seed', () => {
    const [width, height] = [100, 100];
    const deviation = (level: number) => {
      const rgb = new Uint8Array(3 * width * height).fill(level);
      const noisy = throughSensor(rgb, width, height, { noise: 0.05, blurPx: 0 }, createRng(3));
      expect(throughSensor(rgb, width, height, { noise: 0.05, blurPx: 0 }, createRng(3))).toEqual(noisy);
      return Math.sqrt(noisy.reduce((sum, v) => sum + (v - level) ** 2, 0) / noisy.length) / 255;
    };
    expect(deviation(128)).toBeGreaterThan(0.033);
    expect(deviation(128)).toBeLessThan(0.038);
    expect(deviation(40)).toBeLessThan(0.025);
  });

  it('blurs an edge and keeps its sum', () => {
    const [width, height] = [40, 4];
    const rgb = new Uint8Array(3 * width * height);
    for (let i = 0; i < rgb.length; i++) rgb[i] = Math.floor(i / 3) % width < 20 ? 0 : 200;
    const soft = throughSensor(rgb, width, height, { noise: 0, blurPx: 2 }, createRng(1));
    expect(soft[3 * 19]).toBeGreaterThan(50);
    expect(soft[3 * 19]).toBeLessThan(100);
    expect(soft[3 * 5]).toBe(0);
    const sum = (a: Uint8Array) => a.reduce((s, v) => s + v, 0);
    expect(Math.abs(sum(soft) - sum(rgb))).toBeLessThan(0.005 * sum(rgb));
  });
});
