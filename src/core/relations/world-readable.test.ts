import { expect, test } from 'vitest';
import type { SettledScene } from '../scene/settled-scene.js';
import { lookAt, testGraph } from './test-scene.js';
import { worldReadable } from './world-readable.js';

type By = SettledScene['anchor']['by'];

/** Two cubes on a line along x, a robot out of sight; the heading is turned `deg` from the line. */
function readable(by: By, deg = 0) {
  const turn = (deg * Math.PI) / 180;
  const graph = testGraph(
    {
      objects: [
        { id: 1, center: [-0.3, 0, 0] },
        { id: 2, center: [0.3, 0, 0] },
        { id: 3, center: [0, -9, 0], category: 'robot', name: 'robot' },
      ],
      anchor: { origin: [0, 0, 0], heading: [Math.cos(turn), Math.sin(turn), 0], text: '', by },
    },
    [lookAt([0, -1.5, 0.8], [0, 0, 0])],
  );
  return worldReadable(graph, graph.views[0]);
}

test('the line of two visible objects, either way along it, within five degrees', () => {
  expect(readable({ kind: 'objects', objects: [1, 2] }).ok).toBe(true);
  expect(readable({ kind: 'objects', objects: [2, 1] }, 4).ok).toBe(true);
  expect(readable({ kind: 'objects', objects: [1, 2] }, 6)).toEqual({
    ok: false,
    reason: 'the line between the two objects is off the heading',
  });
  expect(readable({ kind: 'objects', objects: [1] }).ok).toBe(false);
  expect(readable({ kind: 'objects', objects: [1, 3] })).toEqual({
    ok: false,
    reason: 'the robot that gives the heading: it is not visible',
  });
});

test('a robot, an arrow, an edge must be seen; the camera’s pose stands in the text', () => {
  expect(readable({ kind: 'robot', objects: [1] }).ok).toBe(true);
  expect(readable({ kind: 'robot', objects: [3] }).ok).toBe(false);
  expect(readable({ kind: 'arrow', objects: [2] }).ok).toBe(true);
  expect(readable({ kind: 'edge', objects: [] }).ok).toBe(false);
  expect(readable({ kind: 'edge', objects: [1] }).ok).toBe(true);
  expect(readable({ kind: 'camera', objects: [] }).ok).toBe(true);
});
