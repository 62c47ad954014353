import { expect, it } from 'vitest';
import type { Vec3 } from '../../geometry/vec3.js';
import { floorOf, lookAt, standsOn, testGraph } from '../../relations/test-scene.js';
import { nothingBetween } from '../../relations/between.js';
import { nextTo } from '../../relations/near.js';
import { createSceneContext } from '../scene-context.js';
import { nextToAsSeen, nothingBetweenAsSeen } from './as-seen.js';

// A broad crate, a vase behind it, a small block between the two: from the front the crate hides the block, from above
// it does not.
const [CRATE, VASE, BLOCK] = [2, 3, 4];
const outline = ([x, y]: readonly number[]) => [x, y, 0] as const;
const SCENE: Parameters<typeof testGraph>[0] = {
  objects: [
    floorOf(4),
    { id: CRATE, category: 'crate', name: 'crate', center: [0, 0, 0.1], size: [0.3, 0.1, 0.2] },
    { id: VASE, category: 'vase', name: 'vase', center: [0, 0.2, 0.2], size: [0.1, 0.1, 0.4] },
    { id: BLOCK, category: 'block', name: 'block', center: [0, 0.1, 0.03], size: [0.06, 0.06, 0.06] },
  ],
  contacts: [standsOn(CRATE, 1, [0, 0, 0]), standsOn(VASE, 1, [0, 0.2, 0]), standsOn(BLOCK, 1, [0, 0.1, 0])],
  surfaces: [
    {
      id: 1,
      owner: 1,
      normal: [0, 0, 1],
      outline: [
        [-2, -2],
        [2, -2],
        [2, 2],
        [-2, 2],
      ].map(outline),
      holes: [],
    },
  ],
};
const nouns = Object.fromEntries(['floor', 'crate', 'vase', 'block'].map((noun) => [noun, [noun]]));
const LEXICON = { version: 'test', nouns, hypernyms: {}, colours: {} };
const seenFrom = (eye: Vec3) => createSceneContext(testGraph(SCENE, [lookAt(eye, [0, 0.1, 0.05])]), LEXICON).views[0];
const front = seenFrom([0, -1.2, 0.4]);
const above = seenFrom([0.5, 0.2, 0.6]);
const { geometry } = front.graph;

it('says no for the sake of a third thing only where that is seen', () => {
  expect(nothingBetween(geometry, CRATE, VASE).verdict).toBe('F');
  expect(nothingBetweenAsSeen(above, CRATE, VASE).verdict).toBe('F');
  expect(nothingBetweenAsSeen(front, CRATE, VASE)).toMatchObject({ verdict: 'A', reason: 'what decides it is hidden' });
  expect(nextTo(geometry, CRATE, VASE).verdict).toBe('F');
  expect(nextToAsSeen(above, CRATE, VASE).verdict).toBe('F');
  expect(nextToAsSeen(front, CRATE, VASE).verdict).toBe('A');
  expect(nothingBetweenAsSeen(front, CRATE, BLOCK).verdict).toBe('T');
});
