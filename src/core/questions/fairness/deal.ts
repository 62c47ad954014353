import { hashString } from '../../random.js';
import type { Manner } from '../language/express-answer.js';
import { stylesOf } from '../language/express-answer.js';
import type { Language } from '../language/language.js';
import type { AnswerStyle } from '../language/language-file.js';
import { styleShares, type SpeechRules } from '../language/speech.js';
import { formOf, wordingsFor } from '../language/wordings.js';
import type { Entry } from './balance.js';

/** How a chosen candidate is put into words. */
export interface Dealt extends Manner {
  /** Id of its wording. */
  readonly wording: string;
  /** Of a choice: the options in the order asked, as indices into the candidate's own; null for other answers. */
  readonly order: readonly number[] | null;
}

/**
 * Deals wordings, styles and places of options out in turn, each answer apart, so that none of them leans to an
 * answer (SPEC §9.1, §9.2). A pure function of the set of entries.
 *
 * @returns by candidate key
 */
export function deal(entries: readonly Entry[], language: Language, rules: SpeechRules): Map<string, Dealt> {
  const sorted = [...entries].sort((a, b) => a.order - b.order || (a.key < b.key ? -1 : 1));
  const turns = new Map<string, number>();
  const turn = (hand: string): number => {
    const n = turns.get(hand) ?? 0;
    turns.set(hand, n + 1);
    return n;
  };
  const places = new Map<string, number>();
  const dealt = new Map<string, Dealt>();
  const pairs = pairsOf(sorted);
  for (const entry of sorted) {
    // The two of a pair are asked in the same words: the first of them has drawn for both.
    const other = dealt.get(pairs.get(entry.key) ?? '');
    if (other) {
      dealt.set(entry.key, other);
      continue;
    }
    const form = formOf(language, entry.form);
    // A pair is a yes and a no in one: it has turns of its own.
    const answer = pairs.has(entry.key) ? 'pair' : entry.group === null ? '' : String(entry.answer);
    const hand = `${entry.form} ${entry.split} ${answer}`;
    const hasImplicit = form.wordings.some(({ label }) => label === 'implicit');
    const implicit = hasImplicit && comesUp(turn(`implicit ${hand}`), rules.implicit);
    const wordings = wordingsFor(form, { split: entry.split, implicit });
    const styles = stylesOf(language, form, entry.isDerived);
    const shares = styleShares(rules).filter(([style]) => styles.includes(style));
    const wording = wordings[turn(`wording ${implicit} ${hand}`) % wordings.length].id;
    const style = shareOut(shares, turn(`style ${entry.split} ${styles.join()} ${entry.group ?? ''} ${answer}`));
    dealt.set(entry.key, {
      wording,
      style,
      // A derivation is told in metres: its answer must follow from it.
      units: style !== 'chainOfThought' && chance(entry.key, 'units') < rules.imperial ? 'imperial' : 'metric',
      rounding: chance(entry.key, 'rounding') < rules.human ? 'human' : 'digits',
      order:
        entry.options === null ? null : orderOf(entry.key, entry.options, placeFor(entry, entry.options.count, places)),
    });
  }
  return dealt;
}

/** The other of each pair whose two are both there, by key. */
function pairsOf(entries: readonly Entry[]): Map<string, string> {
  const waiting = new Map<string, string>();
  const pairs = new Map<string, string>();
  for (const { key, flip } of entries) {
    if (flip === null) continue;
    const other = waiting.get(flip);
    if (other === undefined) waiting.set(flip, key);
    else pairs.set(key, other).set(other, key);
  }
  return pairs;
}

/**
 * The place of the right option: where the form has had it least often, of those where all forms together have. By forms
 * alone, the many that occur once or twice would all begin at the first place.
 */
function placeFor({ form, key }: Entry, count: number, used: Map<string, number>): number {
  const uses = (hand: string, place: number) => used.get(`${hand} ${count} ${place}`) ?? 0;
  const places = Array.from({ length: count }, (_, place) => place);
  const lean = (place: number) => hashString(`place ${place} ${key}`);
  const [best] = places.sort((a, b) => uses(form, a) - uses(form, b) || uses('', a) - uses('', b) || lean(a) - lean(b));
  for (const hand of [form, '']) used.set(`${hand} ${count} ${best}`, uses(hand, best) + 1);
  return best;
}

/** Whether the n-th of many is one of a share that is spread evenly over them. */
const comesUp = (n: number, share: number): boolean =>
  Math.floor((n + 1) * share + 1e-9) > Math.floor(n * share + 1e-9);

/** The style of the n-th: always the one that is furthest behind its share. */
function shareOut(shares: readonly [AnswerStyle, number][], n: number): AnswerStyle {
  const total = shares.reduce((sum, [, share]) => sum + share, 0);
  if (total <= 0) return 'short';
  const period = 20;
  // Drawn by golden-ratio steps through the shares: no style keeps pace with the turns of the wordings.
  const at = ((n * 0.618033988749895 + 1 / period) % 1) * total;
  let reached = 0;
  for (const [style, share] of shares) {
    reached += share;
    if (at < reached) return style;
  }
  return shares[0][0];
}

/** The right option in its place, the others in an order of their own. */
function orderOf(key: string, { count, correct }: NonNullable<Entry['options']>, place: number): number[] {
  const others = Array.from({ length: count }, (_, i) => i)
    .filter((i) => i !== correct)
    .sort((a, b) => hashString(`${key} ${a}`) - hashString(`${key} ${b}`) || a - b);
  return [...others.slice(0, place), correct, ...others.slice(place)];
}

/** Uniform in [0, 1), the same for a key whatever else is asked. */
const chance = (key: string, what: string): number => hashString(`${what} ${key}`) / 2 ** 32;
