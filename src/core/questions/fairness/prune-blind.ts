import type { Language } from '../language/language.js';
import { formOf, wordingById } from '../language/wordings.js';
import type { Entry } from './balance.js';
import {
  blindGuesses,
  blindScore,
  blindTransfer,
  type BlindGuess,
  type BlindSample,
  type BlindScore,
} from './blind-classifier.js';
import { blindSample } from './blind-samples.js';
import type { Dealt } from './deal.js';

// SPEC §9.3: where words alone give answers away, the questions that do so go. The idea of pruning by what a blind
// model gets right is that of Test-set Stress-Test (TsT, Brown et al. 2025).

/** SPEC's limits, tightened so that another classifier's luck does not land outside. */
export const BLIND_LIMITS = { yesNo: 0.54, overChance: 0.04 } as const;

/** Share of a kind's questions that go at a time, at least. */
const STEP = 0.02;
/** Fewer questions than this of a kind tell nothing. */
const MIN_SAMPLES = 200;
const MAX_ROUNDS = 25;

export interface BlindFinding {
  readonly yesNo: BlindScore;
  readonly choice: BlindScore;
}

/**
 * Chooses, asks a blind classifier, takes away what it was surest of and right about, and chooses again, until it is at
 * chance (within the limits).
 *
 * @param choose a set from the entries that are left
 */
export function pruneBlind(
  entries: readonly Entry[],
  language: Language,
  choose: (left: readonly Entry[]) => Map<string, Dealt>,
): {
  readonly chosen: Map<string, Dealt>;
  readonly pruned: number;
  readonly first: BlindFinding;
  readonly last: BlindFinding;
} {
  let left = entries;
  let first: BlindFinding | null = null;
  for (let round = 0; ; round++) {
    const chosen = choose(left);
    const samples = samplesOf(left, chosen, language);
    const guesses = guessesOf(samples.map(({ sample }) => sample));
    const across = acrossSplits(samples);
    const last = { yesNo: blindScore(guesses.yesNo), choice: blindScore(guesses.choice) };
    first ??= last;
    // The two of a pair have the same words and different answers: nobody tells them apart without the image.
    const paired = new Set(left.filter(({ flip }) => flip !== null).map(({ key }) => key));
    const gone = new Set([
      ...surest(guesses.yesNo, last.yesNo, BLIND_LIMITS.yesNo - 0.5),
      ...surest(guesses.choice, last.choice, BLIND_LIMITS.overChance),
      ...leakyTopics(left, [...guesses.yesNo, ...guesses.choice]),
      ...surest(across.yesNo, blindScore(across.yesNo), BLIND_LIMITS.yesNo - 0.5),
      ...surest(across.choice, blindScore(across.choice), BLIND_LIMITS.overChance),
      ...leakyTopics(left, [...across.yesNo, ...across.choice]),
    ]);
    for (const key of paired) gone.delete(key);
    spareRare(gone, left, chosen);
    if (gone.size === 0 || round === MAX_ROUNDS) return { chosen, pruned: entries.length - left.length, first, last };
    left = left.filter(({ key }) => !gone.has(key));
  }
}

/** As many questions of a topic stay, whatever words say of them: a set without "which is the tallest?" is none. */
const LEAST_OF_TOPIC = 24;

/** Takes back what would leave less than that of a topic, the least sure first; over all the limit is kept by the others. */
function spareRare(gone: Set<string>, entries: readonly Entry[], chosen: ReadonlyMap<string, Dealt>): void {
  const asked = new Map<string, string[]>();
  for (const { key, topic, options } of entries) {
    if (!chosen.has(key)) continue;
    const name = `${topic} ${String(options !== null)}`;
    const list = asked.get(name);
    if (list) list.push(key);
    else asked.set(name, [key]);
  }
  const order = new Map([...gone].map((key, i) => [key, i]));
  for (const keys of asked.values()) {
    const going = keys.filter((key) => gone.has(key));
    const over = Math.max(0, keys.length - LEAST_OF_TOPIC);
    // `gone` has the surest first.
    going.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
    for (const key of going.slice(over)) gone.delete(key);
  }
}

/** Fewer questions of one topic than this say nothing of it. */
const MIN_OF_TOPIC = 24;
/** From this many on no luck is allowed for. */
const LUCKLESS = 400;

