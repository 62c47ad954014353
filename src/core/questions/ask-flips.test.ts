import { describe, expect, it } from 'vitest';
import { lookAt, standsOn, testGraph } from '../relations/test-scene.js';
import type { SceneGraph } from '../relations/scene-graph.js';
import type { Counterfactual, SettledScene } from '../scene/settled-scene.js';
import { askFlips, withPairs } from './ask-flips.js';
import { askScene } from './ask-scene.js';
import type { Lexicon } from './lexicon.js';

// A can and a jar on a slab; in the twin the can stands on the other side of the jar.

const LEXICON: Lexicon = {
  version: 'test',
  nouns: { slab: ['table'], jar: ['jar'], can: ['can'] },
  hypernyms: {},
  colours: {},
};
const flip = (type: Counterfactual['flips'][number]['type'], was: 'T' | 'F') =>
  ({ view: 0, type, frame: 'ego', subject: 2, reference: 3, was, is: was === 'T' ? 'F' : 'T' }) as const;

function scene(x: number, facts: Partial<SettledScene>): SceneGraph {
  const top = 0.8;
  const graph = testGraph(
    {
      objects: [
        { id: 1, category: 'slab', name: 'table', center: [0, 0, top - 0.02], size: [1.2, 0.8, 0.04], fixed: true },
        { id: 2, category: 'can', name: 'can', center: [x, 0, top + 0.06], size: [0.07, 0.07, 0.12] },
        { id: 3, category: 'jar', name: 'jar', center: [0, 0, top + 0.06], size: [0.1, 0.1, 0.12] },
      ],
      contacts: [standsOn(2, 1, [x, 0, top]), standsOn(3, 1, [0, 0, top])],
    },
    [lookAt([0, -1.1, 1.5], [0, 0, 0.8])],
  );
  // The scene of a test has a fixed id; a twin needs its own, and what it changed.
  Object.assign(graph.geometry.scene, facts);
  return graph;
}

const original = scene(-0.3, {});
const twin = scene(0.3, {
  id: 'testt',
  counterfactualOf: 'test',
  counterfactual: { how: 'moved', objects: [2], flips: [flip('left', 'T'), flip('right', 'F')] },
});
const twinViews = twin.views.map((view) => ({ ...view, record: { ...view.record, id: 'testt-v0', scene: 'testt' } }));
const twinGraph = { ...twin, views: twinViews };

describe('askFlips', () => {
  const pairs = askFlips(original, twinGraph, LEXICON, () => true);

  it('asks both scenes the same, in pairs with opposite answers', () => {
    expect(pairs).toHaveLength(4);
    for (let i = 0; i < pairs.length; i += 2) {
      const [a, b] = pairs.slice(i, i + 2);
      expect(a.entry.flip).toBe(b.entry.flip);
      expect([a.entry.view, b.entry.view]).toEqual(['test-v0', 'testt-v0']);
      expect(a.candidate.fill).toEqual(b.candidate.fill);
      expect(a.entry.answer).toBe(!b.entry.answer);
    }
    expect(new Set(pairs.map(({ entry }) => entry.flip)).size).toBe(2);
  });

  it('asks only what the recipe asks', () => {
    expect(askFlips(original, twinGraph, LEXICON, ({ type }) => type === 'left')).toHaveLength(2);
  });

  it('stands in for the same question asked alone', () => {
    const alone = askScene(original, { perView: 20, mix: { configuration: 1 } }, LEXICON);
    const all = withPairs(alone, pairs);
    const keys = all.map(({ candidate }) => candidate.key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(all.filter(({ entry }) => entry.flip !== null)).toHaveLength(4);
  });
});
