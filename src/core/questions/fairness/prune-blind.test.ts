import { describe, expect, it } from 'vitest';
import { createRng } from '../../random.js';
import { speechSchema } from '../../scene/recipe/speech.js';
import { ENGLISH } from '../language/english.js';
import type { Entry } from './balance.js';
import { chooseQuestions } from './choose.js';
import { testEntry } from './test-entry.js';

/** Words that categories do not tell: evening these leaves them to the pruning. */
const NOUNS = ['red mug', 'blue mug', 'green mug', 'white mug', 'black mug', 'pink mug'];
const RULES = {
  perView: () => ({ configuration: 1e6, choice: 1e6 }),
  speech: speechSchema.parse({}),
  language: ENGLISH,
};

/** Half yes, half no over all; how much the first noun says is for the test to choose. */
function leaning(count: number, strength: number): Entry[] {
  const rng = createRng('leaning');
  return Array.from({ length: count }, (_, i) => {
    const a = rng.int(NOUNS.length);
    const yes = rng.next() < 0.5 + (a % 2 === 0 ? strength : -strength);
    return testEntry(i, {
      fill: { A: NOUNS[a], B: 'jar' },
      categories: ['mug', 'jar'],
      answer: yes,
      view: `v${i % 50}`,
    });
  });
}

describe('chooseQuestions', () => {
  it('prunes what words give away until a blind classifier is at chance', () => {
    const { chosen, pruned, blind } = chooseQuestions(leaning(3000, 0.2), RULES);
    expect(blind.before.yesNo.accuracy).toBeGreaterThan(0.65);
    expect(blind.after.yesNo.accuracy).toBeLessThanOrEqual(0.54);
    expect(pruned).toBeGreaterThan(500);
    // What is left is still most of what could be kept: of each noun as many yes as no.
    expect(chosen.size).toBeGreaterThan(1200);
  });

  it('prunes one topic that gives itself away in a set that is at chance', () => {
    const leaky = leaning(600, 0.35).map((entry) => ({
      ...entry,
      key: `l${entry.key}`,
      topic: 'fits_on any',
      group: 'fits_on any',
    }));
    const { chosen, pruned } = chooseQuestions([...leaning(3000, 0), ...leaky], RULES);
    expect(pruned).toBeGreaterThan(100);
    const left = leaky.filter(({ key }) => chosen.has(key));
    const told = left.filter(({ fill, answer }) => (NOUNS.indexOf(fill['A']) % 2 === 0) === answer);
    expect(left.length).toBeGreaterThan(100);
    // Of all its candidates 85 % followed the first noun.
    expect(told.length / left.length).toBeLessThan(0.75);
  });

  it('leaves a fair set alone', () => {
    const { chosen, pruned, blind } = chooseQuestions(leaning(3000, 0), RULES);
    expect(pruned).toBe(0);
    expect(blind.after).toEqual(blind.before);
    expect(chosen.size).toBeGreaterThan(2850);
  });

  it('prunes choices whose option gives itself away', () => {
    const rng = createRng('choices');
    const entries = Array.from({ length: 1500 }, (_, i) => {
      const options = rng.shuffle(NOUNS).slice(0, 3);
      // The green one, where it is there, is right four times out of five.
      const green = options.indexOf('green mug');
      const correct = green !== -1 && rng.next() < 0.8 ? green : rng.int(3);
      return testEntry(i, {
        kind: 'choice',
        topic: 'closest ego',
        group: null,
        view: `v${i % 50}`,
        options: { count: 3, correct, texts: options.map((noun) => `the ${noun}`), categories: ['mug', 'mug', 'mug'] },
      });
    });
    const { blind } = chooseQuestions(entries, RULES);
    expect(blind.before.choice.accuracy).toBeGreaterThan(0.5);
    expect(blind.after.choice.accuracy).toBeLessThanOrEqual(1 / 3 + 0.04);
  });

  it('leaves some of a small topic that words always tell, and is at chance over all the same', () => {
    const rng = createRng('rare');
    const choice = (i: number, topic: string, correct: (options: readonly string[]) => number) => {
      const options = [...rng.shuffle(NOUNS.slice(1)).slice(0, 2), topic === 'biggest any' ? 'red mug' : 'pink mug'];
      return testEntry(i, {
        kind: 'choice',
        topic,
        group: null,
        view: `v${i % 50}`,
        options: { count: 3, correct: correct(options), texts: options, categories: ['mug', 'mug', 'mug'] },
      });
    };
    const fair = Array.from({ length: 900 }, (_, i) => choice(i, 'closest ego', () => rng.int(3)));
    const told = Array.from({ length: 80 }, (_, i) =>
      choice(2000 + i, 'biggest any', (options) => options.indexOf('red mug')),
    );
    const { chosen, blind } = chooseQuestions([...fair, ...told], RULES);
    expect(blind.after.choice.accuracy).toBeLessThanOrEqual(1 / 3 + 0.04);
    const left = told.filter(({ key }) => chosen.has(key)).length;
    expect(left).toBeGreaterThanOrEqual(24);
    expect(left).toBeLessThan(60);
  });

  it('keeps combinations of relations out of training that are held for the test', () => {
    const combinations = Array.from({ length: 40 }, (_, i) => `left ego + on ${i}`);
    const entries = combinations.flatMap((combination, i) => [
      testEntry(2 * i, { combination, split: 'train', answer: i % 2 === 0 }),
      testEntry(2 * i + 1, { combination, split: 'test', answer: i % 2 === 0 }),
    ]);
    const { chosen } = chooseQuestions(entries, RULES);
    const asked = (split: string) =>
      new Set(entries.filter((e) => e.split === split && chosen.has(e.key)).map((e) => e.combination));
    expect(asked('test').size).toBeGreaterThan(35);
    expect(asked('train').size).toBeLessThan(36);
    expect(asked('train').size).toBeGreaterThan(24);
  });
});
