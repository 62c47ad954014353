import type { LanguageFile } from './language-file.js';

// What a language does to words, from the rules of its file.

/** "an orange mug": the phrase with its indefinite article. */
export const indefinite = (language: LanguageFile, phrase: string): string =>
  `${firstRule(language.indefinite, phrase)} ${phrase}`;

/** "the orange mug" */
export const definite = (language: LanguageFile, phrase: string): string => `${language.referring.definite} ${phrase}`;

/** "the bus's", "the mug's" */
export function possessive(language: LanguageFile, phrase: string): string {
  const rule = language.possessive.find(([pattern]) => new RegExp(pattern, 'i').test(phrase));
  return rule ? phrase.replace(new RegExp(rule[0], 'i'), rule[1]) : phrase;
}

/** Plural of a noun of several words: of its last word, or of the word before "of" ("boxes of tissues"). */
export function plural(language: LanguageFile, noun: string): string {
  const known = language.plural.irregular[noun];
  if (known !== undefined) return known;
  const [head, tail] = splitAt(noun, ' of ');
  const last = head.slice(head.lastIndexOf(' ') + 1);
  const before = head.slice(0, head.length - last.length);
  const word = language.plural.irregular[last] ?? applyFirst(language.plural.rules, last);
  return before + word + tail;
}

/** "the mug, the plate or the bowl" */
export function listed(language: LanguageFile, items: readonly string[], joined: 'or' | 'and'): string {
  if (items.length === 1) return items[0];
  // Items that are lists themselves are kept apart by more than a comma.
  const isNested = items.some((item) => item.includes(language.lists.comma));
  const between = isNested ? language.lists.semicolon : language.lists.comma;
  const head = items.slice(0, -1).join(between) + (isNested ? between.trimEnd() : '');
  return language.lists[joined].replace('{a}', () => head).replace('{b}', () => items[items.length - 1]);
}

/** First letters of sentences in capitals. */
export const capitalised = (text: string): string =>
  text.replace(/(^|[.?!:]["”]?\s)(\p{Ll})/gu, (whole, before: string, letter: string) =>
    before.startsWith(':') ? whole : before + letter.toUpperCase(),
  );

function splitAt(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at)];
}

function firstRule(rules: LanguageFile['indefinite'], text: string): string {
  const rule = rules.find(([pattern]) => new RegExp(pattern, 'i').test(text));
  if (!rule) throw new RangeError(`No rule of the language fits "${text}": its last rule must fit everything.`);
  return rule[1];
}

function applyFirst(rules: LanguageFile['indefinite'], word: string): string {
  const rule = rules.find(([pattern]) => new RegExp(pattern).test(word));
  return rule ? word.replace(new RegExp(rule[0]), rule[1]) : word;
}
