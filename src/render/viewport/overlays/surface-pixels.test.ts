import { expect, it } from 'vitest';
import { TruthImage } from '../truth-image.js';
import { surfacePixels } from './surface-pixels.js';

// A camera one metre over the floor that looks straight down; its picture's right is +x, its down is -y.
const SIZE = 20;
const view = {
  intrinsics: { width: SIZE, height: SIZE, fx: 10, fy: 10, cx: SIZE / 2, cy: SIZE / 2 },
  cameraFromWorld: { position: [0, 0, 1], orientation: [1, 0, 0, 0] },
} as const;
const RED = [255, 0, 0, 255];
const BLUE = [0, 0, 255, 200];

/** Depths of a floor, with a block of 0.4 m on its right half. */
function floorAndBlock(): TruthImage {
  const raw = new Uint32Array(4 * SIZE * SIZE);
  const metres = new Float32Array(raw.buffer);
  for (let i = 0; i < SIZE * SIZE; i++) {
    metres[4 * i] = i % SIZE < SIZE / 2 ? 1 : 0.6;
    raw[4 * i + 1] = 1;
  }
  return new TruthImage(SIZE, SIZE, raw);
}

it('lies on the surface where it can be seen, and not on what stands on it', () => {
  // Two halves of a square of one metre, the red one nearer to -y.
  const image = {
    origin: [-0.5, -0.5, 0],
    u: [1, 0, 0],
    v: [0, 1, 0],
    width: 1,
    height: 2,
    rgba: new Uint8ClampedArray([...RED, ...BLUE]),
  } as const;
  const pixels = surfacePixels(floorAndBlock(), view, image);
  const at = (column: number, row: number) =>
    Array.from(pixels.subarray(4 * (row * SIZE + column), 4 * (row * SIZE + column) + 4));
  expect(at(7, 12)).toEqual(RED);
  expect(at(7, 7)).toEqual(BLUE);
  // Beyond its edge at x = -0.5, and on the block.
  expect(at(4, 7)).toEqual([0, 0, 0, 0]);
  expect(at(5, 7)).toEqual(BLUE);
  expect(at(12, 7)).toEqual([0, 0, 0, 0]);
});
