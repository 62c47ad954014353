import { expect, it } from 'vitest';
import { testGeometry } from '../relations/test-scene.js';
import { freePlace } from './free-place.js';
import type { Surface } from './settled-scene.js';

const TOP: Surface = {
  id: 1,
  owner: 1,
  normal: [0, 0, 1],
  outline: [
    [-0.5, -0.3, 0.8],
    [0.5, -0.3, 0.8],
    [0.5, 0.3, 0.8],
    [-0.5, 0.3, 0.8],
  ],
  holes: [],
};
const table = { id: 1, center: [0, 0, 0.78], size: [1, 0.6, 0.04], fixed: true } as const;
const tableWith = (...objects: Parameters<typeof testGeometry>[0]['objects']) =>
  testGeometry({ objects: [table, ...objects], surfaces: [TOP] }).scene;

it('is the middle of an empty table', () => {
  expect(freePlace(tableWith(), TOP, 0.05, 0.1)).toEqual([0, 0, 0.8]);
});

it('keeps clear of what stands there, turned as it is, and not of what hangs above', () => {
  const box = { id: 2, center: [0, 0, 0.85], size: [0.3, 0.1, 0.1], yaw: Math.PI / 2 } as const;
  const [x, y] = freePlace(tableWith(box), TOP, 0.05, 0.1) ?? [0, 0];
  expect(Math.abs(x)).toBeGreaterThanOrEqual(0.05 + 0.05 + 0.01);
  expect(Math.abs(x)).toBeLessThan(0.2);
  expect(Math.abs(y)).toBeLessThan(0.05);
  const lamp = { ...box, center: [0, 0, 1.5] } as const;
  expect(freePlace(tableWith(lamp), TOP, 0.05, 0.1)).toEqual([0, 0, 0.8]);
});

it('is nowhere when the surface is full or too small', () => {
  const crate = { id: 2, center: [0, 0, 0.9], size: [0.9, 0.5, 0.2] } as const;
  expect(freePlace(tableWith(crate), TOP, 0.05, 0.1)).toBeNull();
  expect(freePlace(tableWith(), TOP, 0.31, 0.1)).toBeNull();
});
