import { describe, expect, it } from 'vitest';
import { createRng } from '../core/random.js';
import { decodeGrey16Png, decodeRgbPng, encodeDepthPng, encodeIdPng, encodeRgbPng } from './images.js';

const size = { width: 37, height: 21 };
const pixels = size.width * size.height;

describe('images', () => {
  for (let seed = 0; seed < 8; seed++) {
    it(`gives back every value (seed ${seed})`, async () => {
      const rng = createRng(seed);
      const rgb = Uint8Array.from({ length: 3 * pixels }, () => rng.int(256));
      // Few or many distinct values, so that an encoder which falls back to 8 bits or a palette would show.
      const grey = Uint16Array.from({ length: pixels }, () => (seed % 2 === 0 ? rng.int(65536) : 65000 + rng.int(3)));
      expect(await decodeRgbPng(await encodeRgbPng(rgb, size), size, 'a')).toEqual(rgb);
      expect(await decodeGrey16Png(await encodeDepthPng(grey, size), size, 'a')).toEqual(grey);
      expect(await decodeGrey16Png(await encodeIdPng(grey, size), size, 'a')).toEqual(grey);
    });
  }

  it('gives back images of one value', async () => {
    const black = new Uint8Array(3 * pixels);
    const zero = new Uint16Array(pixels);
    const grey = new Uint8Array(3 * pixels).fill(128);
    expect(await decodeRgbPng(await encodeRgbPng(black, size), size, 'a')).toEqual(black);
    expect(await decodeRgbPng(await encodeRgbPng(grey, size), size, 'a')).toEqual(grey);
    expect(await decodeGrey16Png(await encodeDepthPng(zero, size), size, 'a')).toEqual(zero);
  });

  it('gives equal bytes for equal images', async () => {
    const rng = createRng(3);
    const rgb = Uint8Array.from({ length: 3 * pixels }, () => rng.int(256));
    expect((await encodeRgbPng(rgb, size)).equals(await encodeRgbPng(rgb.slice(), size))).toBe(true);
  });

  it('names the image and what is wrong with it', async () => {
    const rgb = await encodeRgbPng(new Uint8Array(3 * pixels), size);
    const grey = await encodeDepthPng(new Uint16Array(pixels).fill(400), size);
    await expect(decodeGrey16Png(rgb, size, 'v.depth.png')).rejects.toThrow(
      /^"v.depth.png" is a 3-channel uchar image/,
    );
    await expect(decodeRgbPng(grey, size, 'v.rgb.png')).rejects.toThrow(/^"v.rgb.png" is a 1-channel ushort image/);
    await expect(decodeRgbPng(rgb, { width: 21, height: 37 }, 'v.rgb.png')).rejects.toThrow('has 37×21 pixels');
    await expect(decodeRgbPng(Buffer.from('GIF89a'), size, 'v.rgb.png')).rejects.toThrow('not a readable PNG');
    const noise = await encodeRgbPng(
      Uint8Array.from({ length: 3 * pixels }, (_, i) => (i * i * 7) % 251),
      size,
    );
    await expect(decodeRgbPng(noise.subarray(0, noise.length / 2), size, 'v.rgb.png')).rejects.toThrow('is damaged');
  });

  it('refuses a list of values that does not fit the size', async () => {
    await expect(encodeRgbPng(new Uint8Array(5), size)).rejects.toThrow(RangeError);
    await expect(encodeDepthPng(new Uint16Array(5), size)).rejects.toThrow(RangeError);
  });
});
