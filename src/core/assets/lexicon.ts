import { ENGLISH } from '../questions/language/english.js';
import type { LanguageFile } from '../questions/language/language-file.js';
import type { Lexicon } from '../questions/lexicon.js';
import { CATEGORIES } from './library.js';
import { FOCAL_LAB } from './palette.js';

/** The words of this library in a language, as they go into dataset.json. Its file is bumped with any change of words. */
export const lexiconOf = (language: LanguageFile): Lexicon => ({
  version: language.version,
  nouns: Object.fromEntries(CATEGORIES.map((c) => [c.id, language.nouns[c.id] ?? c.nouns])),
  hypernyms: language.hypernyms ?? invert(),
  colours: FOCAL_LAB,
  referring: language.referring,
});

export const LEXICON: Lexicon = lexiconOf(ENGLISH);

/** Wider word → categories, both in the library's order. */
function invert(): Record<string, string[]> {
  const result: Record<string, string[]> = {};
  for (const { id, hypernyms } of CATEGORIES) for (const word of hypernyms) (result[word] ??= []).push(id);
  return result;
}
