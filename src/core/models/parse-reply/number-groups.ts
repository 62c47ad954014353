import type { Token } from './tokens.js';

// Coordinates as replies hold them: numbers grouped by brackets, JSON keys, tags or lines. The reader forgives what
// models leave out (closing brackets, quotes, commas) and knows nothing of scales.

/** Numbers that belong together, in the order written. */
export interface NumberGroup {
  readonly values: readonly number[];
  /** Names of the numbers where every one has its own ("x", "y"), in small letters. */
  readonly names: readonly string[] | null;
  /** The JSON key the group is the value of, in small letters: "point_2d". */
  readonly key: string | null;
  /** Each number was followed by "%". */
  readonly percent: boolean;
  /** A bracket that closes it was written. */
  readonly closed: boolean;
  /** Index of its first number's token. */
  readonly at: number;
}

const OPENING = '([{';
const CLOSING = ')]}';
/** Words between a group's numbers that do not change what they are. */
const HARMLESS = new Set(['and', 'about', 'approximately', 'px', 'pixels', 'x', 'y', 'z', 'd', 'depth', 'm']);

interface Frame {
  readonly opening: string;
  readonly key: string | null;
  values: number[];
  names: (string | null)[];
  percents: number;
  words: number;
  at: number;
}

/** Brackets nested deeper than this are read as if they were not there. */
const MAX_DEPTH = 100;
/** Keys whose values are words, whatever digits these hold. */
const LABELS = new Set([
  'label',
  'name',
  'text',
  'alt',
  'description',
  'object',
  'category',
  'caption',
  'reason',
  'id',
]);

/**
 * Groups of numbers, in order of their end. A bracket that directly holds numbers is a group; of nested ones each is.
 * Numbers outside brackets are grouped by line.
 */
export function numberGroups(tokens: readonly Token[]): readonly NumberGroup[] {
  const groups: NumberGroup[] = [];
  const stack: Frame[] = [frame('', null)];
  let name: string | null = null;
  let deeper = 0;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    const top = stack[stack.length - 1];
    if (token.kind === 'number') {
      if (top.values.length === 0) top.at = i;
      top.values.push(token.value);
      top.names.push(name);
      if (tokens[i + 1]?.text === '%') top.percents++;
      name = null;
    } else if (token.kind === 'word') {
      const named = namesNext(tokens, i);
      if (named) name = token.text;
      else if (NOT_FINITE.has(token.text)) {
        top.values.push(NaN);
        top.names.push(name);
      } else if (!HARMLESS.has(token.text)) top.words++;
    } else if (OPENING.includes(token.text)) {
      if (stack.length > MAX_DEPTH) deeper++;
      else stack.push(frame(token.text, name));
      name = null;
    } else if (CLOSING.includes(token.text)) {
      if (deeper > 0) deeper--;
      else if (stack.length > 1) emit(groups, stack.pop() as Frame, true);
      name = null;
    } else if (token.text === ',') name = null;
    else if (token.text === '"' && name !== null && LABELS.has(name) && tokens[i - 1]?.text === ':') {
      while (i + 1 < tokens.length && tokens[i + 1].text !== '"' && tokens[i + 1].kind !== 'line') i++;
      i++;
      name = null;
    } else if (token.kind === 'line' && stack.length === 1) {
      emit(groups, top, true);
      stack[0] = frame('', null);
    }
  }
  while (stack.length > 0) {
    const left = stack.pop() as Frame;
    emit(groups, left, left.opening === '');
  }
  return groups;
}

const NOT_FINITE = new Set(['nan', 'inf', 'infinity']);

const frame = (opening: string, key: string | null): Frame => ({
  opening,
  key,
  values: [],
  names: [],
  percents: 0,
  words: 0,
  at: -1,
});

/** `x: 0.5`, `"x": 0.5`, `x=0.5`, `"point_2d": [` */
function namesNext(tokens: readonly Token[], i: number): boolean {
  let k = i + 1;
  if (tokens[k]?.text === '"' || tokens[k]?.text === "'") k++;
  return tokens[k]?.text === ':' || tokens[k]?.text === '=';
}

function emit(
  groups: NumberGroup[],
  { opening, key, values, names, percents, words, at }: Frame,
  closed: boolean,
): void {
  if (values.length === 0) return;
  const allNamed = names.every((n) => n !== null);
  // Prose with two numbers in it is no pair of coordinates; an object may hold a label beside its numbers.
  if (words > 0 && !allNamed && opening !== '{') return;
  groups.push({
    values,
    names: allNamed ? (names as string[]) : null,
    key,
    percent: percents === values.length,
    closed,
    at,
  });
}
