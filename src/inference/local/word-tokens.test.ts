import { expect, it } from 'vitest';
import { wordProbabilities, wordTokens } from './word-tokens.js';

/** A tokenizer of whole words; others fall into letters. */
function encoder(vocabulary: Readonly<Record<string, number>>) {
  return (text: string) =>
    text in vocabulary ? [vocabulary[text] as number] : [...text].map((c) => 1000 + c.charCodeAt(0));
}

it('takes every spelling that is one token', () => {
  const encode = encoder({ Yes: 1, ' Yes': 2, yes: 3, No: 4, ' no': 5, YES: 6 });
  expect(wordTokens(['Yes', 'No'], encode)).toEqual([
    [1, 2, 3, 6],
    [4, 5],
  ]);
});

it('takes first parts where a word is never one token', () => {
  const encode = encoder({ No: 4 });
  expect(wordTokens(['Yes', 'No'], encode)).toEqual([[1089, 1032, 1121], [4]]);
});

it('gives up where two words begin alike', () => {
  expect(wordTokens(['left', 'leaf'], (text) => [...text].map((c) => c.charCodeAt(0)))).toBeNull();
});

it('sums the softmax over spellings', () => {
  // exp: 1, 2, 3, 4 of 10.
  const logits = Float32Array.from([1, 2, 3, 4].map(Math.log));
  const [yes, no] = wordProbabilities(logits, [[0, 2], [3]]) as [number, number];
  expect(yes).toBeCloseTo(0.4, 6);
  expect(no).toBeCloseTo(0.4, 6);
});

it('does not overflow', () => {
  expect(wordProbabilities(Float32Array.of(1000, 1000), [[0], [1]])).toEqual([0.5, 0.5]);
});
