import { failure, success, type Result } from '../../result.js';
import type { ParseFaultReason, ParsedAnswer } from './parsed-answer.js';
import { announced, firstSentence, givesUpAt } from './phrases.js';
import { numeralAt } from './read-numeral.js';
import { tokenize, type Token } from './tokens.js';

const ARTICLES = new Set(['the', 'a', 'an']);
const NAMING = new Set(['option', 'choice', 'letter', 'answer']);

/**
 * The option a reply picks: by its letter, by its text, or by its number counted from 1. Letter and text must agree.
 * Two options named, or one named only to deny it, leave the reply unparsable.
 *
 * @param options as shown, lettered A, B, C …
 */
export function readChoice(
  tokens: readonly Token[],
  options: readonly string[],
): Result<ParsedAnswer, ParseFaultReason> {
  const texts = options.map((text) => wordsOf(tokenize(text)));
  for (const part of [...announced(tokens), tokens]) {
    if (part === tokens && !opensWithPick(tokens, texts)) continue;
    const picked = pickedIn(firstSentence(part), texts);
    if (picked.size !== 1) continue;
    const [index] = picked;
    if (letterDenied(part, texts, index)) {
      return failure('contradictory', 'The reply names the letter of one option and the text of another.');
    }
    return chosen(index);
  }
  const picked = pickedIn(tokens, texts);
  if (picked.size === 1) return chosen([...picked][0]);
  if (picked.size > 1) return failure('contradictory', `The reply names ${picked.size} of the options.`);
  if (givesUpAt(tokens) !== -1) return failure('unsure', 'The reply says that it cannot tell.');
  return failure('no-answer', 'The reply names none of the options.');
}

const chosen = (index: number) => success<ParsedAnswer>({ kind: 'choice', index });

/** Options named by letter or by text; by number only where nothing else is said. */
function pickedIn(tokens: readonly Token[], texts: readonly (readonly string[])[]): Set<number> {
  const picked = byText(tokens, texts);
  for (const index of byLetter(tokens, texts.length)) picked.add(index);
  if (picked.size > 0) return picked;
  const words = tokens.filter((t) => (t.kind === 'word' && !NAMING.has(t.text)) || t.kind === 'number');
  const only = words.length === 1 ? numeralAt(words, 0) : null;
  if (only && Number.isInteger(only.value) && only.value >= 1 && only.value <= texts.length) picked.add(only.value - 1);
  return picked;
}

/** A letter that is the reply's first word, or follows "option" and the like, or stands in brackets. "A" before a noun is an article. */
function byLetter(tokens: readonly Token[], count: number): number[] {
  const found: number[] = [];
  const wordCount = tokens.filter((t) => t.kind === 'word' || t.kind === 'number').length;
  for (let i = 0; i < tokens.length; i++) {
    const { kind, text } = tokens[i];
    if (kind !== 'word' || text.length !== 1) continue;
    if (!isLetter(text, count)) continue;
    const index = text.charCodeAt(0) - 97;
    const before = previous(tokens, i);
    const next = tokens[i + 1];
    const named = before?.kind === 'word' && NAMING.has(before.text);
    const listed = besideLetter(tokens, i, 1, count) || besideLetter(tokens, i, -1, count);
    const enclosed = before?.text === '(' && next?.text === ')';
    const ends = !next || next.kind === 'line' || '.):,;"*]}'.includes(next.text);
    const leads =
      !before ||
      before.kind === 'line' ||
      '.:"*({['.includes(before.text) ||
      ['is', "it's", 'choose', 'pick', 'select'].includes(before.text);
    if (named || enclosed || listed || wordCount === 1 || (ends && leads)) found.push(index);
  }
  return found;
}

/** Another option's letter on that side, beyond "or", "and", a comma or a slash: "A or B". */
function besideLetter(tokens: readonly Token[], i: number, step: 1 | -1, count: number): boolean {
  const joined = ['or', 'and', ',', '/', '&'].includes(tokens[i + step]?.text);
  const other = tokens[i + (joined ? 2 : 1) * step];
  return other?.kind === 'word' && other.text.length === 1 && isLetter(other.text, count);
}

const isLetter = (word: string, count: number): boolean => {
  const index = word.charCodeAt(0) - 97;
  return index >= 0 && index < count;
};

function previous(tokens: readonly Token[], i: number): Token | undefined {
  let k = i - 1;
  while (k >= 0 && (tokens[k].text === '"' || tokens[k].text === '*')) k--;
  return tokens[k];
}

/** Options whose words occur in a row; one inside another's longer occurrence ("mug" in "red mug") does not count. */
function byText(tokens: readonly Token[], texts: readonly (readonly string[])[]): Set<number> {
  const words = wordsOf(tokens);
  const taken: { at: number; end: number; index: number }[] = [];
  const longestFirst = texts.map((text, index) => ({ text, index })).sort((a, b) => b.text.length - a.text.length);
  for (const { text, index } of longestFirst) {
    if (text.length === 0) continue;
    for (let at = 0; at + text.length <= words.length; at++) {
      if (!text.every((word, k) => words[at + k] === word)) continue;
      const end = at + text.length;
      if (taken.some((t) => t.index !== index && t.at <= at && end <= t.end)) continue;
      taken.push({ at, end, index });
      if (taken.length > 64) break;
    }
  }
  const affirmed = taken.filter(({ at }) => !words.slice(Math.max(0, at - 3), at).some((w) => DENYING.has(w)));
  return new Set(affirmed.map((t) => t.index));
}

const DENYING = new Set(['not', "isn't", 'nor', 'neither', 'never', 'rather', "doesn't"]);

/** Words and numbers, without articles unless they are wanted. */
const wordsOf = (tokens: readonly Token[], articles = false): string[] =>
  tokens
    .filter((t) => (t.kind === 'word' && (articles || !ARTICLES.has(t.text))) || t.kind === 'number')
    .map((t) => t.text);

/** Whether the reply begins with the pick itself: "B. Because the mug …", "The red mug, since …". */
function opensWithPick(tokens: readonly Token[], texts: readonly (readonly string[])[]): boolean {
  const words = wordsOf(tokens);
  if (texts.some((text) => text.length > 0 && text.every((word, k) => words[k] === word))) return true;
  const first = tokens.find((t) => t.kind === 'word' || t.kind === 'number');
  return first !== undefined && (first.text.length === 1 || NAMING.has(first.text));
}

/** "B. the red mug", where the red mug is A: the words right behind the letter are another option's. */
function letterDenied(tokens: readonly Token[], texts: readonly (readonly string[])[], index: number): boolean {
  const words = wordsOf(tokens, true);
  const letter = words.findIndex((word) => word.length === 1 && word.charCodeAt(0) - 97 === index);
  if (letter === -1 || letter > 2) return false;
  const behind = words.slice(letter + 1).filter((word) => !ARTICLES.has(word));
  let best = -1;
  for (const [i, text] of texts.entries()) {
    const matches = text.length > 0 && text.every((word, k) => behind[k] === word);
    if (matches && (best === -1 || text.length > texts[best].length)) best = i;
  }
  return best !== -1 && best !== index;
}
