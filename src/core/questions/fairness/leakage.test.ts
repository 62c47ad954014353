import { describe, expect, it } from 'vitest';
import { leakageOf, leaks, nearDuplicates, type SceneOutline } from './leakage.js';
import { testQuestion } from './test-entry.js';

const at = (asset: string, x: number) => ({ asset, position: [x, 0, 0.7] as const });
const scene = (id: string, facts: Partial<SceneOutline>): SceneOutline => ({
  id,
  split: 'train',
  twinOf: null,
  things: [],
  assets: [],
  ...facts,
});

describe('leakageOf', () => {
  it('finds nothing where the splits share nothing', () => {
    const scenes = [scene('a', { assets: ['m1'] }), scene('b', { split: 'test', assets: ['m2'] })];
    const questions = [
      testQuestion(0, { scene: 'a', template: 'left.ego.01' }),
      testQuestion(1, { scene: 'b', split: 'test', template: 'left.ego.h01' }),
    ];
    expect(leaks(leakageOf(questions, scenes))).toEqual([]);
  });

  it('names the asset, the wording and the scene that are in both', () => {
    const scenes = [scene('a', { assets: ['m1'] }), scene('b', { split: 'test', assets: ['m1'] })];
    const questions = [testQuestion(0, { scene: 'a' }), testQuestion(1, { scene: 'at', twinOf: 'a', split: 'test' })];
    const found = leakageOf(questions, scenes);
    expect(found).toMatchObject({ assets: ['m1'], wordings: ['left.ego.01'], scenes: ['a'] });
    expect(leaks(found)).toHaveLength(3);
  });
});

describe('nearDuplicates', () => {
  const one = scene('a', { things: [at('mug', 0), at('mug', 0.06), at('bowl', 0.5)] });
  const pairs = (other: Partial<SceneOutline>) => nearDuplicates([one, scene('b', other)]).length;

  it('are scenes with the same things within 5 cm, each matched once', () => {
    expect(pairs({ things: [at('bowl', 0.53), at('mug', 0.1), at('mug', 0.02)] })).toBe(1);
    expect(pairs({ things: [at('bowl', 0.56), at('mug', 0.06), at('mug', 0)] })).toBe(0);
    expect(pairs({ things: [at('bowl', 0.5), at('mug', 0.01), at('mug', 0.2)] })).toBe(0);
    expect(pairs({ things: [at('bowl', 0.5), at('mug', 0)] })).toBe(0);
  });

  it('are not a scene and its twin; in different splits they are a leak', () => {
    const again = { things: one.things };
    expect(pairs({ ...again, twinOf: 'a' })).toBe(0);
    expect(leakageOf([], [one, scene('b', again)]).nearDuplicates).toEqual([]);
    expect(leakageOf([], [one, scene('b', { ...again, split: 'test' })]).nearDuplicates).toEqual([['a', 'b']]);
  });
});
