/** Looks up tokens of a text, without special ones. */
export type Encode = (text: string) => readonly number[];

/**
 * Tokens that begin a reply with each of some words, in any of its usual spellings: "Yes", "yes", "YES", with and
 * without a space before. Where some spelling is one token, only such count, as a first part ("y") begins other words
 * too; else the first parts do. A token that would count for two words counts for neither.
 * @returns for each word its tokens, or null when a word has none of its own
 */
export function wordTokens(words: readonly string[], encode: Encode): readonly (readonly number[])[] | null {
  const found = words.map((word) => {
    const encoded = spellings(word)
      .map(encode)
      .filter((ids) => ids.length > 0);
    const whole = encoded.filter((ids) => ids.length === 1);
    return new Set((whole.length > 0 ? whole : encoded).map((ids) => ids[0] as number));
  });
  const own = found.map((tokens, i) =>
    [...tokens].filter((token) => found.every((other, j) => j === i || !other.has(token))),
  );
  return own.every((tokens) => tokens.length > 0) ? own : null;
}

/** Softmax of the logits, summed over each word's tokens. */
export function wordProbabilities(logits: Float32Array, tokens: readonly (readonly number[])[]): readonly number[] {
  let largest = -Infinity;
  for (const value of logits) if (value > largest) largest = value;
  let sum = 0;
  for (const value of logits) sum += Math.exp(value - largest);
  return tokens.map(
    (own) => own.reduce((total, token) => total + Math.exp((logits[token] as number) - largest), 0) / sum,
  );
}

function spellings(word: string): string[] {
  const capital = word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
  const cases = [word, word.toLowerCase(), capital, word.toUpperCase()];
  return [...new Set(cases.flatMap((one) => [one, ` ${one}`]))];
}
