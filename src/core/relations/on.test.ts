import { expect, test } from 'vitest';
import { fromAxisAngle } from '../geometry/quat.js';
import type { Contact } from '../scene/settled-scene.js';
import { directlyOn } from './directly-on.js';
import { directlyOnAsked, on, stacked, stackHeight, supports } from './on.js';
import { profileOf } from './profile.js';
import { openBox, standsOn, testGeometry, type TestObject } from './test-scene.js';

// A floor, a table on it (fixed: physics lists no contacts of its own), a book on the table, a cup on the book.
const floor: TestObject = {
  id: 1,
  category: 'floor',
  center: [0, 0, -0.05],
  size: [5, 5, 0.1],
  structure: true,
  fixed: true,
};
const table: TestObject = { id: 2, category: 'table', center: [0, 0, 0.375], size: [1.2, 0.8, 0.75], fixed: true };
const book: TestObject = { id: 3, center: [0, 0, 0.765], size: [0.2, 0.3, 0.03] };
const cup: TestObject = { id: 4, center: [0.02, 0, 0.83], size: [0.08, 0.08, 0.1] };
const beside: TestObject = { id: 5, center: [0.4, 0, 0.8], size: [0.1, 0.1, 0.1] };

const corners = (a: number, b: number, x: number, y: number, z: number, r: number): Contact[] =>
  [[-r, -r], [-r, r], [r, -r], [r, r]].map(([dx, dy]) => standsOn(a, b, [x + dx, y + dy, z], 0.25)); // prettier-ignore

const room = testGeometry({
  objects: [floor, table, book, cup, beside],
  contacts: [
    ...corners(3, 2, 0, 0, 0.75, 0.1),
    ...corners(4, 3, 0.02, 0, 0.78, 0.04),
    ...corners(5, 2, 0.4, 0, 0.75, 0.05),
  ],
});

test('directly on is the next thing below, by contacts and for fixed things by rays', () => {
  expect(directlyOn(room, 4, 3)).toMatchObject({ verdict: 'T', measured: { share: 1, massOffset: 0 } });
  expect(directlyOn(room, 3, 4).verdict).toBe('F');
  expect(directlyOn(room, 4, 2).verdict).toBe('F');
  expect(directlyOn(room, 3, 2).verdict).toBe('T');
  expect(directlyOn(room, 2, 1).verdict).toBe('T');
  expect(directlyOn(room, 1, 2).verdict).toBe('F');
  expect(directlyOn(room, 5, 3).verdict).toBe('F');
  expect(directlyOn(room, 5, 5).verdict).toBe('A');
});

test('on follows the chain', () => {
  expect(on(room, 4, 2)).toMatchObject({ verdict: 'T', measured: { chain: 2 } });
  expect(supports(room, 2, 4).verdict).toBe('T');
  expect(on(room, 4, 5).verdict).toBe('F');
  expect(on(room, 2, 4).verdict).toBe('F');
});

test('stacks are counted down to the table', () => {
  expect(stackHeight(room, 4)).toBe(2);
  expect(stackHeight(room, 3)).toBe(1);
  expect(stacked(room, 4).verdict).toBe('T');
  expect(stacked(room, 5).verdict).toBe('F');
});

test('small things off the floor make a tabletop question, others one about the room', () => {
  expect(profileOf(room, [3, 4, 5])).toBe('tabletop');
  expect(profileOf(room, [4, 2])).toBe('room');
  const onFloor = testGeometry({
    objects: [floor, { ...beside, center: [1, 1, 0.05] }],
    contacts: corners(5, 1, 1, 1, 0, 0.05),
  });
  expect(profileOf(onFloor, [5])).toBe('room');
});

