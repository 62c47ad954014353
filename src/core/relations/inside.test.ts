import { expect, test } from 'vitest';
import type { Vec3 } from '../geometry/vec3.js';
import { fullyInside, inside, insideAnything } from './inside.js';
import { solidShare } from './solid-share.js';
import { boxMesh, joinMeshes, openBox, shifted, standsOn, testGeometry, type TestObject } from './test-scene.js';

/** An open crate, 0.3 × 0.3 × 0.2 outside, that stands on z = 0: its cavity reaches from 0.01 to 0.2. */
const crate: TestObject = { id: 2, center: [0, 0, 0.1], ...openBox([0.3, 0.3, 0.2], 0.01) };
const stick = (z: number, id = 1): TestObject => ({ id, center: [0, 0, z], size: [0.02, 0.02, 0.2] });

/** A stick from `bottom` up, of which what is between 0.01 and 0.2 is in the crate. */
const geometryWithStickFrom = (bottom: number, contacts: Parameters<typeof testGeometry>[0]['contacts'] = []) =>
  testGeometry({ objects: [stick(bottom + 0.1), crate], contacts });

test.each([
  [0.011, 'T', 0.945],
  [0.08, 'T', 0.6],
  [0.12, 'A', 0.4],
  [0.195, 'A', 0.025],
  [0.25, 'F', 0],
])('a stick from %f up is inside: %s', (bottom, verdict, g) => {
  const { measured, verdict: found } = inside(geometryWithStickFrom(bottom), 1, 2);
  expect(measured.g).toBeCloseTo(g, 3);
  expect(found).toBe(verdict === 'A' && g < 0.03 ? 'F' : verdict);
});

test('what stands out but rests on the cavity alone is inside', () => {
  const bottom: Vec3 = [0, 0, 0.01];
  const tall = (contacts: Parameters<typeof testGeometry>[0]['contacts'] = []) =>
    testGeometry({
      objects: [{ id: 1, center: [0, 0, 0.01 + 0.25], size: [0.02, 0.02, 0.5] }, crate, { id: 3, center: [1, 0, 0] }],
      contacts,
    });
  expect(inside(tall(), 1, 2)).toMatchObject({ verdict: 'A', reason: 'it is partly inside' });
  expect(inside(tall([standsOn(1, 2, bottom)]), 1, 2).verdict).toBe('T');
  expect(inside(tall([standsOn(1, 2, bottom), standsOn(1, 3, [0, 0, 0.4], 0, [1, 0, 0])]), 1, 2).verdict).toBe('A');
  expect(inside(tall([standsOn(1, 2, [0.15, 0, 0.1])]), 1, 2).verdict).toBe('A');
});

test('fully inside', () => {
  const whole = testGeometry({ objects: [{ id: 1, center: [0, 0, 0.1], size: [0.05, 0.05, 0.05] }, crate] });
  expect(fullyInside(whole, 1, 2)).toEqual({ verdict: 'T', measured: { g: 1 } });
  expect(fullyInside(geometryWithStickFrom(0.08), 1, 2).verdict).toBe('A');
  expect(fullyInside(geometryWithStickFrom(0.3), 1, 2).verdict).toBe('F');
});

test('an object without a cavity holds nothing, nor does a thing hold itself', () => {
  const geometry = geometryWithStickFrom(0.011);
  expect(inside(geometry, 2, 1)).toEqual({ verdict: 'F', measured: { g: 0 } });
  expect(inside(geometry, 2, 2).verdict).toBe('A');
  expect(insideAnything(geometry, 1)).toBe('T');
  expect(insideAnything(geometry, 2)).toBe('F');
});

test('a sheet has no volume to be measured, unless it is nowhere near', () => {
  const sheet = (z: number) => testGeometry({ objects: [{ ...stick(z), solid: false }, crate] });
  expect(inside(sheet(0.1), 1, 2).verdict).toBe('A');
  expect(inside(sheet(1), 1, 2).verdict).toBe('F');
});

test('shells that overlap count once', () => {
  const handleAndBody = joinMeshes(boxMesh([0.1, 0.1, 0.1]), shifted(boxMesh([0.1, 0.1, 0.1]), [0.05, 0, 0]));
  const geometry = testGeometry({
    objects: [
      { id: 1, center: [0, 0, 0], mesh: handleAndBody },
      { id: 2, center: [-0.025, 0, 0] },
    ],
  });
  // The body is 0.15 long, the box of 0.1 covers its first two thirds.
  expect(solidShare(geometry.object(1).tree, geometry.object(2).tree, [])).toBeCloseTo(2 / 3, 2);
});
