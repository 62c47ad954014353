import { blindScore, type BlindGuess, type BlindScore } from './blind-classifier.js';
import { blindGuessesOf, toldByWords } from './blind-rule.js';
import type { Heuristic } from './heuristics.js';
import { twinPairs, type AnsweredQuestion, type TwinPairs } from './check-set.js';
import { leakageOf, type Leakage, type SceneOutline } from './leakage.js';

// What the balance of a set comes to, as figures: for the page of `vantage balance`, and for whoever reads its JSON.

/** Questions of one topic (type, direction, frame) with one kind of answer. */
export interface TopicRow {
  readonly topic: string;
  readonly kind: string;
  readonly answer: string;
  readonly n: number;
  readonly train: number;
  readonly test: number;
  /** Share of yes; null for other answers. */
  readonly yes: number | null;
  /** Of the no's, those of the opposite side; null where there are none. */
  readonly opposite: number | null;
  /** Of those with an answer of the camera's own, the share that differs from it. */
  readonly egoDiffers: number | null;
  /** What a classifier without eyes gets right, and what guessing would. */
  readonly blind: BlindScore | null;
  /** The same of a classifier trained on the other split. */
  readonly across: BlindScore | null;
}

export interface MetricRow {
  readonly definition: string;
  readonly n: number;
  /** Questions in each bin of the values' logarithm, four a decade. */
  readonly bins: readonly { readonly from: number; readonly to: number; readonly n: number }[];
  readonly median: number;
  /** Always answering the training median: share within [50, 200] % of the truth, and within 10 %. */
  readonly medianWithinHalf: number;
  readonly medianWithinTenth: number;
}

export interface BlindScores {
  readonly yesNo: BlindScore;
  readonly choice: BlindScore;
}

export interface BalanceReport {
  readonly questions: number;
  readonly scenes: number;
  readonly views: number;
  readonly twins: { readonly scenes: number; readonly share: number; readonly asked: TwinPairs };
  readonly leakage: Leakage;
  readonly topics: readonly TopicRow[];
  /** Over five folds by scene; and trained on the training split, tested on the test split. */
  readonly blind: BlindScores & { readonly acrossSplits: BlindScores };
  /** One sentence for each relation that words alone tell (SPEC §9.3). */
  readonly told: readonly string[];
  /** Choices by number of options: how often each place is the right one. */
  readonly places: readonly { readonly options: number; readonly n: number; readonly shares: readonly number[] }[];
  readonly heuristics: readonly {
    readonly kind: Heuristic['kind'];
    readonly profile: string;
    readonly n: number;
    /** Share of questions for which a guess from the image's layout is wrong. */
    readonly counter: number;
    /** Whether SPEC holds that share to a least value. */
    readonly quota: boolean;
  }[];
  readonly metrics: readonly MetricRow[];
  readonly styles: Readonly<Record<string, number>>;
  readonly labels: Readonly<Record<string, number>>;
  /** Wordings of yes/no questions: [questions, share of yes]. */
  readonly wordings: readonly (readonly [number, number])[];
  /** Yes/no questions by how clear their answer is: from 1 (just enough) up. */
  readonly margins: readonly { readonly from: number; readonly to: number; readonly n: number }[];
}

/** Bands of the margin ratio. */
export const MARGIN_BANDS = [0, 0.5, 1, 1.25, 1.5, 2, 3, 5, 10.001] as const;
const BINS_PER_DECADE = 4;

