/** Words, numbers and signs of a reply, in order. */
export interface Token {
  readonly kind: 'word' | 'number' | 'sign' | 'line';
  /** Words in small letters; signs one character; numbers as written. */
  readonly text: string;
  /** Of numbers; NaN elsewhere. */
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

const isDigit = (c: number) => c >= 48 && c <= 57;
const isLetter = (c: number) =>
  (c >= 97 && c <= 122) ||
  (c >= 65 && c <= 90) ||
  c === 95 ||
  (c > 127 && c !== 0xd7 && c !== 0xb7 && c !== 0xb1 && c !== 0xb0);
const isSpace = (c: number) => c === 32 || c === 9 || c === 13 || c === 11 || c === 12 || c === 0xa0;

const PLUS = 43;
const MINUS = 45;
const DOT = 46;
const APOSTROPHE = 39;

/**
 * One pass, no backtracking: linear in the text whatever it holds. A sign belongs to a number unless something that can
 * be subtracted from stands right before it: "40-50" is a range.
 */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const c = text.charCodeAt(at);
    if (c === 10) {
      tokens.push({ kind: 'line', text: '\n', value: NaN, start: at, end: at + 1 });
      at++;
    } else if (isSpace(c)) at++;
    else if (startsNumber(text, at, tokens)) at = pushNumber(text, at, tokens);
    else if (isLetter(c)) at = pushWord(text, at, tokens);
    else {
      tokens.push({ kind: 'sign', text: text[at], value: NaN, start: at, end: at + 1 });
      at++;
    }
  }
  return tokens;
}

function startsNumber(text: string, at: number, tokens: readonly Token[]): boolean {
  const c = text.charCodeAt(at);
  if (isDigit(c)) return true;
  if (c === DOT) return isDigit(text.charCodeAt(at + 1)) && !endsAt(tokens.at(-1), at, ['word', 'number']);
  if (c !== MINUS && c !== PLUS) return false;
  const next = text.charCodeAt(at + 1);
  if (!isDigit(next) && !(next === DOT && isDigit(text.charCodeAt(at + 2)))) return false;
  const last = tokens.at(-1);
  return !(last && (last.kind === 'number' || endsAt(last, at, ['word']) || (last.end === at && last.text === ')')));
}

const endsAt = (token: Token | undefined, at: number, kinds: readonly string[]): boolean =>
  token !== undefined && token.end === at && kinds.includes(token.kind);

function pushNumber(text: string, start: number, tokens: Token[]): number {
  let at = start;
  if (text.charCodeAt(at) === MINUS || text.charCodeAt(at) === PLUS) at++;
  while (isDigit(text.charCodeAt(at))) at++;
  if (text.charCodeAt(at) === DOT && isDigit(text.charCodeAt(at + 1))) {
    at++;
    while (isDigit(text.charCodeAt(at))) at++;
  }
  const e = text.charCodeAt(at) | 32;
  if (e === 101) {
    let after = at + 1;
    if (text.charCodeAt(after) === MINUS || text.charCodeAt(after) === PLUS) after++;
    if (isDigit(text.charCodeAt(after))) {
      at = after;
      while (isDigit(text.charCodeAt(at))) at++;
    }
  }
  const written = text.slice(start, at);
  tokens.push({ kind: 'number', text: written, value: Number(written), start, end: at });
  return at;
}

/** Letters, then letters, digits, underscores, and apostrophes between letters: can't, o'clock, point_2d, loc0256. */
function pushWord(text: string, start: number, tokens: Token[]): number {
  let at = start + 1;
  for (;;) {
    const c = text.charCodeAt(at);
    if (isLetter(c) || isDigit(c)) at++;
    else if (c === APOSTROPHE && isLetter(text.charCodeAt(at + 1)) && isLetter(text.charCodeAt(at - 1))) at++;
    else break;
  }
  tokens.push({ kind: 'word', text: text.slice(start, at).toLowerCase(), value: NaN, start, end: at });
  return at;
}
