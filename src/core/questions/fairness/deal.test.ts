import { describe, expect, it } from 'vitest';
import { createRng } from '../../random.js';
import { speechSchema } from '../../scene/recipe/speech.js';
import { ENGLISH } from '../language/english.js';
import type { Entry } from './balance.js';
import { deal } from './deal.js';
import { testEntry } from './test-entry.js';

const entry = (n: number, facts: Partial<Entry>): Entry => testEntry(n, { answer: n % 2 === 0, ...facts });
const many = (count: number, facts: Partial<Entry>) => Array.from({ length: count }, (_, i) => entry(i, facts));
const speech = (given: object) => speechSchema.parse(given);
const share = <T>(list: readonly T[], test: (item: T) => boolean) => list.filter(test).length / list.length;

describe('deal', () => {
  it('gives every wording of the split as many yes as no', () => {
    const entries = many(2000, {});
    const dealt = deal(entries, ENGLISH, speech({}));
    const byWording = new Map<string, boolean[]>();
    for (const { key, answer } of entries) {
      const wording = dealt.get(key)?.wording ?? '';
      byWording.set(wording, [...(byWording.get(wording) ?? []), answer]);
    }
    const trained = ENGLISH.forms.get('left.ego')?.wordings.filter((w) => w.split === 'train' && w.label === 'plain');
    expect([...byWording.keys()].sort()).toEqual(trained?.map(({ id }) => id).sort());
    for (const answers of byWording.values()) expect(Math.abs(share(answers, Boolean) - 0.5)).toBeLessThan(0.02);
  });

  it('keeps held-out wordings and novel prepositions for the test split', () => {
    const ids = (split: 'train' | 'test') =>
      new Set([...deal(many(500, { split }), ENGLISH, speech({})).values()].map((d) => d.wording));
    const test = ids('test');
    for (const id of ids('train')) expect(test).not.toContain(id);
    expect([...test].some((id) => id.includes('.n'))).toBe(true);
  });

  it('keeps the shares of styles for either answer and either split', () => {
    const rules = speech({ styles: { short: 0.5, sentence: 0.25, json: 0.15, choice: 0.1, chainOfThought: 0 } });
    const entries = many(2000, {});
    const dealt = deal(entries, ENGLISH, rules);
    for (const answer of [true, false]) {
      const own = entries.filter((e) => e.answer === answer).map(({ key }) => dealt.get(key)?.style);
      for (const [style, wanted] of Object.entries(rules.styles))
        expect(Math.abs(share(own, (s) => s === style) - wanted), style).toBeLessThan(0.01);
    }
  });

  it('leaves the frame open only as often as asked, and never where a form has no such wording', () => {
    const implicit = (form: string, part: number) => {
      const dealt = deal(many(1000, { form }), ENGLISH, speech({ implicit: part }));
      return share([...dealt.values()], ({ wording }) => /\.i\d/.test(wording));
    };
    expect(implicit('left.ego', 0)).toBe(0);
    expect(implicit('left.ego', 0.3)).toBeCloseTo(0.3, 2);
    expect(implicit('left.object', 0.3)).toBe(0);
  });

  it('puts the right option in each place equally often, the others in any order', () => {
    const rng = createRng(1);
    const entries = Array.from({ length: 1200 }, (_, i) =>
      entry(i, { group: null, options: { count: 4, correct: rng.int(4), texts: [], categories: [] } }),
    );
    const dealt = deal(entries, ENGLISH, speech({}));
    const places = entries.map(({ key, options }) => dealt.get(key)?.order?.indexOf(options?.correct ?? -1));
    for (let k = 0; k < 4; k++) expect(share(places, (p) => p === k)).toBeCloseTo(0.25, 2);
    const orders = new Set(entries.map(({ key }) => dealt.get(key)?.order?.join()));
    expect(orders.size).toBe(24);
    for (const { order } of dealt.values()) expect([...(order ?? [])].sort()).toEqual([0, 1, 2, 3]);
  });

  it('puts the right option in each place equally often where many forms occur a few times each', () => {
    const forms = [
      'left.ego.which',
      'right.ego.which',
      'front.ego.which',
      'behind.ego.which',
      'on.which',
      'near.which',
    ];
    const entries = forms.flatMap((form, f) =>
      Array.from({ length: 2 }, (_, i) =>
        entry(10 * f + i, { form, group: null, options: { count: 4, correct: 0, texts: [], categories: [] } }),
      ),
    );
    const dealt = deal(entries, ENGLISH, speech({}));
    const places = entries.map(({ key }) => dealt.get(key)?.order?.indexOf(0));
    for (let k = 0; k < 4; k++) expect(places.filter((p) => p === k)).toHaveLength(3);
  });

  it('puts both questions of a pair into the same words', () => {
    const pairs = Array.from({ length: 40 }, (_, i) => [
      entry(2 * i, { answer: true, flip: `f${i}` }),
      entry(2 * i + 1, { answer: false, flip: `f${i}` }),
    ]);
    const alone = entry(999, { flip: 'whose other is not asked' });
    const dealt = deal([...pairs.flat(), alone, ...many(200, {}).slice(100)], ENGLISH, speech({}));
    for (const [a, b] of pairs) expect(dealt.get(a.key)).toEqual(dealt.get(b.key));
    expect(new Set(pairs.map(([a]) => dealt.get(a.key)?.wording)).size).toBeGreaterThan(10);
    expect(dealt.has(alone.key)).toBe(true);
  });

  it('does not depend on the order of its input', () => {
    const entries = many(300, {});
    const expected = deal(entries, ENGLISH, speech({ implicit: 0.2 }));
    const shuffled = deal(createRng(5).shuffle(entries), ENGLISH, speech({ implicit: 0.2 }));
    for (const [key, value] of expected) expect(shuffled.get(key)).toEqual(value);
  });
});
