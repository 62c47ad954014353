import { describe, expect, test } from 'vitest';
import type { Vec3 } from '../geometry/vec3.js';
import type { Surface } from '../scene/settled-scene.js';
import { parallel, row } from './alignment.js';
import { between, nothingBetween } from './between.js';
import { bigger, closer, farther, taller, wider } from './compare.js';
import { dimensionsOf } from './dimensions.js';
import { facing, facingAway } from './facing.js';
import { near, nextTo } from './near.js';
import { occludes } from './occludes.js';
import { atCorner, atEdge, inMiddle } from './patch-position.js';
import { lookAt, openBox, standsOn, testGeometry, testGraph, type TestObject } from './test-scene.js';

const cube = (id: number, x: number, y: number, more: Partial<TestObject> = {}): TestObject => ({
  id,
  center: [x, y, 0.05],
  size: [0.1, 0.1, 0.1],
  ...more,
});
const scene = (...objects: TestObject[]) => testGeometry({ objects });

// A board 1 × 0.6 whose top is z = 0, and contacts of cubes that stand on it.
const board: TestObject = { id: 9, category: 'table', center: [0, 0, -0.05], size: [1, 0.6, 0.1], fixed: true };
const corners = (w: number, h: number): Vec3[] => [[-w, -h, 0], [w, -h, 0], [w, h, 0], [-w, h, 0]]; // prettier-ignore
const top: Surface = { id: 1, owner: 9, normal: [0, 0, 1], outline: corners(0.5, 0.3), holes: [] };
const feet = ({ id, center: [x, y] }: TestObject) =>
  corners(0.05, 0.05).map(([dx, dy]) => standsOn(id, 9, [x + dx, y + dy, 0], 0.25));
const onBoard = (...objects: TestObject[]) =>
  testGeometry({ objects: [...objects, board], surfaces: [top], contacts: objects.flatMap(feet) });

describe('between', () => {
  const ends = [cube(2, -0.3, 0), cube(3, 0.3, 0)];
  test.each([
    ['in the middle', 0, 0, 'T'],
    ['a third along', -0.1, 0, 'T'],
    ['off the line by a little', 0, 0.06, 'A'],
    ['well off the line', 0, 0.35, 'F'],
    ['beside the line, not far', 0, 0.2, 'A'],
    ['before B', -0.5, 0, 'F'],
    ['after C', 0.5, 0, 'F'],
  ])('%s', (_where, x, y, verdict) => {
    expect(between(scene(cube(1, x, y), ...ends), 1, 2, 3).verdict).toBe(verdict);
    expect(between(scene(cube(1, x, y), ...ends), 1, 3, 2).verdict).toBe(verdict);
  });

  test('measures t, rho and kappa', () => {
    const { measured } = between(scene(cube(1, -0.15, 0.06), ...ends), 1, 2, 3);
    expect(measured.t).toBeCloseTo(0.25, 6);
    expect(measured.rho).toBeCloseTo(0.06, 6);
    expect(measured.kappa).toBeCloseTo(0.4, 5);
    expect(measured.length).toBeCloseTo(0.6, 6);
  });

  test('another height is not between, nor is an end between itself', () => {
    expect(between(scene(cube(1, 0, 0, { center: [0, 0, 0.5] }), ...ends), 1, 2, 3).verdict).toBe('A');
    expect(between(scene(...ends), 2, 2, 3).verdict).toBe('A');
  });

  test('nothing between: empty, filled, half in the way, and what does not count', () => {
    expect(nothingBetween(scene(...ends), 2, 3).verdict).toBe('T');
    expect(nothingBetween(scene(cube(1, 0, 0), ...ends), 2, 3)).toMatchObject({
      verdict: 'F',
      measured: { between: 1 },
    });
    expect(nothingBetween(scene(cube(1, 0, 0.08), ...ends), 2, 3).verdict).toBe('A');
    expect(nothingBetween(scene(cube(1, 0, 0.08, { structure: true }), ...ends), 2, 3).verdict).toBe('T');
    expect(nothingBetween(scene(cube(1, 0, 0, { center: [0, 0, 0.5] }), ...ends), 2, 3).verdict).toBe('T');
    expect(nothingBetween(onBoard(...ends), 2, 3).verdict).toBe('T');
    expect(nothingBetween(scene(cube(1, 0.6, 0), ...ends), 2, 3).verdict).toBe('T');
  });
});

