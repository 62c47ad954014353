import { expect, test } from 'vitest';
import { fromAxisAngle } from '../geometry/quat.js';
import type { Vec3 } from '../geometry/vec3.js';
import type { Surface } from '../scene/settled-scene.js';
import { evaluateFitsIn } from './fits-in.js';
import { openBox, standsOn, testGeometry, type TestObject } from './test-scene.js';

// An open crate on a board at z = 0, 0.2 × 0.2 × 0.15 outside: its hollow is 0.18 × 0.18 and 0.14 deep. Tabletop: a thing
// fits with 1 cm to spare on every side, and does not when it would be half a centimetre too large even so.

const board: TestObject = { id: 9, category: 'table', center: [0, 0, -0.05], size: [2, 2, 0.1], fixed: true };
const square = (h: number): Vec3[] => [[-h, -h, 0], [h, -h, 0], [h, h, 0], [-h, h, 0]]; // prettier-ignore
const top: Surface = { id: 1, owner: 9, normal: [0, 0, 1], outline: square(1), holes: [] };
const crate: TestObject = {
  id: 2,
  center: [0, 0, 0.075],
  ...openBox([0.2, 0.2, 0.15], 0.01),
  opening: [0, 0, 1],
};
const feet = ({ id, center: [x, y] }: TestObject) =>
  square(0.05).map(([dx, dy]) => standsOn(id, 9, [x + dx, y + dy, 0], 0.25));

const fitsIn = (thing: TestObject, container = crate, ...others: TestObject[]) => {
  const all = [thing, container, ...others];
  const geometry = testGeometry({
    objects: [...all, board],
    surfaces: [top],
    contacts: [thing, container].flatMap(feet),
  });
  return evaluateFitsIn(geometry, thing.id, container.id, 'tabletop');
};
const box = (size: Vec3, more: Partial<TestObject> = {}): TestObject => ({
  id: 1,
  center: [0.5, 0, size[2] / 2],
  size,
  ...more,
});

test.each([
  ['small', [0.1, 0.1, 0.1], 'T'],
  ['with a centimetre on each side', [0.159, 0.159, 0.1], 'T'],
  ['with less', [0.17, 0.17, 0.1], 'A'],
  ['wider than the hollow', [0.25, 0.25, 0.1], 'F'],
  ['as high as the hollow but for a centimetre', [0.1, 0.1, 0.129], 'T'],
  ['with less above', [0.1, 0.1, 0.138], 'A'],
  ['higher than the hollow is deep', [0.1, 0.1, 0.15], 'F'],
  ['longer than the hollow, from corner to corner', [0.2, 0.02, 0.05], 'T'],
  ['longer than from corner to corner', [0.3, 0.02, 0.05], 'F'],
] as const)('%s: %j fits is %s', (_what, size, verdict) => {
  expect(fitsIn(box(size)).verdict).toBe(verdict);
});

test('the witness stands on the floor of the hollow, in its middle', () => {
  const { witness, measured } = fitsIn(box([0.1, 0.1, 0.1]));
  const { position } = witness?.worldFromObject ?? { position: [NaN, NaN, NaN] };
  expect(position[0]).toBeCloseTo(0, 6);
  expect(position[1]).toBeCloseTo(0, 6);
  // The hollow's floor is 1 cm above the board, and the box's middle 5 cm above that.
  expect(position[2]).toBeCloseTo(0.06, 6);
  expect(measured).toMatchObject({ yawDeg: 0 });
  expect(measured['cavityDepth']).toBeCloseTo(0.14, 6);
});

test('what says no names the container, and every turn that was tried', () => {
  const { blockers, rejected, tried } = fitsIn(box([0.1, 0.1, 0.15]));
  expect(blockers).toEqual([2]);
  expect(rejected).toEqual({ height: tried });
});

test('a thing that lies is turned all the way round, however round it is about its own axis', () => {
  const lying = box([0.02, 0.02, 0.2], {
    center: [0.5, 0, 0.01],
    orientation: fromAxisAngle([0, 1, 0], Math.PI / 2),
    symmetry: 'infinite',
  });
  expect(fitsIn(lying)).toMatchObject({ verdict: 'T', measured: { yawDeg: 45 } });
});

test('nothing is said of a container that is full, turned over, or holds it already', () => {
  const filled = fitsIn(box([0.1, 0.1, 0.1]), crate, { id: 3, center: [0, 0, 0.07], size: [0.1, 0.1, 0.12] });
  expect(filled.verdict).toBe('A');
  const over = { ...crate, orientation: fromAxisAngle([1, 0, 0], Math.PI) };
  expect(fitsIn(box([0.1, 0.1, 0.1]), over)).toMatchObject({
    verdict: 'A',
    reason: 'its hollow is not open at the top, or not convex',
  });
  expect(fitsIn(box([0.1, 0.1, 0.1], { center: [0, 0, 0.06] }))).toMatchObject({
    verdict: 'A',
    reason: 'it is in it already',
  });
});
