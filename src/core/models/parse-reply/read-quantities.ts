import type { Token } from './tokens.js';
import { numeralAt, partAfterUnit, type Numeral } from './read-numeral.js';
import { namedUnit, raised, UNIT_DEGREE, UNIT_FOOT, UNIT_FOREIGN, UNIT_INCH, type Unit } from './units.js';

/** A number with what it measures. */
export interface FoundQuantity {
  /** In the SI unit of `unit.quantity` (degrees for angles); as written where there is no unit. Of a range its middle. */
  readonly value: number;
  /** Null for a bare number. */
  readonly unit: Unit | null;
  /** As written. */
  readonly unitText: string | null;
  readonly range: readonly [number, number] | null;
  /** "less than", "at least": a limit, no estimate. */
  readonly bound: boolean;
  /** Tokens it takes. */
  readonly at: number;
  readonly end: number;
  /** In words: "one" is often a pronoun. */
  readonly words: boolean;
}

/** Every number of a text with its unit, left to right. Compound lengths ("5 ft 11 in", "1 m 20 cm") are one. */
export function readQuantities(tokens: readonly Token[]): readonly FoundQuantity[] {
  const found: FoundQuantity[] = [];
  let quotes = 0;
  for (let i = 0; i < tokens.length;) {
    const quantity = quantityAt(tokens, i, quotes % 2 === 1);
    if (quantity === null) {
      if (tokens[i].text === '"') quotes++;
      i++;
      continue;
    }
    found.push({ ...quantity, bound: isBound(tokens, i) });
    for (let k = i; k < quantity.end; k++) if (tokens[k].text === '"' && quotes % 2 === 1) quotes++;
    i = quantity.end;
  }
  return found;
}

type Reading = Omit<FoundQuantity, 'bound'>;

function quantityAt(tokens: readonly Token[], i: number, quoted: boolean): Reading | null {
  const first = measured(tokens, i, quoted);
  if (first === null) return null;
  const joined = ranged(tokens, i, first, quoted) ?? compound(tokens, first, quoted);
  return joined ?? first;
}

/** One numeral with its unit, if it has one; "a metre" counts as one. */
function measured(tokens: readonly Token[], i: number, quoted: boolean): Reading | null {
  if (i >= tokens.length) return null;
  const numeral = numeralAt(tokens, i);
  if (numeral === null) {
    const article = tokens[i].text === 'a' || tokens[i].text === 'an';
    // "of a metre" belongs to what stands before it
    const unit = article && tokens[i - 1]?.text !== 'of' ? unitAt(tokens, i + 1, quoted) : null;
    if (unit === null || unit.unit.quantity === 'foreign') return null;
    return finish(tokens, { value: 1, at: i, end: i + 1, words: true, fraction: false }, unit);
  }
  let at = numeral.end;
  if (numeral.fraction) {
    if (tokens[at]?.text === 'of') at++;
    if (tokens[at]?.text === 'a' || tokens[at]?.text === 'an') at++;
  }
  const unit = unitAt(tokens, at, quoted);
  if (unit === null) {
    return {
      value: numeral.value,
      unit: null,
      unitText: null,
      range: null,
      at: i,
      end: numeral.end,
      words: numeral.words,
    };
  }
  return finish(tokens, numeral, unit);
}

interface FoundUnit {
  readonly unit: Unit;
  readonly text: string;
  readonly end: number;
}

function finish(tokens: readonly Token[], numeral: Numeral, { unit, text, end }: FoundUnit): Reading {
  // "a metre and a half"
  const part = unit.quantity === 'foreign' ? null : partAfterUnit(tokens, end);
  return {
    value: (numeral.value + (part?.value ?? 0)) * (unit.quantity === 'foreign' ? 1 : unit.factor),
    unit,
    unitText: text,
    range: null,
    at: numeral.at,
    end: part?.end ?? end,
    words: numeral.words,
  };
}

/** Signs that may stand between a number and its unit: "45-centimetre", "45 ~cm", "45 \text{cm}". */
const FILLERS = new Set(['-', '~', '{', '}', '\\', '_']);

function unitAt(tokens: readonly Token[], from: number, quoted: boolean): FoundUnit | null {
  let i = from;
  for (let k = 0; k < 3 && FILLERS.has(tokens[i]?.text); k++) i++;
  const token = tokens[i];
  if (!token) return null;
  if (token.kind === 'sign') return signUnit(tokens, i, quoted);
  if (token.kind !== 'word') return null;
  const word = token.text;
  if (word === 'square' || word === 'sq' || word === 'cubic' || word === 'cu') {
    const dot = tokens[i + 1]?.text === '.' ? 1 : 0;
    const base = lengthUnit(tokens, i + 1 + dot);
    return (
      base && { unit: raised(base.unit, word.startsWith('sq') ? 2 : 3), text: `${word} ${base.text}`, end: base.end }
    );
  }
  return lengthUnit(tokens, i);
}

function lengthUnit(tokens: readonly Token[], i: number): FoundUnit | null {
  const word = tokens[i]?.text;
  const unit = word === 'in' ? (inchHere(tokens, i) ? UNIT_INCH : undefined) : namedUnit(word ?? '');
  if (!unit) return null;
  // "m^2", "cm ^ 3"
  if (tokens[i + 1]?.text === '^') {
    const brace = tokens[i + 2]?.text === '{' ? 1 : 0;
    const power = tokens[i + 2 + brace]?.text;
    if (power === '2' || power === '3')
      return { unit: raised(unit, power === '2' ? 2 : 3), text: `${word}${power}`, end: i + 3 + 2 * brace };
  }
  const dot =
    tokens[i + 1]?.text === '.' &&
    tokens[i + 1].start === tokens[i].end &&
    word.length <= 3 &&
    tokens[i + 2]?.kind === 'number';
  return { unit, text: word, end: i + 1 + (dot ? 1 : 0) };
}

