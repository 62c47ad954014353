import { expect, test } from 'vitest';
import type { Vec3 } from '../geometry/vec3.js';
import { testGeometry } from './test-scene.js';
import { above, below, higher } from './vertical.js';

const SIZE: Vec3 = [0.1, 0.1, 0.1];
const scene = (x: number, z: number) =>
  testGeometry({
    objects: [
      { id: 1, center: [x, 0, z], size: SIZE },
      { id: 2, center: [0, 0, 0.05], size: SIZE },
    ],
  });

test.each([
  ['on top', 0, 0.15, 'T', 'F'],
  ['a little sunk in', 0, 0.145, 'T', 'F'],
  ['hovering', 0.05, 0.5, 'T', 'F'],
  ['high but hardly over it', 0.08, 0.5, 'A', 'A'],
  ['high and to the side', 0.5, 0.5, 'A', 'A'],
  ['beside it', 0.5, 0.05, 'F', 'F'],
  ['beside it, half as high again', 0.5, 0.11, 'A', 'A'],
  ['below', 0, -0.1, 'F', 'T'],
])('%s', (_where, x, z, isAbove, isBelow) => {
  expect(above(scene(x, z), 1, 2).verdict).toBe(isAbove);
  expect(below(scene(x, z), 1, 2).verdict).toBe(isBelow);
  expect(below(scene(x, z), 2, 1).verdict).toBe(isAbove);
});

test.each([
  ['clear of its top', 0.2, 'T', 'F'],
  ['less than a margin clear', 0.16, 'A', 'A'],
  ['level', 0.05, 'F', 'F'],
  ['a centimetre higher', 0.075, 'A', 'A'],
])('higher: %s', (_where, z, forward, back) => {
  const geometry = scene(0.5, z);
  expect(higher(geometry, 1, 2).verdict).toBe(forward);
  expect(higher(geometry, 2, 1).verdict).toBe(back);
});
