import { describe, expect, it } from 'vitest';
import { createRng } from '../random.js';
import { decodeRle, encodeRle, encodeRleWindow, rleArea, runLengths } from './rle.js';

const filled = (width: number, height: number, set: (x: number, y: number) => boolean) =>
  Uint8Array.from({ length: width * height }, (_, i) => (set(i % width, Math.floor(i / width)) ? 1 : 0));

// Written by pycocotools 2.0.11, mask.encode.
const DISC =
  'ke3c0Q38H8J4L4L4L4L4M2N2M4M2N2N2N2N2N2N2N2O0O2N2N2O0O2O0O2O0O2O0O2O0O2O00000O2O00000O2O0000000000000000000000000' +
  '00000000001N1000001N1000001N101N101N101N101N101N2N2N101N2N2N2N2N2N2N2N3L3N2N3L4L4L4L4L6H8HQ_3';
const STRIPES =
  '0120O030M030N0O030M010O0300000M030M01020M0300000M010O030M01020M030M010O010O03000M030N0O030M030N0O030M010O03000' +
  '00M030M10O30M0300000M010O030M01020M030M01020M03000M010O010O030M030N0O030M010O0300000M030N0O030M0300000M010O030M' +
  '01020M030M01020M03000M010O010O030M060J030M010O010O03000M030N0O030M0300000M010O0300000M030M01020M03000M010O010O030M' +
  '060J030M010O00';

describe('run lengths', () => {
  it('go down the columns and start with zeros', () => {
    const mask = Uint8Array.from([0, 1, 1, 0, 1, 1, 0, 0, 0, 0, 0, 1]);
    expect(runLengths(mask, 4, 3)).toEqual([1, 1, 1, 2, 1, 1, 4, 1]);
    expect(runLengths(new Uint8Array(4).fill(7), 2, 2)).toEqual([0, 4]);
    expect(encodeRle(mask, 4, 3)).toEqual({ size: [3, 4], counts: '11110O30' });
    expect(rleArea(encodeRle(mask, 4, 3))).toBe(5);
  });

  it('are the strings of pycocotools', () => {
    expect(
      encodeRle(
        filled(4, 3, () => false),
        4,
        3,
      ).counts,
    ).toBe('<');
    expect(
      encodeRle(
        filled(4, 3, () => true),
        4,
        3,
      ).counts,
    ).toBe('0<');
    expect(
      encodeRle(
        filled(160, 120, (x, y) => (x - 80) ** 2 + (y - 60) ** 2 < 2500),
        160,
        120,
      ).counts,
    ).toBe(DISC);
    expect(
      encodeRle(
        filled(30, 20, (x, y) => (x * 7 + y * 13) % 31 < 9),
        30,
        20,
      ).counts,
    ).toBe(STRIPES);
    const block = encodeRle(
      filled(640, 480, (x, y) => x >= 50 && x < 400 && y >= 100 && y < 300),
      640,
      480,
    ).counts;
    expect(block).toBe(`Tag0X6h8${'0'.repeat(697)}l\\\`3`);
  });

  for (let seed = 0; seed < 60; seed++) {
    it(`decode to the mask again, as string and as list, seed ${seed}`, () => {
      const rng = createRng(seed);
      const [w, h] = [1 + rng.int(40), 1 + rng.int(40)];
      const share = rng.next();
      const mask = filled(w, h, () => rng.next() < share);
      expect(decodeRle(encodeRle(mask, w, h))).toEqual(mask);
      expect(decodeRle({ size: [h, w], counts: runLengths(mask, w, h) })).toEqual(mask);
    });
  }

  it('that do not fill the image are refused', () => {
    expect(() => decodeRle({ size: [2, 2], counts: [1, 2] })).toThrow(/sum to 3/);
    expect(() => decodeRle({ size: [2, 2], counts: [1, 9] })).toThrow(/does not fit/);
    expect(() => decodeRle({ size: [2, 2], counts: '~' })).toThrow(/Not a compressed RLE/);
    expect(() => runLengths(new Uint8Array(3), 2, 2)).toThrow(/4 pixels, got 3/);
  });
});

it('encodes a window as the image with the window in it, cut off at the borders', () => {
  const rng = createRng('window');
  const [width, height] = [13, 9];
  for (let round = 0; round < 200; round++) {
    const window = { left: rng.int(20) - 5, top: rng.int(16) - 5, width: rng.int(9), height: rng.int(9) };
    const bits = Uint8Array.from({ length: window.width * window.height }, () => rng.int(2));
    const whole = filled(width, height, (x, y) => {
      const [u, v] = [x - window.left, y - window.top];
      return u >= 0 && v >= 0 && u < window.width && v < window.height && bits[v * window.width + u] === 1;
    });
    expect(encodeRleWindow({ ...window, bits }, width, height)).toEqual(encodeRle(whole, width, height));
  }
});
