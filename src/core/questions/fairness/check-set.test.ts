import { describe, expect, it } from 'vitest';
import { checkSet, twinPairs } from './check-set.js';
import { testQuestion } from './test-entry.js';

/** Twenty scenes with one question each, and twins of the first two, of which `flipped` answer otherwise. */
function withTwins(flipped: number) {
  const originals = Array.from({ length: 20 }, (_, i) =>
    testQuestion(i, { scene: `s${i}`, view: `s${i}-v0`, asked: `Is ${i}?`, text: `Is ${i}?`, answer: i % 2 === 0 }),
  );
  const twins = originals.slice(0, 2).map((was, i) => ({
    ...was,
    id: `t${i}`,
    scene: `${was.scene}t`,
    view: `${was.scene}t-v0`,
    twinOf: was.scene,
    answer: i < flipped ? !was.answer : was.answer,
  }));
  return [...originals, ...twins];
}

describe('checkSet', () => {
  it('wants twins to be asked what their originals answer otherwise, in the same words', () => {
    expect(twinPairs(withTwins(2))).toEqual({ originals: 20, twins: 2, flipped: 2, pairs: 2 });
    expect(checkSet(withTwins(2))).toEqual([]);
    expect(checkSet(withTwins(1)).join()).toContain('only of 1 of 2 twins');
    const others = withTwins(2).map((q) => (q.twinOf === null ? q : { ...q, asked: `${q.asked} Yes?` }));
    expect(twinPairs(others).flipped).toBe(0);
  });

  it('wants its share of counter-examples where there is a quota, and nowhere else', () => {
    const list = (quota: boolean) =>
      Array.from({ length: 40 }, (_, i) =>
        testQuestion(i, {
          view: `v${i}`,
          answer: i % 2 === 0,
          heuristic: { kind: 'size', counter: i < 4, quota },
        }),
      );
    expect(checkSet(list(true)).join()).toContain('a guess of size from the image’s layout is wrong in 10.0 %');
    expect(checkSet(list(false))).toEqual([]);
  });
});
