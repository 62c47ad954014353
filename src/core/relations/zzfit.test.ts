import { test } from 'vitest';
import { evaluateFreeSpace } from './free-space.js';
import { tableWorld } from './patch-test-world.js';
test('x', () => {
  for (const gap of [0.015, 0.018, 0.025]) {
    const graph = tableWorld({ things: [{ id: 2, at: [0.6 - 0.05 - gap, 0], size: [0.1, 0.1, 0.1] }] });
    console.log(gap, JSON.stringify(evaluateFreeSpace({ graph, view: graph.views[0], anchor: 2, frame: { kind: 'world' }, direction: 'front', profile: 'tabletop' })));
  }
});
