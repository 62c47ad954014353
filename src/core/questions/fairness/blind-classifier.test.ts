import { describe, expect, it } from 'vitest';
import { createRng } from '../../random.js';
import { blindGuesses, blindScore, type BlindSample } from './blind-classifier.js';
import { optionFeatures, questionFeatures } from './blind-features.js';

const NOUNS = ['mug', 'bowl', 'plate', 'lamp', 'book', 'can', 'jar', 'box'];

/** Yes/no questions whose answer leans on the first noun as told. */
function questions(count: number, seed: number, lean: (noun: number) => number): BlindSample[] {
  const rng = createRng(seed);
  return Array.from({ length: count }, (_, i) => {
    const a = rng.int(NOUNS.length);
    const b = rng.int(NOUNS.length);
    const text = `From the camera, is the ${NOUNS[a]} to the left of the ${NOUNS[b]}?`;
    const features = [questionFeatures({ group: 'left ego', text, categories: [NOUNS[a], NOUNS[b]] })];
    return { key: `q${i}`, scene: `s${i % 100}`, features, label: rng.next() < lean(a) ? 1 : 0 };
  });
}

describe('blindGuesses', () => {
  it('is at chance where words say nothing', () => {
    const { accuracy, n, chance } = blindScore(blindGuesses(questions(4000, 1, () => 0.5)));
    expect(n).toBe(4000);
    expect(chance).toBe(0.5);
    expect(Math.abs(accuracy - 0.5)).toBeLessThan(0.03);
  });

  it('finds what a noun gives away', () => {
    // Best possible: 0.8 for every noun.
    const { accuracy } = blindScore(blindGuesses(questions(4000, 2, (noun) => (noun % 2 === 0 ? 0.8 : 0.2))));
    expect(accuracy).toBeGreaterThan(0.76);
    expect(accuracy).toBeLessThan(0.83);
  });

  it('finds what only a pair of categories gives away', () => {
    const rng = createRng(3);
    const samples = Array.from({ length: 4000 }, (_, i): BlindSample => {
      const [a, b] = [rng.int(4), rng.int(4)];
      const categories = [NOUNS[a], NOUNS[b]];
      const features = [questionFeatures({ group: 'near', text: `Is it near?`, categories })];
      return { key: `q${i}`, scene: `s${i % 100}`, features, label: (a + b) % 2 };
    });
    expect(blindScore(blindGuesses(samples)).accuracy).toBeGreaterThan(0.95);
  });

  it('finds options that stand in one place, and is at chance where they do not', () => {
    const choices = (seed: number, place: (k: number) => number) => {
      const rng = createRng(seed);
      return Array.from({ length: 3000 }, (_, i): BlindSample => {
        const options = rng.shuffle(NOUNS).slice(0, 4);
        const question = { group: 'closest', text: 'Which is closest?', categories: options };
        const features = options.map((noun, k) => optionFeatures(question, { text: `the ${noun}`, category: noun }, k));
        return { key: `q${i}`, scene: `s${i % 60}`, features, label: place(rng.int(4)) };
      });
    };
    const fair = blindScore(blindGuesses(choices(4, (k) => k)));
    expect(fair.chance).toBe(0.25);
    expect(Math.abs(fair.accuracy - 0.25)).toBeLessThan(0.03);
    expect(blindScore(blindGuesses(choices(5, () => 2))).accuracy).toBeGreaterThan(0.98);
  });

  it('does not depend on the order of its input', () => {
    const samples = questions(600, 6, (noun) => noun / 8);
    const shuffled = createRng(7).shuffle(samples);
    const expected = new Map(blindGuesses(samples).map((guess) => [guess.key, guess.confidence]));
    for (const { key, confidence } of blindGuesses(shuffled)) expect(confidence).toBe(expected.get(key));
  });
});
