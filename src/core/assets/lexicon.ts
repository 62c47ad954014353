import { ENGLISH } from '../questions/language/english.js';
import type { LanguageFile } from '../questions/language/language-file.js';
import type { Lexicon } from '../questions/lexicon.js';
import type { Category } from './asset.js';
import { CATEGORIES } from './library.js';
import { FOCAL_LAB } from './palette.js';

/**
 * The words of a library in a language, as they go into dataset.json. The language's file is bumped with any change of
 * words. Imported categories bring their own.
 */
export function lexiconOf(language: LanguageFile, categories: readonly Category[] = CATEGORIES): Lexicon {
  const ours = new Set(CATEGORIES);
  const hypernyms: Record<string, readonly string[]> = { ...(language.hypernyms ?? invert(CATEGORIES)) };
  for (const [word, ids] of Object.entries(invert(categories.filter((category) => !ours.has(category)))))
    hypernyms[word] = [...(hypernyms[word] ?? []), ...ids];
  return {
    version: language.version,
    nouns: Object.fromEntries(categories.map((c) => [c.id, language.nouns[c.id] ?? c.nouns])),
    hypernyms,
    colours: FOCAL_LAB,
    referring: language.referring,
  };
}

export const LEXICON: Lexicon = lexiconOf(ENGLISH);

/** Wider word → categories, both in the library's order. */
function invert(categories: readonly Category[]): Record<string, string[]> {
  const result: Record<string, string[]> = {};
  for (const { id, hypernyms } of categories) for (const word of hypernyms) (result[word] ??= []).push(id);
  return result;
}
