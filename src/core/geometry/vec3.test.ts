import { describe, expect, it } from 'vitest';
import { angleDeg, cross, horizontal, leftOf, lerp, normalize } from './vec3.js';

describe('vec3', () => {
  it('is right-handed', () => {
    expect(cross([1, 0, 0], [0, 1, 0])).toEqual([0, 0, 1]);
    expect(leftOf([1, 0, 0])).toEqual([-0, 1, 0]);
    expect(leftOf([0, 1, 0])).toEqual([-1, 0, 0]);
  });

  it('has no direction for nothing', () => {
    expect(() => normalize([0, 0, 0])).toThrow(RangeError);
    expect(horizontal([0, 0, 3])).toBeNull();
    expect(horizontal([3, 4, 9])).toEqual([0.6, 0.8, 0]);
  });

  it('measures angles, also the extreme ones', () => {
    expect(angleDeg([1, 0, 0], [0, 0, 2])).toBe(90);
    expect(angleDeg([1, 2, 3], [-1, -2, -3])).toBe(180);
    expect(angleDeg([1, 2, 3], [2, 4, 6])).toBe(0);
    expect(angleDeg([1, 0, 0], [1, 1e-9, 0])).toBeCloseTo(1e-9 * (180 / Math.PI), 15);
  });

  it('interpolates to both ends exactly', () => {
    expect(lerp([1, 2, 3], [5, 6, 7], 0)).toEqual([1, 2, 3]);
    expect(lerp([1, 2, 3], [5, 6, 7], 1)).toEqual([5, 6, 7]);
  });
});
