import { describe, expect, it } from 'vitest';
import { createRng } from '../../random.js';
import { balance, type Entry } from './balance.js';
import { testEntry } from './test-entry.js';

const PER_VIEW = () => ({ configuration: 1000 });

const many = (count: number, from: number, facts: Partial<Entry>) =>
  Array.from({ length: count }, (_, i) => testEntry(from + i, facts));

function stats(entries: readonly Entry[], kept: ReadonlySet<string>) {
  const alive = entries.filter((e) => kept.has(e.key));
  const no = alive.filter((e) => !e.answer);
  const against = alive.filter((e) => e.egoDiffers !== null);
  return {
    n: alive.length,
    yes: alive.filter((e) => e.answer).length / alive.length,
    opposite: no.filter((e) => e.opposite).length / no.length,
    differs: against.filter((e) => e.egoDiffers).length / against.length,
  };
}

describe('balance', () => {
  it('evens yes and no', () => {
    const entries = [...many(90, 0, {}), ...many(30, 100, { answer: false })];
    const { yes, n } = stats(entries, balance(entries, PER_VIEW));
    expect(Math.abs(yes - 0.5)).toBeLessThanOrEqual(0.05);
    expect(n).toBeGreaterThanOrEqual(60);
  });

  it('leaves at most three quarters of the no to the opposite side', () => {
    const entries = [
      ...many(100, 0, {}),
      ...many(100, 100, { answer: false, opposite: true }),
      ...many(10, 300, { answer: false }),
    ];
    const { opposite, yes, n } = stats(entries, balance(entries, PER_VIEW));
    expect(opposite).toBeLessThanOrEqual(0.75);
    expect(Math.abs(yes - 0.5)).toBeLessThanOrEqual(0.05);
    expect(n).toBeGreaterThan(60);
  });

  it('keeps as many answers that differ from the camera’s own as agree', () => {
    const entries = [
      ...many(80, 0, { egoDiffers: false }),
      ...many(20, 100, { egoDiffers: true }),
      ...many(60, 200, { answer: false, egoDiffers: false }),
      ...many(30, 300, { answer: false, egoDiffers: true }),
    ];
    const { differs, yes, n } = stats(entries, balance(entries, PER_VIEW));
    expect(differs).toBeGreaterThanOrEqual(0.4);
    expect(differs).toBeLessThanOrEqual(0.6);
    expect(Math.abs(yes - 0.5)).toBeLessThanOrEqual(0.05);
    expect(n).toBeGreaterThan(70);
  });

  it('evens yes and no in each split by itself', () => {
    const entries = [
      ...many(60, 0, {}),
      ...many(30, 100, { answer: false }),
      ...many(10, 200, { split: 'test' }),
      ...many(40, 300, { split: 'test', answer: false }),
    ];
    const kept = balance(entries, PER_VIEW);
    for (const split of ['train', 'test']) {
      const { yes, n } = stats(
        entries.filter((e) => e.split === split),
        kept,
      );
      expect(Math.abs(yes - 0.5)).toBeLessThanOrEqual(0.05);
      expect(n).toBeGreaterThanOrEqual(20);
    }
  });

  it('evens category pairs that would give the answer away', () => {
    const entries = [
      ...many(40, 0, { pair: 'mug plate left' }),
      ...many(2, 100, { pair: 'mug plate left', answer: false }),
      ...many(40, 200, { pair: 'bowl mug left', answer: false }),
      ...many(30, 300, { pair: 'bowl mug left' }),
    ];
    const kept = balance(entries, PER_VIEW);
    for (const pair of ['mug plate left', 'bowl mug left']) {
      const { yes, n } = stats(
        entries.filter((e) => e.pair === pair),
        kept,
      );
      if (n >= 20) expect(Math.abs(yes - 0.5)).toBeLessThanOrEqual(0.1);
    }
  });

  it('keeps counter-examples to guesses from the layout to their quota, and only where there is one', () => {
    const guess = (counter: boolean, quota: boolean) => ({ heuristic: { kind: 'depth' as const, counter, quota } });
    const entries = [
      ...many(80, 0, { group: null, ...guess(false, true) }),
      ...many(20, 100, { group: null, ...guess(true, true) }),
      ...many(90, 200, { group: null, ...guess(false, false) }),
    ];
    const kept = balance(entries, PER_VIEW);
    const alive = entries.filter((e) => kept.has(e.key) && e.heuristic?.quota);
    const counter = alive.filter((e) => e.heuristic?.counter).length;
    expect(counter).toBe(20);
    expect(counter / alive.length).toBeGreaterThanOrEqual(0.25);
    expect(alive.length).toBeGreaterThanOrEqual(78);
    expect(entries.filter((e) => kept.has(e.key) && !e.heuristic?.quota)).toHaveLength(90);
  });

  it('asks little of a quantity that is everywhere the same, and flattens one with a common value', () => {
    const of = (definition: string, number: number) => ({
      group: null,
      topic: definition,
      value: { number, definition },
    });
    const entries = [
      ...many(100, 0, of('elevation', 0.74)),
      ...many(100, 200, of('height', 0.11)),
      ...[0.05, 0.2, 0.4, 0.8, 1.6].flatMap((value, i) => many(20, 400 + 100 * i, of('height', value))),
    ];
    const kept = balance(entries, PER_VIEW);
    const left = (definition: string, value: number) =>
      entries.filter((e) => kept.has(e.key) && e.topic === definition && e.value?.number === value).length;
    expect(left('elevation', 0.74)).toBe(10);
    expect(left('height', 0.11)).toBeGreaterThan(25);
    expect(left('height', 0.11)).toBeLessThanOrEqual(35);
    expect(left('height', 1.6)).toBe(20);
  });

  it('lets a question that flips in a twin go last', () => {
    const flips = Array.from({ length: 5 }, (_, i) => [
      testEntry(1000 + i, { view: 'a', flip: `f${i}` }),
      testEntry(2000 + i, { view: 'b', flip: `f${i}`, answer: false }),
    ]).flat();
    const entries = [...many(60, 0, { view: 'a' }), ...many(20, 100, { view: 'b', answer: false }), ...flips];
    const kept = balance(entries, () => ({ configuration: 8 }));
    for (const { key } of flips) expect(kept).toContain(key);
  });

  it('keeps to the budget of each view', () => {
    const entries = [...many(50, 0, { group: null, view: 'a' }), ...many(50, 100, { group: null, view: 'b' })];
    expect(balance(entries, () => ({ configuration: 12 })).size).toBe(24);
  });

  it('never changes a choice because of the order of its input', () => {
    for (let seed = 0; seed < 20; seed++) {
      const rng = createRng(seed);
      const entries = Array.from({ length: 300 }, (_, i) =>
        testEntry(i, {
          answer: rng.next() < 0.7,
          opposite: rng.next() < 0.5,
          egoDiffers: rng.pick([true, false, null]),
          view: `v${rng.int(6)}`,
          pair: `pair ${rng.int(8)}`,
          group: `group ${rng.int(3)}`,
        }),
      ).map((e) => ({ ...e, opposite: e.opposite && !e.answer }));
      const expected = [...balance(entries, () => ({ configuration: 30 }))].sort();
      expect([...balance(rng.shuffle(entries), () => ({ configuration: 30 }))].sort()).toEqual(expected);
      expect(expected.length).toBeGreaterThan(20);
    }
  });
});
