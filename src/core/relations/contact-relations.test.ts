import { describe, expect, test } from 'vitest';
import { fromAxisAngle } from '../geometry/quat.js';
import { against } from './against.js';
import { leaning, lying, upright, upsideDown } from './posture.js';
import {
  joinMeshes,
  boxMesh,
  lookAt,
  openBox,
  shifted,
  standsOn,
  testGeometry,
  testGraph,
  type TestObject,
} from './test-scene.js';
import { touching, touchIsVisible } from './touching.js';
import { under } from './under.js';

const cube = (id: number, x: number, y = 0, z = 0.05): TestObject => ({ id, center: [x, y, z], size: [0.1, 0.1, 0.1] });

describe('touching', () => {
  const camera = lookAt([0, -1.5, 0.3], [0, 0, 0.05]);
  const at = (gap: number) => testGraph({ objects: [cube(1, 0), cube(2, 0.1 + gap)] }, [camera]);
  test.each([
    [0.001, 'T'],
    [0.008, 'A'],
    [0.0149, 'A'],
    [0.03, 'F'],
  ])('a gap of %f: %s', (gap, verdict) => {
    const { geometry, views } = at(gap);
    expect(touching(geometry, views[0], 1, 2).verdict).toBe(verdict);
    expect(touching(geometry, views[0], 2, 1).verdict).toBe(verdict);
  });

  test('a gap too far off to be seen is not called one', () => {
    const far = testGraph({ objects: [cube(1, 0), cube(2, 0.12)] }, [lookAt([0, -4, 0.3], [0, 0, 0.05])]);
    expect(touching(far.geometry, far.views[0], 1, 2)).toMatchObject({ verdict: 'A' });
  });

  test('a listed contact counts', () => {
    const { geometry, views } = testGraph(
      { objects: [cube(1, 0), cube(2, 0.105)], contacts: [standsOn(1, 2, [0.05, 0, 0.05], 0, [-1, 0, 0])] },
      [camera],
    );
    expect(touching(geometry, views[0], 2, 1).verdict).toBe('T');
  });

  test('the gap must be in the picture, not behind a third thing', () => {
    const { geometry, views } = at(0.03);
    expect(touchIsVisible(geometry, views[0], 1, 2)).toBe(true);
    const hidden = testGraph(
      { objects: [cube(1, 0), cube(2, 0.13), { id: 3, center: [0.06, -0.3, 0.15], size: [0.2, 0.02, 0.3] }] },
      [camera],
    );
    expect(touchIsVisible(hidden.geometry, hidden.views[0], 1, 2)).toBe(false);
    const away = testGraph({ objects: [cube(1, 0), cube(2, 0.13)] }, [lookAt([0, -1.5, 0.3], [3, 0, 0.05])]);
    expect(touchIsVisible(away.geometry, away.views[0], 1, 2)).toBe(false);
  });
});

describe('under', () => {
  // A table 1 × 1 with a board 0.7 to 0.75 on four legs.
  const legs = [[-0.45, -0.45], [-0.45, 0.45], [0.45, -0.45], [0.45, 0.45]]; // prettier-ignore
  const mesh = joinMeshes(
    shifted(boxMesh([1, 1, 0.05]), [0, 0, 0.725]),
    ...legs.map(([x, y]) => shifted(boxMesh([0.05, 0.05, 0.7]), [x, y, 0.35])),
  );
  const table: TestObject = { id: 2, center: [0, 0, 0.375], mesh };
  const verdict = (a: TestObject) => under(testGeometry({ objects: [a, table] }), a.id, 2).verdict;

  test('below the board, beside, half, on top, and poking through', () => {
    expect(verdict(cube(1, 0))).toBe('T');
    expect(verdict(cube(1, 1))).toBe('F');
    expect(verdict(cube(1, 0.5))).toBe('A');
    expect(verdict(cube(1, 0, 0, 0.8))).toBe('F');
    expect(verdict({ id: 1, center: [0, 0, 0.5], size: [0.1, 0.1, 1] })).toBe('A');
  });

  test('a table is not under its cup, nor plainly not', () => {
    const geometry = testGeometry({ objects: [cube(1, 0, 0, 0.8), table] });
    expect(under(geometry, 2, 1)).toMatchObject({ verdict: 'A', reason: 'it reaches below it without being under it' });
  });

  test('a mat is under the box that stands on it', () => {
    const mat: TestObject = { id: 1, center: [0, 0, 0.005], size: [0.1, 0.1, 0.01] };
    expect(
      under(testGeometry({ objects: [mat, { id: 2, center: [0, 0, 0.06], size: [0.2, 0.2, 0.1] }] }), 1, 2),
    ).toMatchObject({
      verdict: 'T',
      measured: { q: 1 },
    });
  });

  test('inside a box with a lid is not called under', () => {
    const box = openBox([0.3, 0.3, 0.2], 0.01);
    const lidded = {
      mesh: joinMeshes(box.mesh, shifted(boxMesh([0.3, 0.3, 0.01]), [0, 0, 0.105])),
      cavity: box.cavity,
    };
    const geometry = testGeometry({
      objects: [
        { ...cube(1, 0), center: [0, 0, 0.07] },
        { id: 2, center: [0, 0, 0.105], ...lidded },
      ],
    });
    expect(under(geometry, 1, 2)).toMatchObject({ verdict: 'A', reason: 'it is inside it' });
  });
});

describe('posture', () => {
  const tilted = (deg: number) =>
    testGeometry({ objects: [{ ...cube(1, 0), orientation: fromAxisAngle([1, 0, 0], (deg * Math.PI) / 180) }] });
  test.each([
    [0, 'TFF'],
    [9, 'TFF'],
    [20, 'AFF'],
    [45, 'FFF'],
    [60, 'FAF'],
    [90, 'FTF'],
    [115, 'FAF'],
    [135, 'FFF'],
    [150, 'FFA'],
    [175, 'FFT'],
  ])('tilted by %i°: upright, lying, upside down are %s', (deg, verdicts) => {
    const geometry = tilted(deg);
    expect([upright, lying, upsideDown].map((holds) => holds(geometry, 1).verdict).join('')).toBe(verdicts);
  });

  const leaner = (deg: number, contacts: ReturnType<typeof standsOn>[], x = 0.12) =>
    leaning(
      testGeometry({
        objects: [{ ...cube(1, 0), orientation: fromAxisAngle([0, 1, 0], (deg * Math.PI) / 180) }, cube(2, x)],
        contacts,
      }),
      1,
      2,
    ).verdict;
  const fromSide = standsOn(1, 2, [0.07, 0, 0.06], 0, [-1, 0, 0]);

  test('leaning needs a tilt and a contact from the side', () => {
    expect(leaner(20, [fromSide])).toBe('T');
    expect(leaner(20, [standsOn(1, 2, [0.07, 0, 0.06])])).toBe('A');
    expect(leaner(3, [fromSide])).toBe('F');
    expect(leaner(7, [fromSide])).toBe('A');
    expect(leaner(20, [], 0.5)).toBe('F');
  });
});

test('against a wall, by the gap', () => {
  const wall: TestObject = { id: 2, category: 'wall', center: [0, 1.05, 1], size: [4, 0.1, 2], structure: true };
  const verdict = (y: number) => against(testGeometry({ objects: [cube(1, 0, y), wall] }), 1, 2).verdict;
  expect(verdict(0.93)).toBe('T');
  expect(verdict(0.8)).toBe('A');
  expect(verdict(0.5)).toBe('F');
  expect(against(testGeometry({ objects: [cube(1, 0), cube(2, 0.11)] }), 1, 2).verdict).toBe('A');
});
