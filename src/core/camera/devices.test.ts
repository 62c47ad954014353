import { describe, expect, it } from 'vitest';
import { DEVICE_NAMES, DEVICES, focalLength } from './devices.js';

const hfovDeg = (f: number, width: number) => (2 * Math.atan(width / 2 / f) * 180) / Math.PI;

describe('cameras by name', () => {
  it.each(DEVICE_NAMES)('%s has its published field of view in its full image, at any scale', (name) => {
    const { size, hfovDeg: published } = DEVICES[name];
    expect(hfovDeg(focalLength(DEVICES[name], size), size[0])).toBeCloseTo(published, 9);
    const half = [size[0] / 4, size[1] / 4] as const;
    expect(hfovDeg(focalLength(DEVICES[name], half), half[0])).toBeCloseTo(published, 9);
  });

  it('a 4:3 picture of a 16:9 camera keeps the height and loses the sides', () => {
    const f = focalLength(DEVICES['realsense-d435'], [640, 480]);
    // 1080 lines scaled to 480: the vertical field is the full one, 42.5° by 69° × 16:9.
    expect((2 * Math.atan(240 / f) * 180) / Math.PI).toBeCloseTo(42.3, 1);
    expect(hfovDeg(f, 640)).toBeCloseTo(54.5, 1);
  });

  it('phone lenses come out as their makers say', () => {
    expect(DEVICES['iphone-main'].hfovDeg).toBeCloseTo(67.3, 1);
    expect(DEVICES['logitech-c920'].hfovDeg).toBeCloseTo(70.4, 1);
  });
});
