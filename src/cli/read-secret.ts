import { UserError } from '../core/result.js';

/** What a line of keys does while nothing is shown. */
const ENTER = /[\r\n]/;
const END = '\u0004';
const INTERRUPT = '\u0003';
const BACK = /[\b\u007F]/g;

interface Input extends AsyncIterable<Buffer | string> {
  readonly isTTY?: boolean;
  setRawMode?(raw: boolean): unknown;
}

/**
 * A secret from the keyboard, unseen, or from a pipe: never an argument, which the shell keeps and every user sees.
 *
 * @param ask told where it is typed
 * @returns its first line; empty when there was none
 * @throws UserError when it was broken off
 */
export async function readSecret(input: Input, ask: () => void): Promise<string> {
  if (!input.isTTY) {
    let text = '';
    for await (const chunk of input) text += String(chunk);
    return text.split(ENTER)[0]?.trim() ?? '';
  }
  ask();
  input.setRawMode?.(true);
  try {
    let text = '';
    for await (const chunk of input) {
      text += String(chunk);
      if (text.includes(INTERRUPT)) throw new UserError('Nothing was set.');
      const end = text.search(ENTER);
      if (end !== -1 || text.includes(END)) return erased(end === -1 ? text.replaceAll(END, '') : text.slice(0, end));
    }
    return erased(text);
  } finally {
    input.setRawMode?.(false);
  }
}

function erased(text: string): string {
  const kept: string[] = [];
  for (const letter of text) {
    if (letter.search(BACK) === -1) kept.push(letter);
    else kept.pop();
  }
  return kept.join('').trim();
}
