import type { PreTrainedTokenizer } from '@huggingface/transformers';
import { expect, it } from 'vitest';
import { ReplyText, textOf } from './reply-text.js';

/** Tokens are bytes; 0 is special and not written; like a Llama tokenizer, a space at the very beginning is left out. */
function byteTokenizer() {
  const lengths: number[] = [];
  const decode = (ids: readonly number[]) => {
    lengths.push(ids.length);
    const text = new TextDecoder().decode(Uint8Array.from(ids.filter((id) => id !== 0)));
    return text.startsWith(' ') ? text.slice(1) : text;
  };
  return { tokenizer: { decode } as unknown as PreTrainedTokenizer, lengths };
}

const bytes = (text: string) => [...new TextEncoder().encode(text)];

function told(tokens: readonly number[]): string[] {
  const text = new ReplyText(byteTokenizer().tokenizer);
  return [...tokens.map((token) => text.add(token)), text.rest()];
}

it('tells each letter once, those of several bytes when they are whole', () => {
  expect(told(bytes(' né 🍎'))).toEqual(['', 'n', '', 'é', ' ', '', '', '', '🍎', '']);
});

it('passes over special tokens, and tells at the end what stayed in pieces', () => {
  expect(told([0, ...bytes('a'), 0, 0, ...bytes('é').slice(0, 1)])).toEqual(['', 'a', '', '', '', '\uFFFD']);
});

it('adds up to the text of all tokens', () => {
  const tokens = bytes('  Der Apfel 🍎 liegt links, à côté. ');
  expect(told(tokens).join('')).toBe(textOf(byteTokenizer().tokenizer, tokens));
});

it('reads no more than the tokens since the last but one telling', () => {
  const { tokenizer, lengths } = byteTokenizer();
  const text = new ReplyText(tokenizer);
  for (const token of bytes('a'.repeat(100))) text.add(token);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(2);
});