describe('near and next to', () => {
  test.each([
    [0.04, 'T'],
    [0.1, 'A'],
    [0.5, 'F'],
  ])('a gap of %f between cubes of 0.1: %s', (gap, verdict) => {
    expect(near(scene(cube(1, 0, 0), cube(2, 0.1 + gap, 0)), 1, 2).verdict).toBe(verdict);
    expect(near(scene(cube(1, 0, 0), cube(2, 0.1 + gap, 0)), 2, 1).verdict).toBe(verdict);
  });

  test('inside is not near', () => {
    const geometry = scene(
      { id: 1, center: [0, 0, 0.1], size: [0.05, 0.05, 0.05] },
      { id: 2, center: [0, 0, 0.1], ...openBox([0.3, 0.3, 0.2], 0.01) },
    );
    expect(near(geometry, 1, 2)).toMatchObject({ verdict: 'A', reason: 'one is inside the other' });
    expect(near(geometry, 2, 1).verdict).toBe('A');
  });

  test('next to: on one surface with nothing between', () => {
    expect(nextTo(onBoard(cube(1, 0, 0), cube(2, 0.13, 0)), 1, 2).verdict).toBe('T');
    expect(nextTo(scene(cube(1, 0, 0), cube(2, 0.13, 0)), 1, 2).verdict).toBe('A');
    expect(nextTo(onBoard(cube(1, -0.3, 0), cube(2, 0.3, 0)), 1, 2).verdict).toBe('F');
    const thin = cube(3, 0.075, 0, { size: [0.02, 0.1, 0.1] });
    expect(nextTo(onBoard(cube(1, 0, 0), cube(2, 0.15, 0), thin), 1, 2)).toMatchObject({
      verdict: 'F',
      measured: { between: 3 },
    });
  });
});

test.each([
  [0, 'T', 'F'],
  [40, 'A', 'F'],
  [80, 'F', 'F'],
  [130, 'F', 'A'],
  [170, 'F', 'T'],
])('a front turned %i° off: facing %s, facing away %s', (deg, towards, away) => {
  const geometry = scene(cube(1, 0, 0, { front: [1, 0, 0], yaw: (deg * Math.PI) / 180 }), cube(2, 0.5, 0));
  expect(facing(geometry, 1, 2).verdict).toBe(towards);
  expect(facingAway(geometry, 1, 2).verdict).toBe(away);
  expect(facing(geometry, 2, 1).verdict).toBe('A');
});

test('three in a row, in any order', () => {
  const verdict = (y: number) => row(scene(cube(1, 0, y), cube(2, -0.5, 0), cube(3, 0.5, 0)), [1, 2, 3]).verdict;
  expect(verdict(0.005)).toBe('T');
  expect(verdict(0.05)).toBe('A');
  expect(verdict(0.3)).toBe('F');
});

test.each([
  [1, 3, 'T'],
  [1, 177, 'T'],
  [1, 90, 'F'],
  [4, 90, 'T'],
  [4, 45, 'F'],
  [1, 10, 'A'],
  ['infinite', 0, 'A'],
] as const)('symmetry %s, turned by %i°: parallel is %s', (symmetry, deg, verdict) => {
  expect(
    parallel(scene(cube(1, 0, 0, { symmetry }), cube(2, 1, 0, { yaw: (deg * Math.PI) / 180 })), 1, 2).verdict,
  ).toBe(verdict);
});

