import type { Maybe } from './fuzzy.ts';
import type { Lexicon, QuestionRecord } from './types.ts';
import type { View } from './view.ts';
import type { Body, World } from './world.ts';
import { deltaE2000 } from './colour.ts';
import { leastPixels } from './constants.ts';
import { direction } from './directions.ts';
import { near } from './arrangement.ts';
import { on } from './contact.ts';
import { atLeast, n4 } from './fuzzy.ts';
import { inside } from './inside.ts';
import { obbVolume, volumeOf } from './metric.ts';

// SPEC §2: a phrase must name exactly one object. Read back here from its words alone.

export const phrasesOf = (q: QuestionRecord): Readonly<Record<string, string>> => q.phrases ?? q.objects.phrases ?? {};

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
const LARGEST = new Set(['largest', 'biggest']);
const SMALLEST = new Set(['smallest']);

export interface Reading {
  readonly noun: string;
  readonly categories: ReadonlySet<string>;
  /** Words before the noun. */
  readonly before: readonly string[];
  /** What follows it. */
  readonly after: string;
}

/** Names in the lexicon and the categories each matches. */
function names(lexicon: Lexicon): Map<string, Set<string>> {
  const table = new Map<string, Set<string>>();
  const enter = (name: string, category: string): void => {
    table.set(name.toLowerCase(), (table.get(name.toLowerCase()) ?? new Set()).add(category));
  };
  for (const [category, list] of Object.entries(lexicon.nouns)) for (const name of list) enter(name, category);
  for (const [name, list] of Object.entries(lexicon.hypernyms ?? {}))
    for (const category of list) enter(name, category);
  return table;
}

const PREPOSITIONS =
  /\b(from|on|in|inside|to|next|left|right|behind|near|under|above|below|with|marked|between|closest|nearest|that|which)\b/;

/** The noun is the longest known name that ends before the first preposition. */
export function readPhrase(phrase: string, lexicon: Lexicon): Reading | null {
  const text = phrase
    .toLowerCase()
    .replace(/^(the|a|an) /, '')
    .trim();
  const table = names(lexicon);
  const cut = PREPOSITIONS.exec(text)?.index ?? text.length;
  const head = text.slice(0, cut).replace(/,/g, ' ').trim();
  const after = text.slice(cut).trim();
  let best: { name: string; before: string } | null = null;
  for (const name of table.keys())
    if (head === name || head.endsWith(` ${name}`))
      if (!best || name.length > best.name.length)
        best = { name, before: head.slice(0, head.length - name.length).trim() };
  if (!best) return null;
  return {
    noun: best.name,
    categories: table.get(best.name) ?? new Set(),
    before: best.before.split(/\s+/).filter(Boolean),
    after,
  };
}

export interface Uniqueness {
  /** 0 refutes the phrase. */
  readonly holds: Maybe | null;
  readonly why: string;
}

