import { describe, expect, test } from 'vitest';
import { createRng } from '../random.js';
import {
  allShades,
  COLOUR_NAMES,
  deltaE2000,
  FOCAL_LAB,
  labFromRgb,
  nameColour,
  rgbFromHex,
  shadeOf,
} from './palette.js';

describe('Lab', () => {
  test('white, black and a red with published coordinates', () => {
    labFromRgb([1, 1, 1]).forEach((value, k) => expect(value).toBeCloseTo([100, 0, 0][k], 2));
    labFromRgb([0, 0, 0]).forEach((value) => expect(value).toBeCloseTo(0, 9));
    labFromRgb([1, 0, 0]).forEach((value, k) => expect(value).toBeCloseTo([53.24, 80.09, 67.2][k], 1));
  });
});

test.each([
  [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
  [[50, -1, 2], [50, 0, 0], 2.3669],
  [[50, 2.49, -0.001], [50, -2.49, 0.0011], 7.2195],
  [[50, 2.5, 0], [73, 25, -18], 27.1492],
  [[22.7233, 20.0904, -46.694], [23.0331, 14.973, -42.5619], 2.0373],
  [[90.8027, -2.0831, 1.441], [91.1528, -1.6435, 0.0447], 1.4441],
  [[6.7747, -0.2908, -2.4247], [5.8714, -0.0985, -2.2286], 0.6377],
] as const)('CIEDE2000 of Sharma, Wu & Dalal, table 1: %j %j', (a, b, expected) => {
  expect(deltaE2000(a, b)).toBeCloseTo(expected, 4);
  expect(deltaE2000(b, a)).toBeCloseTo(expected, 4);
});

describe('names', () => {
  test.each(allShades())('a shade of $name is called so', ({ name, rgb }) => {
    const named = nameColour(labFromRgb(rgb));
    expect(named.name).toBe(name);
    expect(named.confidence).toBeGreaterThanOrEqual(0.8);
  });

  test('focal colours of two names never look alike', () => {
    for (const a of COLOUR_NAMES) {
      for (const b of COLOUR_NAMES) if (a !== b) expect(deltaE2000(FOCAL_LAB[a], FOCAL_LAB[b])).toBeGreaterThan(15);
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
