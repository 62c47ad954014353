import { expect, it } from 'vitest';
import type { SimulatedBody } from './bodies.js';
import { supportRecords } from './contact-records.js';
import type { MeteredContact } from './force-meter.js';

// A box of 1 kg (10 N at g = 10) on the floor, pressed against a wall: watched for one second.
const body = (id: number, fixed: boolean, mass: number, z: number) =>
  ({ object: { id, fixed, mass }, body: { position: { z } } }) as unknown as SimulatedBody;
const bodies = [body(1, true, 100, 0), body(2, true, 100, 1), body(3, false, 1, 0.1)];
const point = (i: number, normal: readonly number[], impulse: readonly number[]): MeteredContact => ({
  i,
  j: 2,
  point: Float64Array.from([0, 0, 0]),
  normal: Float64Array.from(normal),
  impulse: Float64Array.from(impulse),
  pressed: normal.reduce((sum, n, k) => sum + n * impulse[k], 0),
});
const recordsOf = (...contacts: MeteredContact[]) => supportRecords(bodies, { contacts, time: 1 }, 10);

it('counts friction as support: a wall that holds up 3 % of a box has a share of 0.03 at a level normal', () => {
  const { contacts, carried } = recordsOf(point(0, [0, 0, 1], [0, 0, 9.7]), point(1, [1, 0, 0], [2, 0, 0.3]));
  expect(contacts.map(({ a, b, normal }) => [a, b, [...normal]])).toEqual([
    [3, 1, [0, 0, 1]],
    [3, 2, [1, 0, 0]],
  ]);
  expect(contacts[0].share).toBeCloseTo(0.97, 12);
  expect(contacts[1].share).toBeCloseTo(0.03, 12);
  expect(carried.get(3)).toBeCloseTo(1, 12);
});

it('gives no share to what pushes nobody up, and none to what pulls down', () => {
  const floor = point(0, [0, 0, 1], [0, 0, 10]);
  for (const lift of [0, -0.3]) {
    const { contacts } = recordsOf(floor, point(1, [1, 0, 0], [2, 0, lift]));
    expect(contacts.map(({ b, share }) => [b, share])).toEqual([
      [1, 1],
      [2, 0],
    ]);
  }
});
