import type { PreTrainedTokenizer } from '@huggingface/transformers';

/** A reply's text while its tokens arrive: letters that are still in pieces are held back. */
export class ReplyText {
  private readonly tokens: number[] = [];
  private told = 0;

  constructor(private readonly tokenizer: PreTrainedTokenizer) {}

  /** What can be told of the text after one more token, beyond what was told before. */
  add(token: number): string {
    this.tokens.push(token);
    const text = textOf(this.tokenizer, this.tokens);
    if (text.endsWith('\uFFFD')) return '';
    return this.tell(text);
  }

  /** What was held back at the end. */
  rest(): string {
    return this.tell(textOf(this.tokenizer, this.tokens));
  }

  private tell(text: string): string {
    const news = text.slice(this.told);
    this.told = Math.max(this.told, text.length);
    return news;
  }
}

export function textOf(tokenizer: PreTrainedTokenizer, tokens: readonly number[]): string {
  if (tokens.length === 0) return '';
  return tokenizer.decode([...tokens], { skip_special_tokens: true, clean_up_tokenization_spaces: false });
}