/** "45 in" is inches unless "in" goes on as a preposition: "2 in the box". */
const inchHere = (tokens: readonly Token[], i: number): boolean => {
  const next = tokens[i + 1];
  return (
    !next ||
    next.kind !== 'word' ||
    ['by', 'or', 'and', 'apart', 'away', 'tall', 'wide', 'long', 'high', 'x', 'from', 'to', 'between'].includes(
      next.text,
    )
  );
};

/** ' and " after a number are feet and inches, unless they close a quotation. */
function signUnit(tokens: readonly Token[], i: number, quoted: boolean): FoundUnit | null {
  const { text, start } = tokens[i];
  if (start !== tokens[i - 1]?.end) return text === '°' ? { unit: UNIT_DEGREE, text, end: i + 1 } : null;
  if (text === '°') return { unit: UNIT_DEGREE, text, end: i + 1 };
  if (text === '%') return { unit: UNIT_FOREIGN, text, end: i + 1 };
  if (text === "'" && tokens[i + 1]?.text === "'") return { unit: UNIT_INCH, text: '"', end: i + 2 };
  if (text === "'") return { unit: UNIT_FOOT, text, end: i + 1 };
  return text === '"' && !quoted ? { unit: UNIT_INCH, text, end: i + 1 } : null;
}

/** "40-50 cm", "40 cm to 0.5 m", "between 40 and 50 cm". */
function ranged(tokens: readonly Token[], i: number, first: Reading, quoted: boolean): Reading | null {
  const joint = tokens[first.end]?.text;
  if (joint === '±') return withTolerance(tokens, first, quoted);
  const between = joint === 'and' && ['between', 'from'].includes(wordBefore(tokens, i));
  if (joint !== '-' && joint !== 'to' && joint !== '~' && !between) return null;
  const second = measured(tokens, first.end + 1, quoted);
  if (second === null) return null;
  const unit = first.unit ?? second.unit;
  if (second.unit === null && first.unit !== null) return null;
  if (first.unit !== null && second.unit !== null && first.unit.quantity !== second.unit.quantity) return null;
  const factor =
    first.unit === null && second.unit !== null && second.unit.quantity !== 'foreign' ? second.unit.factor : 1;
  const range = [first.value * factor, second.value] as const;
  if (!(range[0] <= range[1])) return null;
  return {
    value: (range[0] + range[1]) / 2,
    unit,
    unitText: second.unitText,
    range,
    at: i,
    end: second.end,
    words: first.words || second.words,
  };
}

/** "45 ± 5 cm": the middle counts; the unit may stand behind the tolerance alone. */
function withTolerance(tokens: readonly Token[], first: Reading, quoted: boolean): Reading | null {
  const tolerance = measured(tokens, first.end + 1, quoted);
  if (tolerance === null) return null;
  const { unit, unitText, end } = tolerance;
  if (first.unit !== null || unit === null) return { ...first, end };
  return { ...first, value: first.value * (unit.quantity === 'foreign' ? 1 : unit.factor), unit, unitText, end };
}

/** "5 ft 11 in", "5'11", "1 m and 20 cm": what follows is the same quantity in a smaller unit. */
function compound(tokens: readonly Token[], first: Reading, quoted: boolean): Reading | null {
  if (first.unit?.quantity !== 'length') return null;
  const at = first.end + (tokens[first.end]?.text === 'and' || tokens[first.end]?.text === ',' ? 1 : 0);
  const second = tokens[at]?.kind === 'number' || tokens[at]?.kind === 'word' ? measured(tokens, at, quoted) : null;
  if (second === null || second.value < 0) return null;
  if (second.unit === null) {
    const feet = first.unit === UNIT_FOOT || first.unit.factor === UNIT_FOOT.factor;
    if (!feet || at !== first.end || second.value >= 12) return null;
    return { ...first, value: first.value + second.value * UNIT_INCH.factor, end: second.end };
  }
  if (second.unit.quantity !== 'length' || second.unit.factor >= first.unit.factor) return null;
  if (second.value >= first.unit.factor) return null;
  return {
    ...first,
    value: first.value + second.value,
    unitText: `${first.unitText} ${second.unitText}`,
    end: second.end,
  };
}

const wordBefore = (tokens: readonly Token[], i: number): string => {
  let k = i - 1;
  while (k >= 0 && ['~', 'about', 'approximately', 'around', 'roughly'].includes(tokens[k].text)) k--;
  return tokens[k]?.text ?? '';
};

const LIMITS = new Set([
  'than',
  'least',
  'most',
  'under',
  'over',
  'below',
  'above',
  'within',
  'exceeding',
  'maximum',
  'minimum',
  '<',
  '>',
  '≤',
  '≥',
]);
const CLOSE_TO = new Set(['just', 'slightly', 'little', 'bit', 'barely']);

/** "less than 10 cm" limits; "just under 10 cm" and "a little over 10 cm" estimate. */
function isBound(tokens: readonly Token[], i: number): boolean {
  let k = i - 1;
  while (k >= 0 && ['about', 'approximately', 'around', 'roughly', '='].includes(tokens[k].text)) k--;
  const word = tokens[k]?.text ?? '';
  if (word === 'to' && tokens[k - 1]?.text === 'up') return true;
  if (!LIMITS.has(word)) return false;
  return !(CLOSE_TO.has(tokens[k - 1]?.text) || (word === 'than' && CLOSE_TO.has(tokens[k - 2]?.text)));
}
