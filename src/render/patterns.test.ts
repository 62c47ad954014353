import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { TEXTURES } from '../core/scene/material.js';
import { drawPatterns, PATTERN_SIZE } from './patterns.js';

const patterns = drawPatterns();
const LAYER = 4 * PATTERN_SIZE * PATTERN_SIZE;

test.each(TEXTURES.map((name, i) => [name, i] as const))('%s keeps the mean colour of its material', (_, index) => {
  const layer = patterns.subarray(index * LAYER, (index + 1) * LAYER);
  for (let k = 0; k < 3; k++) {
    let sum = 0;
    for (let i = k; i < LAYER; i += 4) sum += layer[i];
    // 127.5 is a factor of one; bytes cut what would be more than two.
    expect(Math.abs(sum / (LAYER / 4) - 127.5)).toBeLessThan(1.5);
  }
});

test('drawn twice they are the same bytes', () => {
  const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  expect(hash(drawPatterns())).toBe(hash(patterns));
});