/**
 * One relation can give itself away while the whole set is at chance ("would the sofa fit on the plate?"): each topic
 * with questions enough keeps to the limit too. The luck of small numbers (one standard deviation) is allowed as far as
 * it is more than that of LUCKLESS questions.
 */
function leakyTopics(entries: readonly Entry[], guesses: readonly BlindGuess[]): string[] {
  const topicOf = new Map(entries.map(({ key, topic, options }) => [key, `${topic} ${String(options !== null)}`]));
  const byTopic = new Map<string, BlindGuess[]>();
  for (const guess of guesses) {
    const topic = topicOf.get(guess.key) ?? '';
    const list = byTopic.get(topic);
    if (list) list.push(guess);
    else byTopic.set(topic, [guess]);
  }
  return [...byTopic.values()].flatMap((list) => {
    const luck = Math.max(0, 0.5 / Math.sqrt(list.length) - 0.5 / Math.sqrt(LUCKLESS));
    return surest(list, blindScore(list), BLIND_LIMITS.overChance + luck, MIN_OF_TOPIC);
  });
}

/** The right guesses to take away so that accuracy comes down to the limit, the surest first. */
function surest(
  guesses: readonly BlindGuess[],
  { n, accuracy, chance }: BlindScore,
  margin: number,
  least = MIN_SAMPLES,
): string[] {
  if (n < least || accuracy <= chance + margin) return [];
  const excess = (accuracy - chance - margin) * n;
  const count = Math.ceil(Math.max(excess, STEP * n));
  return guesses
    .filter(({ correct }) => correct)
    .sort((a, b) => b.confidence - a.confidence || (a.key < b.key ? -1 : 1))
    .slice(0, count)
    .map(({ key }) => key);
}

interface Guesses {
  readonly yesNo: BlindGuess[];
  readonly choice: BlindGuess[];
}

const isYesNo = ({ features }: BlindSample): boolean => features.length === 1;
const isChoice = ({ features }: BlindSample): boolean => features.length > 1;

/** Yes/no and choices, each by a classifier of its own. */
export const guessesOf = (samples: readonly BlindSample[]): Guesses => ({
  yesNo: blindGuesses(samples.filter(isYesNo)),
  choice: blindGuesses(samples.filter(isChoice)),
});

/** The same, trained on one list and tested on the other. */
export const transferOf = (train: readonly BlindSample[], test: readonly BlindSample[]): Guesses => ({
  yesNo: blindTransfer(train.filter(isYesNo), test.filter(isYesNo)),
  choice: blindTransfer(train.filter(isChoice), test.filter(isChoice)),
});

interface SplitSample {
  readonly split: Entry['split'];
  readonly sample: BlindSample;
}

/** Each split guessed by a classifier that was trained on the other. */
function acrossSplits(samples: readonly SplitSample[]): Guesses {
  const [train, test] = ['train', 'test'].map((split) =>
    samples.filter((s) => s.split === split).map(({ sample }) => sample),
  );
  const [there, back] = [transferOf(train, test), transferOf(test, train)];
  return { yesNo: [...there.yesNo, ...back.yesNo], choice: [...there.choice, ...back.choice] };
}

function samplesOf(entries: readonly Entry[], chosen: ReadonlyMap<string, Dealt>, language: Language): SplitSample[] {
  return entries.flatMap((entry) => {
    const dealt = chosen.get(entry.key);
    if (!dealt) return [];
    const wording = wordingById(formOf(language, entry.form), dealt.wording);
    const text = [wording?.text ?? '', ...Object.values(entry.fill)].join(' ');
    const sample = blindSample(entry.key, asDealt(entry, dealt), text);
    return sample === null ? [] : [{ split: entry.split, sample }];
  });
}

/** With the options in the order in which they are asked. */
function asDealt(entry: Entry, { order }: Dealt): Entry {
  const { options } = entry;
  if (options === null || order === null) return entry;
  return {
    ...entry,
    options: {
      count: options.count,
      correct: order.indexOf(options.correct),
      texts: order.map((i) => options.texts[i]),
      categories: order.map((i) => options.categories[i]),
    },
  };
}