export function balanceReport(
  questions: readonly AnsweredQuestion[],
  scenes: readonly SceneOutline[],
  views: number,
): BalanceReport {
  const guesses = blindGuessesOf(questions);
  const [guessOf, acrossOf] = [guesses.folds, guesses.across].map(
    (list) => new Map(list.map((guess) => [guess.key, guess])),
  );
  const scoreOf = (map: ReadonlyMap<string, BlindGuess>, test: (q: AnsweredQuestion) => boolean) =>
    blindScore(questions.flatMap((q) => (test(q) ? (map.get(q.id) ?? []) : [])));
  const isYesNo = (q: AnsweredQuestion) => q.group !== null;
  const yesNo = questions.filter((q) => q.group !== null);
  const twins = scenes.filter(({ twinOf }) => twinOf !== null).length;
  return {
    questions: questions.length,
    scenes: scenes.length,
    views,
    twins: { scenes: twins, share: twins / (scenes.length - twins || 1), asked: twinPairs(questions) },
    leakage: leakageOf(questions, scenes),
    topics: grouped(questions, (q) => `${q.kind}|${q.topic}|${q.answerKind}`).map(([, list]) =>
      topicRow(list, guessOf, acrossOf),
    ),
    blind: {
      yesNo: scoreOf(guessOf, isYesNo),
      choice: scoreOf(guessOf, (q) => !isYesNo(q)),
      acrossSplits: {
        yesNo: scoreOf(acrossOf, (q) => isYesNo(q) && q.split === 'test'),
        choice: scoreOf(acrossOf, (q) => !isYesNo(q) && q.split === 'test'),
      },
    },
    told: toldByWords(questions, guesses),
    places: grouped(
      questions.filter((q) => q.options !== null),
      (q) => String(q.options?.count).padStart(2, '0'),
    ).map(([count, list]) => ({
      options: Number(count),
      n: list.length,
      shares: Array.from({ length: Number(count) }, (_, k) => share(list, (q) => q.options?.correct === k)),
    })),
    heuristics: grouped(
      questions.filter((q) => q.heuristic !== null),
      (q) => `${String(q.heuristic?.kind)} ${q.profile} ${String(q.heuristic?.quota)}`,
    ).map(([name, list]) => ({
      kind: list[0].heuristic?.kind ?? 'depth',
      profile: name.split(' ')[1],
      n: list.length,
      counter: share(list, (q) => q.heuristic?.counter === true),
      quota: list[0].heuristic?.quota === true,
    })),
    metrics: grouped(
      questions.filter((q) => q.value !== null && q.value.number > 0),
      (q) => q.value?.definition ?? '',
    ).map(([definition, list]) => metricRow(definition, list)),
    styles: counted(questions, (q) => q.style),
    labels: counted(questions, (q) => q.label),
    wordings: grouped(yesNo, (q) => q.template).map(([, list]) => [list.length, share(list, (q) => q.answer)] as const),
    margins: MARGIN_BANDS.slice(0, -1).map((from, i) => ({
      from,
      to: MARGIN_BANDS[i + 1],
      n: questions.filter((q) => q.marginRatio !== null && q.marginRatio >= from && q.marginRatio < MARGIN_BANDS[i + 1])
        .length,
    })),
  };
}

function topicRow(
  list: readonly AnsweredQuestion[],
  guessOf: ReadonlyMap<string, BlindGuess>,
  acrossOf: ReadonlyMap<string, BlindGuess>,
): TopicRow {
  const [{ topic, kind, answerKind }] = list;
  const isYesNo = list[0].group !== null;
  const no = list.filter((q) => !q.answer);
  const against = list.filter((q) => q.egoDiffers !== null);
  const guesses = list.flatMap((q) => guessOf.get(q.id) ?? []);
  const across = list.flatMap((q) => acrossOf.get(q.id) ?? []);
  return {
    topic,
    kind,
    answer: answerKind,
    n: list.length,
    train: list.filter((q) => q.split === 'train').length,
    test: list.filter((q) => q.split === 'test').length,
    yes: isYesNo ? share(list, (q) => q.answer) : null,
    opposite: isYesNo && no.some((q) => q.opposite) ? share(no, (q) => q.opposite) : null,
    egoDiffers: against.length === 0 ? null : share(against, (q) => q.egoDiffers === true),
    blind: guesses.length === 0 ? null : blindScore(guesses),
    across: across.length === 0 ? null : blindScore(across),
  };
}

function metricRow(definition: string, list: readonly AnsweredQuestion[]): MetricRow {
  const values = list.map((q) => q.value?.number ?? 0);
  const binOf = (value: number) => Math.floor(Math.log10(value) * BINS_PER_DECADE);
  const bins = values.map(binOf);
  const [low, high] = [Math.min(...bins), Math.max(...bins)];
  const train = list.filter((q) => q.split !== 'test').map((q) => q.value?.number ?? 0);
  const median = medianOf(train.length > 0 ? train : values);
  return {
    definition,
    n: list.length,
    bins: Array.from({ length: high - low + 1 }, (_, i) => ({
      from: 10 ** ((low + i) / BINS_PER_DECADE),
      to: 10 ** ((low + i + 1) / BINS_PER_DECADE),
      n: bins.filter((bin) => bin === low + i).length,
    })),
    median,
    medianWithinHalf: share(values, (value) => median >= 0.5 * value && median <= 2 * value),
    medianWithinTenth: share(values, (value) => Math.abs(median - value) <= 0.1 * value),
  };
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const share = <T>(list: readonly T[], test: (item: T) => boolean): number =>
  list.length === 0 ? 0 : list.filter(test).length / list.length;

function counted<T>(list: readonly T[], keyOf: (item: T) => string): Record<string, number> {
  return Object.fromEntries(grouped(list, keyOf).map(([key, all]) => [key, all.length]));
}

function grouped<T>(list: readonly T[], keyOf: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}
