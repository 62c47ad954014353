import { describe, expect, test } from 'vitest';
import { createRng } from '../random.js';
import { ciede2000 } from '../relations/ciede2000.js';
import { allShades, COLOUR_NAMES, FOCAL_LAB, labFromRgb, nameColour, rgbFromHex, shadeOf } from './palette.js';

describe('Lab', () => {
  test('white, black and a red with published coordinates', () => {
    labFromRgb([1, 1, 1]).forEach((value, k) => expect(value).toBeCloseTo([100, 0, 0][k], 2));
    labFromRgb([0, 0, 0]).forEach((value) => expect(value).toBeCloseTo(0, 9));
    labFromRgb([1, 0, 0]).forEach((value, k) => expect(value).toBeCloseTo([53.24, 80.09, 67.2][k], 1));
  });
});

describe('names', () => {
  test.each(allShades())('a shade of $name is called so', ({ name, rgb }) => {
    const named = nameColour(labFromRgb(rgb));
    expect(named.name).toBe(name);
    expect(named.confidence).toBeGreaterThanOrEqual(0.8);
  });

  test('focal colours of two names never look alike', () => {
    for (const a of COLOUR_NAMES) {
      for (const b of COLOUR_NAMES) if (a !== b) expect(ciede2000(FOCAL_LAB[a], FOCAL_LAB[b])).toBeGreaterThan(15);
    }
  });

  test('a colour between two names is not named with confidence', () => {
    for (const hex of ['#2a8a8a', '#a8a23c', '#a87848', '#b5b8bc']) {
      expect(nameColour(labFromRgb(rgbFromHex(hex))).confidence).toBeLessThan(0.8);
    }
  });

  test('shades are drawn from the name asked for; others are refused', () => {
    expect(nameColour(labFromRgb(shadeOf('purple', createRng(3)))).name).toBe('purple');
    expect(() => shadeOf('mauve', createRng(3))).toThrow(/mauve/);
  });
});
