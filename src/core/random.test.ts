import { describe, expect, it } from 'vitest';
import { createRng, hashString } from './random.js';

describe('createRng', () => {
  it('gives equal streams for equal seeds and others for others', () => {
    const take = (seed: number | string) => {
      const rng = createRng(seed);
      return [rng.next(), rng.next(), rng.next()];
    };
    expect(take(0)).toEqual(take(0));
    expect(take(0)).not.toEqual(take(1));
    expect(take(0)).not.toEqual(take('0'));
  });

  it('forks by name without advancing', () => {
    const a = createRng(7);
    const before = a.fork('cameras').next();
    a.next();
    expect(a.fork('cameras').next()).toBe(before);
    expect(a.fork('objects').next()).not.toBe(before);
  });

  it('is uniform: each tenth gets its share of 20,000 draws', () => {
    const rng = createRng(3);
    const bins = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < 20_000; i++) bins[Math.floor(rng.next() * 10)]++;
    // Standard deviation of a bin is 42.
    for (const count of bins) expect(Math.abs(count - 2000)).toBeLessThan(210);
  });

  it('draws by weight, never an entry of weight 0', () => {
    const rng = createRng(5);
    const counts = [0, 0, 0];
    for (let i = 0; i < 4000; i++) counts[rng.weighted([1, 0, 3])]++;
    expect(counts[1]).toBe(0);
    expect(counts[2] / counts[0]).toBeGreaterThan(2.6);
    expect(counts[2] / counts[0]).toBeLessThan(3.4);
  });

  it('shuffles into a permutation', () => {
    expect(createRng(1).shuffle([1, 2, 3, 4, 5]).sort()).toEqual([1, 2, 3, 4, 5]);
  });

  it('refuses seeds that are not whole numbers', () => {
    expect(() => createRng(0.5)).toThrow(RangeError);
    expect(() => createRng(Number.NaN)).toThrow(RangeError);
  });
});

it('hashString never changes: datasets depend on it', () => {
  expect(hashString('')).toBe(hashString(''));
  expect([hashString('scene 0 0'), hashString('scene 0 1')]).toMatchInlineSnapshot(`
    [
      3036627583,
      3064937406,
    ]
  `);
});
