import { failure, success, type Result } from '../../result.js';
import type { ParseFaultReason, ParsedAnswer } from './parsed-answer.js';
import { announced, firstSentence, givesUpAt } from './phrases.js';
import type { Token } from './tokens.js';

const YES = new Set(['yes', 'yeah', 'yep', 'yup']);
const NO = new Set(['no', 'nope', 'nah']);
/** Verdicts only where they end their clause, "not" before them turning them round: "that is not correct." */
const ADJECTIVES: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['correct', true],
  ['affirmative', true],
  ['false', false],
  ['incorrect', false],
  ['negative', false],
]);
const NEGATIONS = new Set(['not', "isn't", "n't", 'never']);
const JOINING = new Set(['or', 'and', '/', 'nor', '|']);

/** What a verdict "no" can be followed by; before any other word it is part of a phrase: "no object", "no doubt". */
const AFTER_NO = new Set(
  'it the there this that these those they he she i we you its because since as not a an based from in if when according due'.split(
    ' ',
  ),
);

interface Verdict {
  readonly value: boolean;
  readonly at: number;
  /** Begins a sentence or line. */
  readonly leads: boolean;
}

/**
 * The first clear verdict. Giving up before it, a verdict asked rather than given ("yes?"), and sentences that begin
 * with the opposite verdict leave the reply unparsable; so does a restatement of the question without yes or no.
 */
export function readYesNo(tokens: readonly Token[]): Result<ParsedAnswer, ParseFaultReason> {
  const { verdicts, pair } = verdictsOf(tokens);
  const gaveUp = givesUpAt(tokens);
  const concluded = conclusion(tokens);
  const first = verdicts[0];
  if (concluded !== null) {
    if (first && first.leads && first.at <= 2 && first.value !== concluded) return bothWays();
    return success({ kind: 'yes-no', value: concluded });
  }
  if (!first) {
    const letter = onlyWord(tokens);
    if (letter === 'y' || letter === 'n') return success({ kind: 'yes-no', value: letter === 'y' });
    if (gaveUp !== -1) return failure('unsure', 'The reply says that it cannot tell.');
    if (pair) return bothWays();
    return failure('no-answer', 'The reply contains neither yes nor no.');
  }
  if (gaveUp !== -1 && gaveUp < first.at) return failure('unsure', 'The reply says that it cannot tell.');
  if (verdicts.some((v) => v.leads && v.value !== first.value)) return bothWays();
  return success({ kind: 'yes-no', value: first.value });
}

const bothWays = () => failure<ParseFaultReason>('contradictory', 'The reply says both yes and no.');

/** The verdict of the last sentence that announces one; null when none does, or when it gives up there. */
function conclusion(tokens: readonly Token[]): boolean | null {
  for (const part of announced(tokens)) {
    const sentence = firstSentence(part);
    const { verdicts } = verdictsOf(sentence);
    if (verdicts.length > 0 && verdicts.every((v) => v.value === verdicts[0].value)) return verdicts[0].value;
  }
  return null;
}

function verdictsOf(tokens: readonly Token[]): { verdicts: Verdict[]; pair: boolean } {
  const verdicts: Verdict[] = [];
  let pair = false;
  for (let i = 0; i < tokens.length; i++) {
    const value = verdictAt(tokens, i);
    if (value === null) continue;
    const other = pairedWith(tokens, i);
    if (other !== -1) {
      pair = true;
      i = other;
      continue;
    }
    if (nextSign(tokens, i) === '?') continue;
    verdicts.push({ value, at: i, leads: leadsSentence(tokens, i) });
  }
  return { verdicts, pair };
}

function verdictAt(tokens: readonly Token[], i: number): boolean | null {
  const { kind, text } = tokens[i];
  if (kind !== 'word') return null;
  const isPair = JOINING.has(tokens[i + 1]?.text) && isOpposite(tokens[i + 2]?.text, text);
  if (YES.has(text)) return true;
  if (NO.has(text)) return isPair || text !== 'no' || standsAlone(tokens, i) ? false : null;
  const adjective = ADJECTIVES.get(text);
  if (adjective === undefined) return null;
  if (isPair) return adjective;
  const next = tokens[i + 1];
  if (next && next.kind !== 'line' && next.kind !== 'sign') return null;
  return NEGATIONS.has(tokens[i - 1]?.text) ? !adjective : adjective;
}

/** Index of the opposite verdict that stands right behind: "yes or no", "yes/no", "yes, no"; -1 where there is none. */
function pairedWith(tokens: readonly Token[], i: number): number {
  const joined = JOINING.has(tokens[i + 1]?.text);
  const other = i + (joined || tokens[i + 1]?.text === ',' ? 2 : 1);
  if (!isOpposite(tokens[other]?.text, tokens[i].text)) return -1;
  return joined || verdictAt(tokens, other) !== null ? other : -1;
}

function standsAlone(tokens: readonly Token[], i: number): boolean {
  const next = tokens[i + 1];
  if (!next || next.kind === 'line') return true;
  if (next.kind === 'word') return AFTER_NO.has(next.text);
  if (next.kind === 'number') return false;
  // "no-one", "No. 3"
  if (next.text === '-' && next.start === tokens[i].end) return false;
  return !(next.text === '.' && tokens[i + 2]?.kind === 'number');
}

const isOpposite = (a: string | undefined, b: string): boolean =>
  a !== undefined &&
  ((YES.has(a) && NO.has(b)) ||
    (NO.has(a) && YES.has(b)) ||
    (ADJECTIVES.has(a) && ADJECTIVES.has(b) && ADJECTIVES.get(a) !== ADJECTIVES.get(b)));

/** The first sign behind a word that is neither a quote nor emphasis. */
function nextSign(tokens: readonly Token[], i: number): string | undefined {
  let k = i + 1;
  while (k < tokens.length && (tokens[k].text === '"' || tokens[k].text === '*' || tokens[k].text === "'")) k++;
  return tokens[k]?.kind === 'sign' ? tokens[k].text : undefined;
}

function leadsSentence(tokens: readonly Token[], i: number): boolean {
  let k = i - 1;
  while (k >= 0 && tokens[k].kind === 'sign' && '"\'*_(['.includes(tokens[k].text)) k--;
  return k < 0 || tokens[k].kind === 'line' || (tokens[k].kind === 'sign' && '.!?:;'.includes(tokens[k].text));
}

function onlyWord(tokens: readonly Token[]): string | null {
  const words = tokens.filter((t) => t.kind === 'word' || t.kind === 'number');
  return words.length === 1 ? words[0].text : null;
}
