import type { Lexicon } from '../questions/lexicon.js';
import { CATEGORIES } from './library.js';
import { FOCAL_LAB } from './palette.js';

/** The English words of this library, as they go into dataset.json. Bump the version with any change of words. */
export const LEXICON: Lexicon = {
  version: 'en-1',
  nouns: Object.fromEntries(CATEGORIES.map((c) => [c.id, c.nouns])),
  hypernyms: invert(),
  colours: FOCAL_LAB,
};

/** Wider word → categories, both in the library's order. */
function invert(): Record<string, string[]> {
  const result: Record<string, string[]> = {};
  for (const { id, hypernyms } of CATEGORIES) for (const word of hypernyms) (result[word] ??= []).push(id);
  return result;
}
