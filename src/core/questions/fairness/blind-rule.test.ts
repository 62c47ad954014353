import { describe, expect, it } from 'vitest';
import { createRng } from '../../random.js';
import { blindGuessesOf, isTold, toldByWords } from './blind-rule.js';
import { testQuestion } from './test-entry.js';

const NOUNS = ['mug', 'bowl', 'lamp', 'book', 'can', 'jar'];

/** Questions of one relation whose answer follows the first noun this often. */
function asked(count: number, strength: number, topic: string, from: number) {
  const rng = createRng(topic);
  return Array.from({ length: count }, (_, i) => {
    const [a, b] = [rng.int(NOUNS.length), rng.int(NOUNS.length)];
    const text = `Is the ${NOUNS[a]} there, with the ${NOUNS[b]}?`;
    return testQuestion(from + i, {
      topic,
      group: topic,
      scene: `s${i % 60}`,
      split: i % 60 < 40 ? 'train' : 'test',
      categories: [NOUNS[a], NOUNS[b]],
      text,
      asked: text,
      answer: rng.next() < 0.5 + (a % 2 === 0 ? strength : -strength),
    });
  });
}

describe('toldByWords', () => {
  it('names the one relation that words tell in a set that is at chance', () => {
    const questions = [...asked(3000, 0, 'near any', 0), ...asked(200, 0.4, 'touching any', 5000)];
    const told = toldByWords(questions, blindGuessesOf(questions));
    expect(told.length).toBeGreaterThan(0);
    for (const sentence of told) expect(sentence).toContain('"touching any" (configuration)');
  });

  it('finds nothing in a fair set', () => {
    const questions = [...asked(1500, 0, 'near any', 0), ...asked(100, 0, 'touching any', 5000)];
    expect(toldByWords(questions, blindGuessesOf(questions))).toEqual([]);
  });
});

it('says nothing of few scenes', () => {
  const questions = asked(400, 0.5, 'touching any', 0).map((q, i) => ({ ...q, scene: `s${i % 12}` }));
  expect(toldByWords(questions, blindGuessesOf(questions))).toEqual([]);
});

describe('isTold', () => {
  it('allows for the luck of small numbers', () => {
    expect(isTold({ n: 10, accuracy: 0.8, chance: 0.5 })).toBe(false);
    expect(isTold({ n: 100, accuracy: 0.8, chance: 0.5 })).toBe(true);
    expect(isTold({ n: 1000, accuracy: 0.56, chance: 0.5 })).toBe(false);
    expect(isTold({ n: 10_000, accuracy: 0.57, chance: 0.5 })).toBe(true);
  });
});
