import { expect, test } from 'vitest';
import type { Vec3 } from '../geometry/vec3.js';
import { openingIsVisible } from './opening-visible.js';
import { lookAt, openBox, testGraph, type TestObject } from './test-scene.js';

const crate: TestObject = { id: 2, center: [0, 0, 0.1], ...openBox([0.3, 0.3, 0.2], 0.01) };
const apple: TestObject = { id: 1, center: [0, 0, 0.05], size: [0.05, 0.05, 0.05] };

function seen(eye: Vec3, ...more: TestObject[]): boolean {
  const graph = testGraph({ objects: [apple, crate, ...more] }, [lookAt(eye, [0, 0, 0.1])]);
  return openingIsVisible(graph.geometry, graph.views[0], 1, 2);
}

test('from above one sees into a crate, from the side one does not', () => {
  expect(seen([0, -1, 1])).toBe(true);
  expect(seen([0, -1.2, 0.1])).toBe(false);
});

test('a board on top closes it, a board before it hides it', () => {
  expect(seen([0, -1, 1], { id: 3, center: [0, 0, 0.22], size: [0.3, 0.3, 0.02] })).toBe(false);
  expect(seen([0, -1, 1], { id: 3, center: [0, -0.4, 0.5], size: [1, 0.02, 1] })).toBe(false);
});

test('what has no cavity has no opening', () => {
  const graph = testGraph({ objects: [apple, crate] }, [lookAt([0, -1, 1], [0, 0, 0.1])]);
  expect(openingIsVisible(graph.geometry, graph.views[0], 2, 1)).toBe(false);
});