test('where on the board', () => {
  const verdicts = (x: number, y: number) => {
    const geometry = onBoard(cube(1, x, y));
    return [atEdge, inMiddle, atCorner].map((holds) => holds(geometry, 1, 1).verdict).join('');
  };
  // Half the width is 0.3.
  expect(verdicts(0, 0)).toBe('FTF');
  expect(verdicts(0.45, 0)).toBe('TFF');
  expect(verdicts(0.45, 0.25)).toBe('TFT');
  expect(verdicts(0, 0.225)).toBe('AFF');
  expect(verdicts(0, 0.1)).toBe('FAF');
  expect(atEdge(onBoard(cube(1, 0, 0)), 1, 7).verdict).toBe('A');
});

test('one thing before another', () => {
  const camera = lookAt([0, -1, 0.05], [0, 0, 0.05]);
  const verdict = (x: number) => {
    const graph = testGraph({ objects: [cube(1, x, -0.3), cube(2, 0, 0)] }, [camera]);
    return occludes(graph, graph.views[0], 1, 2).verdict;
  };
  expect(verdict(0.05)).toBe('T');
  expect(verdict(0.083)).toBe('A');
  expect(verdict(0.2)).toBe('F');
  const graph = testGraph({ objects: [cube(1, 0, 0), cube(2, 9, 0)] }, [camera]);
  expect(occludes(graph, graph.views[0], 1, 2).verdict).toBe('A');
});

describe('comparisons', () => {
  const sized = (id: number, size: Vec3, more: Partial<TestObject> = {}) => cube(id, id, 0, { size, ...more });

  test('sizes by the front where there is one', () => {
    const [plain, faced] = scene(sized(1, [0.3, 0.1, 0.2]), sized(2, [0.3, 0.1, 0.2], { front: [1, 0, 0] })).objects;
    const close = (found: object, expected: Record<string, number | null>) => {
      for (const [key, value] of Object.entries(expected)) {
        const measured = (found as Record<string, number | null>)[key];
        if (value === null || measured === null) expect(measured).toBe(value);
        else expect(measured).toBeCloseTo(value, 6);
      }
    };
    close(dimensionsOf(plain), { height: 0.2, width: 0.1, length: 0.3, depth: null, diameter: null });
    close(dimensionsOf(faced), { height: 0.2, width: 0.1, depth: 0.3, length: null, diameter: null });
  });

  test.each([
    [0.2, 'TF'],
    [0.11, 'AA'],
    [0.05, 'FT'],
  ])('a side of %f against 0.1', (side, verdicts) => {
    const high = scene(sized(1, [0.1, 0.1, side]), sized(2, [0.1, 0.1, 0.1]));
    expect(taller(high, 1, 2).verdict + taller(high, 2, 1).verdict).toBe(verdicts);
    const wide = scene(sized(1, [side, side, 0.1]), sized(2, [0.1, 0.1, 0.1]));
    expect(wider(wide, 1, 2).verdict + wider(wide, 2, 1).verdict).toBe(verdicts);
    expect(bigger(wide, 1, 2).verdict + bigger(wide, 2, 1).verdict).toBe(verdicts);
  });

  test('closer to a third thing, and to the camera', () => {
    const graph = testGraph({ objects: [cube(1, 0.3, 0), cube(2, -0.6, 0), cube(3, 0, 0), cube(4, 0.1, 0)] }, [
      lookAt([1.5, 0, 0.3], [0, 0, 0]),
    ]);
    expect(closer(graph, null, 1, 2, 3).verdict).toBe('T');
    expect(closer(graph, null, 2, 1, 3).verdict).toBe('F');
    expect(farther(graph, null, 2, 1, 3).verdict).toBe('T');
    expect(closer(graph, null, 4, 2, 3)).toMatchObject({ verdict: 'A', reason: 'one of the two touches it' });
    expect(closer(graph, graph.views[0], 1, 2, 'camera').verdict).toBe('T');
    expect(closer(graph, null, 1, 2, 'camera').verdict).toBe('A');
  });
});
