import { failure, success, type Result } from '../../result.js';
import type { Quantity } from '../answer-form.js';
import type { ParseFaultReason, ParsedAnswer } from './parsed-answer.js';
import { announced, firstSentence, givesUpAt } from './phrases.js';
import { readQuantities, type FoundQuantity } from './read-quantities.js';
import type { Token } from './tokens.js';

type NumberResult = Result<ParsedAnswer, ParseFaultReason>;
/** Of the quantities found in some tokens, those that could be the answer. */
type Wanted = (found: readonly FoundQuantity[], within: readonly Token[]) => readonly FoundQuantity[];

/** Conversions and roundings of one value, "18 inches (46 cm)", differ by less than this share. */
const SAME = 0.05;

const UNITS_WANTED: Readonly<Record<Exclude<Quantity, 'count' | 'clock'>, string>> = {
  length: 'a length',
  area: 'an area',
  volume: 'a volume',
  angle: 'an angle',
};

/**
 * The one value of the wanted quantity. A reply that names several, says which by announcing it ("the distance is
 * therefore …", "Answer: …") or by beginning with it; else it is contradictory. Limits ("less than 1 m") are no answer.
 *
 * @param bareFactor SI units of a number written without one; null when it needs one
 */
export function readMeasure(
  tokens: readonly Token[],
  quantity: keyof typeof UNITS_WANTED,
  bareFactor: number | null,
): NumberResult {
  const all = readQuantities(tokens);
  const wanted: Wanted = (list) => {
    const estimates = list.filter((q) => !q.bound);
    const withUnit = estimates.filter((q) => q.unit?.quantity === quantity);
    if (withUnit.length > 0 || bareFactor === null) return withUnit;
    return estimates
      .filter((q) => q.unit === null && !(q.words && q.value === 1))
      .map((q) => ({ ...q, value: q.value * bareFactor, range: q.range && scaledRange(q.range, bareFactor) }));
  };
  const chosen = settle(tokens, wanted, all);
  if (chosen) return chosen;
  if (givesUpAt(tokens) !== -1) return failure('unsure', 'The reply says that it cannot tell.');
  if (all.some((q) => q.bound && (q.unit === null || q.unit.quantity === quantity))) {
    return failure('no-answer', 'The reply gives a limit ("less than …"), not a value.');
  }
  if (all.some((q) => q.unit !== null)) {
    return failure('no-unit', `The reply gives numbers, but none with a unit of ${UNITS_WANTED[quantity]}.`);
  }
  if (all.length > 0)
    return failure('no-unit', `The reply gives a number without a unit; ${UNITS_WANTED[quantity]} needs one.`);
  if (tokens.some((t) => NOT_FINITE.has(t.text))) return notFinite();
  return failure('no-answer', 'The reply contains no number.');
}

const NOT_FINITE = new Set(['nan', 'inf', 'infinity', 'infinite']);
const notFinite = () => failure<ParseFaultReason>('not-finite', 'The reply gives a number that is not finite.');

const scaledRange = ([low, high]: readonly [number, number], factor: number) => [low * factor, high * factor] as const;

/** A whole number of things. "None", "no mugs" and "there are no …" are zero; lengths and percentages are no counts. */
export function readCount(tokens: readonly Token[]): NumberResult {
  const all = readQuantities(tokens);
  const wanted: Wanted = (list, within) => {
    const counts = list.filter((q) => !q.bound && q.unit === null && !isEnumerator(within, q));
    const certain = counts.filter((q) => !(q.words && q.value === 1));
    return certain.length > 0 ? certain : counts;
  };
  const chosen = settle(tokens, wanted, all);
  if (chosen?.ok && chosen.value.kind === 'number' && chosen.value.range !== null) {
    return failure('contradictory', 'The reply gives a range of counts.');
  }
  if (chosen) return chosen;
  if (tokens.some((t, i) => t.text === 'none' || t.text === 'zero' || isNoThings(tokens, i))) {
    return success({ kind: 'number', value: 0, unit: null, range: null });
  }
  if (givesUpAt(tokens) !== -1) return failure('unsure', 'The reply says that it cannot tell.');
  return failure('no-answer', 'The reply contains no count.');
}

