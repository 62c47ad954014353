import type { TokenLogprob } from './chat-schema.js';

/**
 * Probability of each word at the first token, summed over the spellings a server lists ("Yes", " yes", "▁Yes", "YES").
 * What is not listed is less likely than all that is: it counts as 0.
 *
 * @param words answer words, e.g. ["Yes", "No"], or the letters of a choice
 * @returns null when the server lists no alternatives
 */
export function wordProbabilities(first: TokenLogprob | undefined, words: readonly string[]): number[] | null {
  if (words.length === 0 || first === undefined || first.top_logprobs.length === 0) return null;
  const mass = new Map<string, number>();
  const seen = new Set<string>();
  for (const { token, logprob } of first.top_logprobs) {
    if (seen.has(token)) continue;
    seen.add(token);
    const word = bare(token);
    mass.set(word, (mass.get(word) ?? 0) + Math.exp(Math.min(0, logprob)));
  }
  const found = words.map((word) => mass.get(bare(word)) ?? 0);
  return found.every((p) => Number.isFinite(p)) ? found.map((p) => Math.min(1, p)) : null;
}

/** Without the marks of word starts (SentencePiece "▁", byte-level BPE "Ġ"), blanks and opening brackets, in small letters. */
const bare = (token: string): string => token.replaceAll(/^[\s▁Ġ("'*[]+|[\s.,:)\]"'*]+$/gu, '').toLowerCase();
