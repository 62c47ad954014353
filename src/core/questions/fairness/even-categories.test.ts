import { describe, expect, it } from 'vitest';
import { createRng } from '../../random.js';
import type { Entry } from './balance.js';
import { evenCategories } from './even-categories.js';
import { testEntry } from './test-entry.js';

const LIMITS = { share: 0.06, slack: 1 };

function left(entries: readonly Entry[]): Entry[] {
  const kept = new Set(entries);
  evenCategories(entries, kept, LIMITS);
  return entries.filter((entry) => kept.has(entry));
}

const yes = (entries: readonly Entry[]) => entries.filter(({ answer }) => answer).length;

describe('evenCategories', () => {
  it('leaves of a category that is always a yes no more than chance would', () => {
    const entries = [
      ...Array.from({ length: 40 }, (_, i) => testEntry(i, { categories: ['tray', `thing ${i}`] })),
      ...Array.from({ length: 10 }, (_, i) =>
        testEntry(100 + i, { categories: ['tray', `thing ${i}`], answer: false }),
      ),
    ];
    const kept = left(entries);
    // All ten no's, and of the yeses two more than that at most.
    expect(kept.length - yes(kept)).toBe(10);
    expect(yes(kept)).toBe(12);
  });

  it('evens pairs whose two ends are even by themselves', () => {
    const pair = (n: number, a: string, b: string, answer: boolean) =>
      Array.from({ length: 20 }, (_, i) => testEntry(n + i, { categories: [a, b], answer }));
    const entries = [
      ...pair(0, 'mug', 'book', true),
      ...pair(100, 'mug', 'can', false),
      ...pair(200, 'jar', 'can', true),
      ...pair(300, 'jar', 'book', false),
    ];
    // Each end has twenty of both; each pair has one answer only: two of each pair are let be.
    expect(left(entries)).toHaveLength(8);
  });

  it('evens how often each thing is the right option', () => {
    const rng = createRng('options');
    const entries = Array.from({ length: 300 }, (_, i) => {
      const categories = rng.shuffle(['tray', 'mug', 'jar', 'book']).slice(0, 3);
      const tray = categories.indexOf('tray');
      return testEntry(i, {
        group: null,
        options: { count: 3, correct: tray === -1 ? rng.int(3) : tray, texts: categories, categories },
      });
    });
    const kept = left(entries);
    expect(kept.length).toBeGreaterThan(60);
    for (const category of ['tray', 'mug', 'jar', 'book']) {
      const offered = kept.filter(({ options }) => options?.categories.includes(category));
      const right = offered.filter(({ options }) => options?.categories[options.correct] === category);
      expect(Math.abs(right.length - offered.length / 3)).toBeLessThanOrEqual(
        Math.max(0.8, 0.06 * offered.length) + 1e-9,
      );
    }
  });

  it('leaves a rare choice whose things occur once', () => {
    const entries = Array.from({ length: 6 }, (_, i) => {
      const categories = ['a', 'b', 'c', 'd'].map((name) => `${name}${i}`);
      return testEntry(i, { group: null, options: { count: 4, correct: i % 4, texts: categories, categories } });
    });
    expect(left(entries)).toHaveLength(6);
  });

  it('leaves what is even alone, and twin pairs always', () => {
    const even = Array.from({ length: 40 }, (_, i) => testEntry(i, { answer: i % 2 === 0 }));
    expect(left(even)).toHaveLength(40);
    const pairs = Array.from({ length: 12 }, (_, i) => testEntry(i, { flip: `pair ${i}` }));
    expect(left(pairs)).toHaveLength(12);
  });
});
