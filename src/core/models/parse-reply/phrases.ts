import type { Token } from './tokens.js';

// Sequences of words in a reply: where a phrase stands, where an answer is announced, where the model gives up.

/**
 * Indices of the first token of each occurrence of any phrase, in order.
 *
 * @param phrases words separated by spaces, in small letters; "*" stands for any one word
 */
export function findPhrases(tokens: readonly Token[], phrases: PhraseIndex, from = 0): { at: number; end: number }[] {
  const found: { at: number; end: number }[] = [];
  for (let i = from; i < tokens.length; i++) {
    const end = matchAt(tokens, phrases, i);
    if (end !== -1) {
      found.push({ at: i, end });
      i = end - 1;
    }
  }
  return found;
}

/** Phrases by their first word. */
export type PhraseIndex = ReadonlyMap<string, readonly (readonly string[])[]>;

export function phraseIndex(phrases: readonly string[]): PhraseIndex {
  const index = new Map<string, string[][]>();
  for (const phrase of phrases) {
    const words = phrase.split(' ');
    index.set(words[0], [...(index.get(words[0]) ?? []), words]);
  }
  // The longest first: "no idea" before "no".
  for (const list of index.values()) list.sort((a, b) => b.length - a.length);
  return index;
}

function matchAt(tokens: readonly Token[], phrases: PhraseIndex, at: number): number {
  const candidates = phrases.get(tokens[at].text);
  if (!candidates) return -1;
  for (const words of candidates) {
    let end = at;
    let k = 0;
    // Lines and quotes within a phrase do not matter; a sign does.
    while (k < words.length && end < tokens.length) {
      const token = tokens[end];
      if (k > 0 && (token.kind === 'line' || token.text === '"' || token.text === '*')) end++;
      else if (token.text === words[k] || (words[k] === '*' && token.kind === 'word')) {
        end++;
        k++;
      } else break;
    }
    if (k === words.length) return end;
  }
  return -1;
}

/** Words by which a model says that it cannot tell. */
const GIVING_UP = phraseIndex([
  'not sure',
  'not certain',
  "i'm unsure",
  'unsure',
  'uncertain',
  'unclear',
  'not clear',
  'cannot tell',
  'cannot be told',
  'cannot say',
  'cannot determine',
  'cannot be determined',
  'cannot be answered',
  'cannot answer',
  'cannot see',
  'cannot be seen',
  'cannot judge',
  'cannot be judged',
  'cannot confirm',
  'cannot reliably',
  'cannot accurately',
  'cannot definitively',
  'can not tell',
  'can not be told',
  'can not say',
  'can not determine',
  'can not be determined',
  'can not see',
  "can't tell",
  "can't be told",
  "can't say",
  "can't determine",
  "can't be determined",
  "can't be answered",
  "can't answer",
  "can't see",
  "can't be seen",
  "can't judge",
  "can't confirm",
  'could not determine',
  "couldn't determine",
  'not possible to',
  'impossible to',
  'unable to',
  'not able to',
  'hard to say',
  'hard to tell',
  'difficult to say',
  'difficult to tell',
  'difficult to determine',
  "i don't know",
  'i do not know',
  "don't know",
  'do not know',
  'no idea',
  'no way to tell',
  'no way to know',
  'not enough information',
  'insufficient information',
  'not enough context',
  'not determinable',
  'indeterminate',
  'undetermined',
  'undeterminable',
  'not answerable',
  'unanswerable',
  'not known',
  'unknown',
  'ambiguous',
  'n / a',
  'not applicable',
  'may or may not',
  'maybe',
  'perhaps',
]);

/** Ways of saying that what was asked about is not there to be judged; with those above they answer what cannot be answered. */
const NOT_SHOWN = phraseIndex([
  'not visible',
  "isn't visible",
  'not shown',
  'not present',
  'not depicted',
  'not in the image',
  'not in the picture',
  'not in the scene',
  'not in view',
  'not in this image',
  'not seen',
  'does not appear',
  "doesn't appear",
  'does not show',
  "doesn't show",
  'does not contain',
  "doesn't contain",
  'does not exist',
  "doesn't exist",
  'out of view',
  'outside the image',
  'outside the frame',
  'hidden from view',
  'there is no',
  "there's no",
  'there are no',
  'no such',
  'no visible',
]);

/** First place where the model gives up; -1 when it does not. */
export const givesUpAt = (tokens: readonly Token[]): number => findPhrases(tokens, GIVING_UP)[0]?.at ?? -1;

export const abstains = (tokens: readonly Token[]): boolean =>
  givesUpAt(tokens) !== -1 || findPhrases(tokens, NOT_SHOWN).length > 0;

/** Words that announce the answer. What they announce follows. */
const ANNOUNCING = phraseIndex([
  'final answer',
  'the answer is',
  'the answer should be',
  'the answer would be',
  'the correct answer is',
  'the correct option is',
  'the correct choice is',
  'the right option is',
  'the best answer is',
  'my answer is',
  'my answer',
  'answer',
  'therefore',
  'thus',
  'hence',
  'in conclusion',
  'in summary',
  'to conclude',
  'so the',
  'so it',
  'so there',
  'overall',
  'boxed',
]);

/** Of these only with ":" or "is" behind them: "answer" alone occurs in any sentence. */
const NEEDS_COLON = new Set(['answer', 'final answer', 'my answer']);

/** As many announcements as are looked at, from the end: a model that announces at every step means the last. */
const MAX_ANNOUNCEMENTS = 4;

/** Tokens after the last announcements, the last first. */
export function announced(tokens: readonly Token[]): (readonly Token[])[] {
  const starts: number[] = [];
  for (const { at, end } of findPhrases(tokens, ANNOUNCING)) {
    const phrase = tokens
      .slice(at, end)
      .filter((t) => t.kind === 'word')
      .map((t) => t.text)
      .join(' ');
    let next = end;
    while (next < tokens.length && (tokens[next].text === '"' || tokens[next].text === '*')) next++;
    const stated = next < tokens.length && [':', 'is', '=', '{'].includes(tokens[next].text);
    if (stated) starts.push(next + 1);
    else if (!NEEDS_COLON.has(phrase)) starts.push(end);
  }
  return starts
    .slice(-MAX_ANNOUNCEMENTS)
    .reverse()
    .map((start) => tokens.slice(start));
}

/** Tokens up to the end of the first sentence or line that says something. */
export function firstSentence(tokens: readonly Token[]): readonly Token[] {
  let started = false;
  for (let i = 0; i < tokens.length; i++) {
    const { kind, text } = tokens[i];
    if (kind === 'word' || kind === 'number') started = true;
    else if (started && (kind === 'line' || text === '!' || text === '?' || (text === '.' && i > 0)))
      return tokens.slice(0, i);
  }
  return tokens;
}