/** An hour of the clock face, 12 for 0. */
export function readClock(tokens: readonly Token[]): NumberResult {
  const all = readQuantities(tokens);
  const isHour = (q: FoundQuantity) => {
    const after = tokens[q.end];
    if (after?.text === "o'clock" || after?.text === 'oclock') return true;
    if (after?.text === 'o' && /^'?clock$/.test(tokens[q.end + 1]?.text + (tokens[q.end + 2]?.text ?? ''))) return true;
    return after?.text === ':' && tokens[q.end + 1]?.text === '00';
  };
  const marked = all.filter(isHour);
  const candidates =
    marked.length > 0 ? marked : all.filter((q) => q.unit === null && !(q.words && q.value === 1 && all.length > 1));
  const hours = [...new Set(candidates.filter((q) => !q.bound).map((q) => q.value))];
  if (hours.length === 0) {
    if (givesUpAt(tokens) !== -1) return failure('unsure', 'The reply says that it cannot tell.');
    return failure('no-answer', 'The reply names no hour.');
  }
  const concluding = announced(tokens).flatMap((part) =>
    readQuantities(firstSentence(part)).filter((q) => q.unit === null),
  )[0];
  const hour = hours.length === 1 ? hours[0] : concluding?.value;
  if (hour === undefined || candidates.some((q) => q.range !== null)) {
    return failure('contradictory', 'The reply names more than one hour.');
  }
  if (!Number.isInteger(hour) || hour < 0 || hour > 12) {
    return failure('no-answer', `${hour} is no hour of a clock face.`);
  }
  return success({ kind: 'number', value: hour === 0 ? 12 : hour, unit: null, range: null });
}

/** The one value, from what is announced, else from a first sentence that is nothing but the value, else from the whole. */
function settle(tokens: readonly Token[], wanted: Wanted, all: readonly FoundQuantity[]): NumberResult | null {
  for (const part of announced(tokens)) {
    const sentence = firstSentence(part);
    const stated = wanted(readQuantities(sentence), sentence);
    const value = agreed(stated) ?? (stated.length > 0 ? lastOf(stated, part) : null);
    if (value) return found(value);
  }
  const values = wanted(all, tokens);
  if (values.length === 0) return null;
  const value = agreed(values) ?? opening(tokens, values);
  return value
    ? found(value)
    : failure(
        'contradictory',
        `The reply gives ${new Set(values.map((q) => q.value)).size} different values and does not say which is the answer.`,
      );
}

/** "10 cm + 35 cm = 45 cm": the last of a sum is its result. */
const lastOf = (values: readonly FoundQuantity[], tokens: readonly Token[]): FoundQuantity | null => {
  const last = values[values.length - 1];
  return tokens.some((t, i) => t.text === '=' && i < last.at) ? last : null;
};

function agreed(values: readonly FoundQuantity[]): FoundQuantity | null {
  const first = values[0];
  if (!first) return null;
  return values.every((q) => q.value === first.value || Math.abs(q.value - first.value) <= SAME * Math.abs(first.value))
    ? first
    : null;
}

/** Words with which a bare answer may begin. */
const PLAIN = new Set(
  "about around approximately approx roughly nearly almost it it's is its the distance height width depth length diameter volume angle estimate estimated".split(
    ' ',
  ),
);

function opening(tokens: readonly Token[], values: readonly FoundQuantity[]): FoundQuantity | null {
  const sentence = firstSentence(tokens);
  const value = agreed(values.filter((q) => q.end <= sentence.length));
  if (!value) return null;
  const before = sentence.slice(0, value.at).filter((t) => t.kind === 'word');
  return before.every((t) => PLAIN.has(t.text)) ? value : null;
}

function found({ value, unitText, range }: FoundQuantity): NumberResult {
  if (!Number.isFinite(value)) return notFinite();
  return success({ kind: 'number', value, unit: unitText, range });
}

/** "1." or "2)" at the head of a line numbers it. */
const isEnumerator = (tokens: readonly Token[], q: FoundQuantity): boolean => {
  const next = tokens[q.end];
  const heads = q.at === 0 || tokens[q.at - 1]?.kind === 'line';
  return (
    heads &&
    (next?.text === '.' || next?.text === ')') &&
    tokens[q.end + 1] !== undefined &&
    tokens[q.end + 1].kind === 'word'
  );
};

const isNoThings = (tokens: readonly Token[], i: number): boolean =>
  tokens[i].text === 'no' &&
  tokens[i + 1]?.kind === 'word' &&
  tokens[i + 1].text !== 'idea' &&
  tokens[i + 1].text !== 'way';
