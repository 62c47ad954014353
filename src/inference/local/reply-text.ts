import type { PreTrainedTokenizer } from '@huggingface/transformers';

/**
 * A reply's text while its tokens arrive: letters that are still in pieces are held back. Each token is read together
 * with the few before it, as a token may be written another way at the beginning; reading all of them each time would
 * take time in the square of the reply's length.
 */
export class ReplyText {
  private readonly tokens: number[] = [];
  /** Tokens whose text is told end at `told`; those from `context` on were told last. */
  private context = 0;
  private told = 0;

  constructor(private readonly tokenizer: PreTrainedTokenizer) {}

  /** What can be told of the text after one more token, beyond what was told before. */
  add(token: number): string {
    this.tokens.push(token);
    return this.tell(false);
  }

  /** What was held back at the end. */
  rest(): string {
    return this.tell(true);
  }

  private tell(isLast: boolean): string {
    const before = textOf(this.tokenizer, this.tokens.slice(this.context, this.told));
    const text = textOf(this.tokenizer, this.tokens.slice(this.context));
    if (text.length <= before.length || (text.endsWith('\uFFFD') && !isLast)) return '';
    this.context = this.told;
    this.told = this.tokens.length;
    return text.slice(before.length);
  }
}

export function textOf(tokenizer: PreTrainedTokenizer, tokens: readonly number[]): string {
  if (tokens.length === 0) return '';
  return tokenizer.decode([...tokens], { skip_special_tokens: true, clean_up_tokenization_spaces: false });
}
