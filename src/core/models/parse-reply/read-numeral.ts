import type { Token } from './tokens.js';

/** A number in digits or words, and the token after it. */
export interface Numeral {
  readonly value: number;
  readonly at: number;
  readonly end: number;
  readonly words: boolean;
  /** "half", "three quarters": "of a" may follow before the unit. */
  readonly fraction: boolean;
}

const SMALL: ReadonlyMap<string, number> = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, i) => [word, i]),
);
const TENS: ReadonlyMap<string, number> = new Map(
  'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, i) => [word, 10 * (i + 2)]),
);
const PARTS: ReadonlyMap<string, number> = new Map([
  ['half', 1 / 2],
  ['third', 1 / 3],
  ['thirds', 1 / 3],
  ['quarter', 1 / 4],
  ['quarters', 1 / 4],
  ['fourth', 1 / 4],
  ['fourths', 1 / 4],
  ['fifth', 1 / 5],
  ['fifths', 1 / 5],
  ['tenth', 1 / 10],
  ['tenths', 1 / 10],
]);
/** Longest list of number words that is one number: "one hundred and twenty three point four five". */
const MAX_WORDS = 12;

/** @returns the numeral that begins at token i; null when none does */
export function numeralAt(tokens: readonly Token[], i: number): Numeral | null {
  const token = tokens[i];
  if (!token) return null;
  if (token.kind === 'number') return inDigits(tokens, i);
  return token.kind === 'word' ? inWords(tokens, i) : null;
}

const adjacent = (a: Token | undefined, b: Token | undefined): boolean =>
  a !== undefined && b !== undefined && a.end === b.start;

function inDigits(tokens: readonly Token[], i: number): Numeral {
  const { value, end } = withCommas(tokens, i);
  // "4.5 × 10^-1"
  if (
    ['×', 'x', '*', '·'].includes(tokens[end]?.text) &&
    tokens[end + 1]?.text === '10' &&
    tokens[end + 2]?.text === '^'
  ) {
    const brace = tokens[end + 3]?.text === '{' ? 1 : 0;
    const power = tokens[end + 3 + brace];
    if (power?.kind === 'number') {
      const after = end + 4 + brace + (tokens[end + 4 + brace]?.text === '}' ? 1 : 0);
      return numeral(value * 10 ** power.value, i, after);
    }
  }
  // "1/2", "3 1/2"
  const half = fractionAt(tokens, i);
  if (half) return numeral(half.value, i, half.end, true);
  const mixed = Number.isInteger(value) && value >= 0 ? fractionAt(tokens, end) : null;
  if (mixed && mixed.value < 1) return numeral(value + mixed.value, i, mixed.end);
  // "2 and a half"
  const plus = andAPart(tokens, end);
  if (plus) return numeral(value + plus.value, i, plus.end);
  if (tokens[end]?.text === 'hundred') return numeral(value * 100, i, end + 1);
  if (tokens[end]?.text === 'thousand') return numeral(value * 1000, i, end + 1);
  return numeral(value, i, end);
}

/**
 * "1,200" is a thousand two hundred; "0,45" and "1,5" have a decimal comma. A comma followed by exactly three digits
 * after one to three that do not begin with 0 groups thousands, as in the language of the questions.
 */
function withCommas(tokens: readonly Token[], i: number): { value: number; end: number } {
  const first = tokens[i];
  let written = first.text;
  let end = i + 1;
  while (/^[+-]?[1-9]\d{0,2}$/.test(first.text) && isGroup(tokens, end)) {
    written += tokens[end + 1].text;
    end += 2;
  }
  if (end > i + 1) return { value: Number(written), end };
  const [comma, decimals] = [tokens[end], tokens[end + 1]];
  if (
    comma?.text === ',' &&
    adjacent(first, comma) &&
    adjacent(comma, decimals) &&
    /^[+-]?\d+$/.test(first.text) &&
    /^\d+$/.test(decimals.text) &&
    tokens[end + 2]?.text !== ','
  ) {
    return { value: Number(`${first.text}.${decimals.text}`), end: end + 2 };
  }
  return { value: first.value, end };
}

const isGroup = (tokens: readonly Token[], comma: number): boolean =>
  tokens[comma]?.text === ',' &&
  adjacent(tokens[comma - 1], tokens[comma]) &&
  adjacent(tokens[comma], tokens[comma + 1]) &&
  /^\d{3}(?:\.\d+)?$/.test(tokens[comma + 1].text);