/** Does `phrase` name the object, and it alone, among what this view shows? null: words this program cannot read. */
export function unique(
  world: World,
  view: View,
  id: number,
  phrase: string,
  lexicon: Lexicon,
  profile: string,
): Uniqueness {
  const reading = readPhrase(phrase, lexicon);
  if (!reading) return { holds: null, why: 'no known noun' };
  const body = world.body(id);
  if (!reading.categories.has(body.record.category))
    return { holds: 0, why: `"${reading.noun}" does not name a ${body.record.category}` };
  const least = 0.2 * leastPixels(profile, view.width, view.height);
  let members = world.bodies.filter(
    (b) => reading.categories.has(b.record.category) && (b.id === id || (view.seen(b.id)?.pixels ?? 0) >= least),
  );
  const colours = lexicon.colours ?? {};
  const materials = new Set(world.bodies.map((b) => b.record.attributes.material.toLowerCase()));
  let ordinal: string | null = null;
  for (const word of reading.before) {
    if (colours[word]) {
      if (body.record.attributes.colour !== word)
        return { holds: 0, why: `${id} is ${body.record.attributes.colour}, not ${word}` };
      if (members.length === 1) continue;
      if (body.record.colourConfidence < 0.8 - 1e-6)
        return { holds: 0, why: `colour confidence ${n4(body.record.colourConfidence)}` };
      const close = members.find(
        (b) => b.id !== id && deltaE2000(b.record.colourLab, body.record.colourLab) < 20 - 1e-6,
      );
      if (close)
        return { holds: 0, why: `ΔE ${n4(deltaE2000(close.record.colourLab, body.record.colourLab))} to ${close.id}` };
      members = [body];
    } else if (materials.has(word)) {
      if (body.record.attributes.material !== word)
        return { holds: 0, why: `${id} is ${body.record.attributes.material}, not ${word}` };
      members = members.filter((b) => b.record.attributes.material === word);
    } else if (LARGEST.has(word) || SMALLEST.has(word)) {
      const small = SMALLEST.has(word);
      const bySize = [obbVolume, volumeOf].map((volume) => {
        const own = volume(body);
        const ratios = members.filter((b) => b.id !== id).map((b) => (small ? volume(b) / own : own / volume(b)));
        return Math.min(Infinity, ...ratios);
      });
      if (bySize.every((ratio) => atLeast(ratio, 1.5) === 0))
        return { holds: 0, why: `volume ratio ${bySize.map(n4).join(' or ')} to the runner-up` };
      members = [body];
    } else if (ORDINALS.includes(word) || word === 'leftmost' || word === 'rightmost') ordinal = word;
    else return { holds: null, why: `word "${word}"` };
  }
  const side =
    /^from the (left|right)$/.exec(reading.after)?.[1] ?? (ordinal?.endsWith('most') ? ordinal.slice(0, -4) : null);
  if (side) {
    const sorted = [...members].sort(
      (a, b) => (view.seen(a.id)?.centroid[0] ?? 0) - (view.seen(b.id)?.centroid[0] ?? 0),
    );
    if (side === 'right') sorted.reverse();
    const place = ordinal && ORDINALS.includes(ordinal) ? ORDINALS.indexOf(ordinal) : 0;
    if (sorted[place]?.id !== id)
      return { holds: 0, why: `number ${place + 1} from the ${side} is ${sorted[place]?.id}` };
    const seen = sorted.map((b) => view.seen(b.id)).filter((s) => s !== null);
    const gaps = seen.slice(1).map((s, i) => Math.abs(s.centroid[0] - seen[i].centroid[0]));
    if (Math.min(...gaps) < 0.02 * view.width - 1)
      return { holds: 0, why: `centroids ${n4(Math.min(...gaps))} px apart` };
    const vs = seen.map((s) => s.centroid[1]);
    const mean = seen.reduce((sum, s) => sum + s.box[3] - s.box[1], 0) / seen.length;
    if (Math.max(...vs) - Math.min(...vs) > 0.5 * mean + 1)
      return { holds: 0, why: `row spread ${n4(Math.max(...vs) - Math.min(...vs))} px, mean height ${n4(mean)}` };
    return { holds: 1, why: '' };
  }
  if (ordinal) return { holds: null, why: `word "${ordinal}"` };
  if (reading.after) return relation(world, view, body, members, reading.after, lexicon, profile);
  if (members.length === 1) return { holds: 1, why: '' };
  return {
    holds: 0,
    why: `also ${members
      .filter((b) => b.id !== id)
      .map((b) => `${b.id} (${b.record.attributes.colour} ${b.record.category}, ${view.seen(b.id)?.pixels} px)`)
      .join(', ')}`,
  };
}

const RELATIONS: readonly (readonly [RegExp, string])[] = [
  [/^(?:that is |which is )?(?:inside|in) (.+)$/, 'inside'],
  [/^(?:that is |which is )?(?:on top of|on) (.+)$/, 'on'],
  [/^(?:that is |which is )?(?:near|close to) (.+)$/, 'near'],
  [/^(?:that is |which is )?(?:to the left of|left of) (.+)$/, 'left'],
  [/^(?:that is |which is )?(?:to the right of|right of) (.+)$/, 'right'],
  [/^(?:that is |which is )?behind (.+)$/, 'behind'],
  [/^(?:that is |which is )?in front of (.+)$/, 'front'],
];

/** A relation to a unique object: T for the one meant, F for all others of its name. */
function relation(
  world: World,
  view: View,
  body: Body,
  members: readonly Body[],
  after: string,
  lexicon: Lexicon,
  profile: string,
): Uniqueness {
  const found = [...RELATIONS].reverse().find(([pattern]) => pattern.test(after)) ?? null;
  const to = found && found[0].exec(after)?.[1];
  if (!found || !to) return { holds: null, why: `"${after}"` };
  const anchors = world.bodies.filter(
    (b) => unique(world, view, b.id, to, lexicon, profile).holds === 1 && (view.seen(b.id)?.pixels ?? 0) > 0,
  );
  if (anchors.length !== 1) return { holds: 0, why: `"${to}" names ${anchors.length} objects` };
  const anchor = anchors[0].id;
  const judge = (a: number) => {
    switch (found[1]) {
      case 'inside':
        return inside(world, a, anchor);
      case 'on':
        return on(world, a, anchor);
      case 'near':
        return near(world, a, anchor, profile);
      default:
        return direction(world, view, { kind: 'ego' }, found[1] as 'left', a, anchor, profile);
    }
  };
  if (judge(body.id).t === 0) return { holds: 0, why: `${body.id} ${found[1]} ${anchor}: ${judge(body.id).note}` };
  const other = members.find((b) => b.id !== body.id && b.id !== anchor && judge(b.id).f === 0);
  if (other) return { holds: 0, why: `${other.id} ${found[1]} ${anchor} is not F: ${judge(other.id).note}` };
  return { holds: 1, why: '' };
}
