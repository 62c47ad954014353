import { expect, it } from 'vitest';
import { fromMatrix } from '../geometry/quat.js';
import { agreement, quartersTo, rangeOfYes, turnedLayers, type FlipLayers } from './flip-layers.js';

/** Three places along x, two along y: T F A below, then what is blocked, refused and off. */
const LAYERS: FlipLayers = {
  grid: {
    object: 2,
    surface: 1,
    origin: [1, 2, 0.7],
    step: 0.1,
    columns: 3,
    rows: 2,
    outline: [
      [1, 2],
      [1.3, 2],
      [1.3, 2.2],
      [1, 2.2],
    ],
    from: [1.05, 2.15, 0.75],
    footprints: [],
  },
  verdicts: ['T', 'F', 'A', 'blocked', 'refused', 'off'],
  yes: [0.9, 0.6, 0.5, null, 0.2, null],
};

it('turns a map counterclockwise, places and outlines alike', () => {
  const { grid, verdicts } = turnedLayers(LAYERS, 1);
  expect([grid.columns, grid.rows]).toEqual([2, 3]);
  // What lay along x now goes up, and what was above lies to its left.
  expect(verdicts).toEqual(['blocked', 'T', 'refused', 'F', 'off', 'A']);
  expect(grid.outline[1]).toEqual([-2, 1.3]);
  expect([grid.origin[0], grid.origin[1]]).toEqual([-2.2, 1]);
  expect([grid.from[0], grid.from[1]]).toEqual([-2.15, 1.05]);
});

it('is itself after four turns', () => {
  const around = turnedLayers(LAYERS, 4);
  expect(around.verdicts).toEqual(LAYERS.verdicts);
  expect(around.yes).toEqual(LAYERS.yes);
  expect(around.grid.outline).toEqual(LAYERS.grid.outline);
});

it('brings what lies ahead of a camera to the top', () => {
  // Camera axes in the world: x right, y down, z forward; one row each.
  const looking = (right: [number, number], forward: [number, number]) => ({
    position: [0, 0, 0] as const,
    orientation: fromMatrix([right[0], right[1], 0, 0, 0, -1, forward[0], forward[1], 0]),
  });
  expect(quartersTo(looking([1, 0], [0, 1]))).toBe(0);
  expect(quartersTo(looking([0, -1], [1, 0]))).toBe(1);
  expect(quartersTo(looking([-1, 0], [0, -1]))).toBe(2);
  expect(quartersTo(looking([0, 1], [-1, 0]))).toBe(3);
});

it('says how far the model agrees, and between what its belief lies', () => {
  expect(agreement(LAYERS)).toEqual({ rate: 0.5, of: 2 });
  expect(rangeOfYes(LAYERS)).toEqual([0.2, 0.9]);
  expect(rangeOfYes({ ...LAYERS, yes: null })).toBeNull();
});