function fractionAt(tokens: readonly Token[], i: number): { value: number; end: number } | null {
  const [above, slash, below] = [tokens[i], tokens[i + 1], tokens[i + 2]];
  if (above?.kind !== 'number' || slash?.text !== '/' || below?.kind !== 'number') return null;
  if (!/^\d{1,3}$/.test(above.text) || !/^[1-9]\d{0,2}$/.test(below.text)) return null;
  return { value: above.value / below.value, end: i + 3 };
}

/** "and a half", "and three quarters" */
function andAPart(tokens: readonly Token[], i: number): { value: number; end: number } | null {
  if (tokens[i]?.text !== 'and') return null;
  const count = tokens[i + 1]?.text;
  const part = PARTS.get(tokens[i + 2]?.text);
  if (part !== undefined && (count === 'a' || count === 'one')) return { value: part, end: i + 3 };
  const times = SMALL.get(count ?? '');
  if (part !== undefined && times !== undefined) return { value: times * part, end: i + 3 };
  return tokens[i + 1]?.text === 'half' ? { value: 0.5, end: i + 2 } : null;
}
export { andAPart as partAfterUnit };

function inWords(tokens: readonly Token[], i: number): Numeral | null {
  const first = tokens[i].text;
  // "half", "a half", "a quarter"; "a" and "an" alone are no number here: the unit behind them decides
  const article = first === 'a' || first === 'an' ? 1 : 0;
  const part = PARTS.get(tokens[i + article]?.text);
  if (part !== undefined && (first === 'half' || (article === 1 && isFraction(tokens[i + 1].text)))) {
    return numeral(part, i, i + article + 1, true, true);
  }
  if (article === 1) {
    const next = tokens[i + 1]?.text;
    if (next === 'hundred' || next === 'thousand') return wordNumber(tokens, i + 1, i);
    return next === 'dozen' ? numeral(12, i, i + 2, false, true) : null;
  }
  return wordNumber(tokens, i, i);
}

/** "third" and its like are ordinals elsewhere; after an article only these are parts of a whole for certain. */
const isFraction = (word: string) => word === 'half' || word === 'quarter' || word === 'third' || word === 'tenth';

function wordNumber(tokens: readonly Token[], from: number, at: number): Numeral | null {
  let total = 0;
  let group = 0;
  let end = from;
  let last: 'none' | 'small' | 'tens' | 'hundred' = 'none';
  for (let i = from; i < tokens.length && i - from < MAX_WORDS; i++) {
    const word = tokens[i].text;
    const small = SMALL.get(word);
    const tens = TENS.get(word);
    if (
      small !== undefined &&
      (last === 'none' || last === 'hundred' || (last === 'tens' && small > 0 && small < 10))
    ) {
      group += small;
      last = 'small';
    } else if (tens !== undefined && (last === 'none' || last === 'hundred')) {
      group += tens;
      last = 'tens';
    } else if (word === 'hundred' && last !== 'hundred') {
      group = (group || 1) * 100;
      last = 'hundred';
    } else if (word === 'thousand' && end > from - 1) {
      total += (group || 1) * 1000;
      group = 0;
      last = 'hundred';
    } else if (word === '-' && last === 'tens' && SMALL.has(tokens[i + 1]?.text)) continue;
    else if (word === 'and' && last === 'hundred' && (SMALL.has(tokens[i + 1]?.text) || TENS.has(tokens[i + 1]?.text)))
      continue;
    else break;
    end = i + 1;
  }
  if (end === from) return null;
  let value = total + group;
  if (tokens[end]?.text === 'point') {
    let digits = '';
    let after = end + 1;
    while (digits.length < MAX_WORDS && (SMALL.get(tokens[after]?.text) ?? 10) < 10) {
      digits += SMALL.get(tokens[after].text);
      after++;
    }
    if (digits !== '') return numeral(value + Number(`0.${digits}`), at, after, false, true);
  }
  // "three quarters", "one third"; "one fifth"
  const part = PARTS.get(tokens[end]?.text);
  if (part !== undefined && value > 0 && value < 20) return numeral(value * part, at, end + 1, true, true);
  const plus = andAPart(tokens, end);
  if (plus) {
    value += plus.value;
    end = plus.end;
  }
  return numeral(value, at, end, false, true);
}

const numeral = (value: number, at: number, end: number, fraction = false, words = false): Numeral => ({
  value,
  at,
  end,
  words,
  fraction,
});
