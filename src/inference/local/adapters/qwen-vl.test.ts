import { expect, it } from 'vitest';
import { multimodalPositions } from './qwen-vl.js';

const IMAGE = 7;
const config = { imageToken: IMAGE, mergeSize: 2 };
const image = (time: number, height: number, width: number) => ({ feeds: {}, grid: [time, height, width] as const });

it('counts text up in all three rows', () => {
  expect(multimodalPositions([1, 2, 3], [], config)).toEqual({
    rows: [
      [0, 1, 2],
      [0, 1, 2],
      [0, 1, 2],
    ],
    next: 3,
  });
});

it('gives a picture its grid, and goes on after its longer side', () => {
  // Two words, a picture of 4 × 6 patches merged to 2 × 3 tokens, one word: figure 3 of arXiv:2409.12191.
  const ids = [1, 2, ...Array<number>(6).fill(IMAGE), 3];
  expect(multimodalPositions(ids, [image(1, 4, 6)], config)).toEqual({
    rows: [
      [0, 1, 2, 2, 2, 2, 2, 2, 5],
      [0, 1, 2, 2, 2, 3, 3, 3, 5],
      [0, 1, 2, 3, 4, 2, 3, 4, 5],
    ],
    next: 6,
  });
});

it('takes pictures one after the other', () => {
  const ids = [IMAGE, 1, IMAGE, IMAGE];
  const { rows, next } = multimodalPositions(ids, [image(1, 2, 2), image(1, 4, 2)], config);
  expect(rows).toEqual([
    [0, 1, 2, 2],
    [0, 1, 2, 3],
    [0, 1, 2, 2],
  ]);
  expect(next).toBe(4);
});