test('half carried is ambiguous, and so is a chain over it', () => {
  const bridge: TestObject = { id: 4, center: [0, 0, 0.79], size: [0.8, 0.05, 0.02] };
  const pier: TestObject = { id: 5, center: [0.3, 0, 0.765], size: [0.1, 0.1, 0.03] };
  const half = (x: number, b: number) => [-0.02, 0.02].map((y) => standsOn(4, b, [x, y, 0.78], 0.25));
  const geometry = testGeometry({
    objects: [floor, table, { ...book, center: [-0.3, 0, 0.765] }, bridge, pier],
    contacts: [
      ...half(-0.3, 3),
      ...half(0.3, 5),
      ...corners(3, 2, -0.3, 0, 0.75, 0.1),
      ...corners(5, 2, 0.3, 0, 0.75, 0.05),
    ],
  });
  expect(directlyOn(geometry, 4, 3).verdict).toBe('A');
  expect(on(geometry, 4, 2)).toMatchObject({ verdict: 'A', reason: 'a link of what carries it is too close to call' });
  expect(stackHeight(geometry, 4)).toBe(null);
});

test('what would tip over is not on it, unless it leans on something', () => {
  const contacts = corners(4, 3, 0.2, 0, 0.78, 0.01);
  const tipping = testGeometry({ objects: [table, book, cup], contacts });
  expect(directlyOn(tipping, 4, 3)).toMatchObject({ verdict: 'A', measured: { share: 1 } });
  const leaning = testGeometry({
    objects: [table, book, cup, { ...beside, center: [0.2, 0, 0.9] }],
    contacts: [...contacts, standsOn(4, 5, [0.1, 0, 0.85], 0, [1, 0, 0])],
  });
  expect(directlyOn(leaning, 4, 3).verdict).toBe('T');
});

test('slanting contacts do not carry', () => {
  const slanted = corners(4, 3, 0.02, 0, 0.78, 0.04).map((contact) => ({ ...contact, normal: [0.6, 0, 0.8] as const }));
  const geometry = testGeometry({ objects: [table, book, cup], contacts: slanted });
  expect(directlyOn(geometry, 4, 3).verdict).toBe('A');
});

test('far apart without any support is plainly not on; close without support is not decided', () => {
  const apart = testGeometry({ objects: [book, { ...cup, center: [0, 0, 1] }] });
  expect(directlyOn(apart, 4, 3).verdict).toBe('F');
  const close = testGeometry({ objects: [book, { ...cup, center: [0, 0, 0.78 + 0.05 + 0.01] }] });
  expect(directlyOn(close, 4, 3).verdict).toBe('A');
});

test('inside a crate that is on the table: neither on the crate nor on the table', () => {
  const crate: TestObject = { id: 3, center: [0, 0, 0.85], ...openBox([0.3, 0.3, 0.2], 0.01) };
  const held: TestObject = { id: 4, center: [0, 0, 0.79], size: [0.05, 0.05, 0.06] };
  const geometry = testGeometry({
    objects: [table, crate, held],
    contacts: [...corners(3, 2, 0, 0, 0.75, 0.15), ...corners(4, 3, 0, 0, 0.76, 0.025)],
  });
  expect(directlyOn(geometry, 4, 3).verdict).toBe('T');
  expect(on(geometry, 4, 3)).toMatchObject({ verdict: 'A', reason: 'it is inside it, at least in part' });
  // The crate carries it all the same; asked, it is in the crate, and nobody calls it stacked.
  expect(directlyOn(geometry, 4, 3).verdict).toBe('T');
  expect(directlyOnAsked(geometry, 4, 3)).toMatchObject({ verdict: 'A' });
  expect(directlyOnAsked(geometry, 3, 2).verdict).toBe('T');
  expect(stacked(geometry, 4)).toMatchObject({ verdict: 'A', reason: 'it is inside something' });
  expect(on(geometry, 4, 2)).toMatchObject({ verdict: 'A', reason: 'it is inside something that is on it' });
  expect(on(geometry, 3, 2).verdict).toBe('T');
});

test('the rotated lie on what they touch', () => {
  const lying: TestObject = { ...cup, center: [0, 0, 0.82], orientation: fromAxisAngle([1, 0, 0], Math.PI / 2) };
  const geometry = testGeometry({ objects: [table, book, lying], contacts: corners(4, 3, 0, 0, 0.78, 0.03) });
  expect(directlyOn(geometry, 4, 3).verdict).toBe('T');
});
