import { describe, expect, it } from 'vitest';
import { marginRatio } from './margin-ratio.js';

const direction = { delta: 0.04, margin: 0.02, overlap: 0, phiDeg: 10, overlapAcross: 0 };

describe('marginRatio', () => {
  it('is the weakest condition of a direction', () => {
    expect(marginRatio('left', true, 'T', direction)).toBe(2);
    expect(marginRatio('left', true, 'T', { ...direction, phiDeg: 40 })).toBe(1.5);
    expect(marginRatio('front', true, 'T', { ...direction, phiDeg: 40 })).toBe(1.25);
    expect(marginRatio('left', false, 'T', { ...direction, overlap: 0.2 })).toBe(1.25);
    expect(marginRatio('left', true, 'F', { ...direction, delta: -0.03, phiDeg: 170 })).toBe(1.5);
    const squarely = { delta: 0.01, margin: 0.02, overlap: 0.9, phiDeg: 85, overlapAcross: 0 };
    expect(marginRatio('left', true, 'F', squarely)).toBe(1.8);
  });

  it('is below 1 for what is too close to call', () => {
    expect(marginRatio('left', true, 'A', { ...direction, delta: 0.016 })).toBe(0.8);
    // The image disagrees though the geometry is clear.
    expect(marginRatio('left', true, 'A', direction)).toBe(0.99);
    expect(marginRatio('inside', false, 'A', { g: 0.3 })).toBe(0.6);
    expect(marginRatio('facing', false, 'A', { phiDeg: 40 })).toBe(0.667);
  });

  it('knows quantities with two limits, comparatives and nearness', () => {
    expect(marginRatio('facing', false, 'T', { phiDeg: 10 })).toBe(2);
    expect(marginRatio('facing', false, 'F', { phiDeg: 120 })).toBe(2);
    expect(marginRatio('facing_away', false, 'T', { phiDeg: 180 })).toBe(1.2);
    expect(marginRatio('taller', false, 'F', { ratio: 1 / 1.3 })).toBeCloseTo(2, 3);
    expect(marginRatio('near', false, 'T', { distance: 0.05, nearLimit: 0.1, farLimit: 0.4 })).toBe(2);
    expect(marginRatio('touching', false, 'T', { distance: 0 })).toBe(10);
  });

  it('says nothing where no one quantity decides', () => {
    expect(marginRatio('stacked', false, 'T', { stackHeight: 2 })).toBeNull();
    expect(marginRatio('left', true, 'T', {})).toBeNull();
  });
});
