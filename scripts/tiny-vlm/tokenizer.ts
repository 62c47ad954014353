// A small byte-level BPE tokenizer in Hugging Face's tokenizer.json, learned from the texts it will be used for. Digits
// are single tokens, so a coordinate is written figure by figure.

export const SPECIAL_TOKENS = {
  smolvlm: [
    '<|endoftext|>',
    '<|im_start|>',
    '<|im_end|>',
    '<pad>',
    '<image>',
    '<fake_token_around_image>',
    '<global-img>',
    '<end_of_utterance>',
  ],
  qwen: [
    '<|endoftext|>',
    '<|im_start|>',
    '<|im_end|>',
    '<|vision_start|>',
    '<|vision_end|>',
    '<|image_pad|>',
    '<|video_pad|>',
  ],
  llava: ['<pad>', '<|im_start|>', '<|im_end|>', '<image>'],
} as const;

/** Near GPT-2's: what a token never reaches across. */
const WORDS = /[0-9]| ?[A-Za-z]+| ?[^\sA-Za-z0-9]+|\s+/g;

/** Bytes as printable letters, as GPT-2 writes them. */
const LETTERS: readonly string[] = (() => {
  const letters: string[] = [];
  let next = 256;
  for (let byte = 0; byte < 256; byte++) {
    const printable = (byte >= 33 && byte < 127) || (byte >= 161 && byte < 173) || byte >= 174;
    letters.push(String.fromCodePoint(printable ? byte : next++));
  }
  return letters;
})();

/** The content of tokenizer.json. */
export interface TokenizerFile {
  readonly model: {
    readonly vocab: Readonly<Record<string, number>>;
    readonly merges: readonly (readonly [string, string])[];
    readonly [key: string]: unknown;
  };
  readonly [key: string]: unknown;
}

/** @param size most tokens; fewer when no pair occurs twice */
export function learnTokenizer(texts: readonly string[], specials: readonly string[], size: number): TokenizerFile {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const [word] of text.matchAll(WORDS)) {
      const letters = [...new TextEncoder().encode(word)].map((byte) => LETTERS[byte]).join('');
      counts.set(letters, (counts.get(letters) ?? 0) + 1);
    }
  }
  const words = [...counts].map(([word, count]) => ({ parts: [...word], count }));
  const tokens = [...specials, ...LETTERS];
  const merges: (readonly [string, string])[] = [];
  while (tokens.length < size) {
    const best = mostFrequentPair(words);
    if (!best) break;
    merges.push(best);
    tokens.push(best[0] + best[1]);
    for (const word of words) word.parts = merge(word.parts, best);
  }
  return tokenizerFile(tokens, merges, specials);
}

function mostFrequentPair(words: readonly { parts: string[]; count: number }[]): readonly [string, string] | null {
  const pairs = new Map<string, number>();
  for (const { parts, count } of words) {
    for (let i = 0; i + 1 < parts.length; i++) {
      const key = `${parts[i]}\n${parts[i + 1]}`;
      pairs.set(key, (pairs.get(key) ?? 0) + count);
    }
  }
  let best: string | null = null;
  let most = 1;
  for (const [key, count] of pairs) if (count > most) [best, most] = [key, count];
  return best === null ? null : (best.split('\n') as [string, string]);
}

function merge(parts: readonly string[], [a, b]: readonly [string, string]): string[] {
  const merged: string[] = [];
  for (let i = 0; i < parts.length; i++) {
    if (parts[i] === a && parts[i + 1] === b) {
      merged.push(a + b);
      i++;
    } else merged.push(parts[i] as string);
  }
  return merged;
}

function tokenizerFile(
  tokens: readonly string[],
  merges: readonly (readonly [string, string])[],
  specials: readonly string[],
): TokenizerFile {
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true };
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: specials.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: null,
    pre_tokenizer: { type: 'Sequence', pretokenizers: [{ type: 'Digits', individual_digits: true }, byteLevel] },
    post_processor: { ...byteLevel, trim_offsets: false },
    decoder: { ...byteLevel, add_prefix_space: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      merges,
    },
  };
}
