import { evenCategories, type CategoryLimits } from './even-categories.js';
import { COUNTER_QUOTA } from './heuristics.js';
import type { QuestionFacts } from './question-facts.js';

// SPEC §9.1 and §3.1 over a whole set: as many yes as no, no shortcut by the kind of "no", by the frame, by the pair of
// categories or by the camera's own view. Works on light entries, one per candidate; removes, never changes.

/** What the choice of a set needs to know of a candidate. */
export interface Entry extends QuestionFacts {
  /** Stable name of the candidate: decides the order of removal together with `order`. */
  readonly key: string;
  /** A hash of the key: chance without a generator, the same whatever else is in the set. */
  readonly order: number;
  /** Name of the list of wordings it is put in. */
  readonly form: string;
  /** What fills its blanks. */
  readonly fill: Readonly<Record<string, string>>;
  /**
   * Names the pair of this question and the same one of the scene's twin, whose answer is the other; null where there is
   * no such pair. Both are asked in the same words, or it is none.
   */
  readonly flip: string | null;
}

type PerView = (view: string) => Readonly<Record<string, number>>;

export interface BalanceLimits {
  /** Largest |yes − no| / all in a group. */
  readonly yesNo: number;
  /** Largest share of opposite-side among the no's. */
  readonly opposite: number;
  /** Allowed band of the share whose ego answer differs. */
  readonly egoDiffers: readonly [number, number];
  /** Largest |P(yes) − 0.5| of a category pair and direction, from `pairMin` questions on. */
  readonly pair: number;
  readonly pairMin: number;
  /** Counter-examples over SPEC's least share of them. */
  readonly counterOver: number;
  /** Largest part that one value may have of a quantity's questions, and how many are always let be. */
  readonly value: number;
  readonly valueMin: number;
  /** How far categories may lean to an answer. */
  readonly category: CategoryLimits;
}

/** SPEC's limits, a little tightened so that rounding never lands outside. */
export const BALANCE_LIMITS: BalanceLimits = {
  yesNo: 0.04,
  opposite: 0.74,
  egoDiffers: [0.43, 0.57],
  pair: 0.09,
  pairMin: 18,
  counterOver: 0.005,
  value: 0.25,
  valueMin: 10,
  category: { share: 0.06, slack: 1 },
};

/**
 * Chooses the largest balanced part it finds by removing one by one what exceeds a limit, latest in order first.
 * A pure function of the set of entries: their order on input does not matter.
 *
 * @param perView most questions of a view, by kind
 * @returns the keys that stay
 */
export function balance(
  entries: readonly Entry[],
  perView: PerView,
  limits: BalanceLimits = BALANCE_LIMITS,
): Set<string> {
  // What flips in a twin comes first: it goes last.
  const sorted = [...entries].sort(
    (a, b) => Number(a.flip === null) - Number(b.flip === null) || a.order - b.order || (a.key < b.key ? -1 : 1),
  );
  const kept = new Set(sorted);
  // Each split by itself: its wordings are its own, and none of them may lean to an answer.
  const groups = groupBy(
    sorted.filter((e) => e.group !== null),
    (e) => `${e.group} ${e.split}`,
  );
  const pairs = groupBy(
    sorted.filter((e) => e.pair !== null),
    (e) => `${e.pair}`,
  );
  const quotas = groupBy(
    sorted.filter((e) => e.heuristic?.quota),
    (e) => `${String(e.heuristic?.kind)}`,
  );
  const topics = groupBy(
    sorted.filter((e) => e.group !== null || e.options !== null),
    (e) => `${e.topic} ${String(e.options !== null)} ${e.split}`,
  );
  const quantities = groupBy(
    sorted.filter((e) => e.value !== null),
    (e) => `${e.topic} ${String(e.value?.definition)}`,
  );

  // Each pass only removes, so this ends; most sets need two or three passes.
  for (let before = -1; before !== kept.size;) {
    before = kept.size;
    for (const topic of topics) evenCategories(topic, kept, limits.category);
    for (const pair of pairs) balancePair(pair, kept, limits);
    for (const group of groups) balanceGroup(group, kept, limits);
    for (const quota of quotas) keepQuota(quota, kept, limits);
    for (const quantity of quantities) flatten(quantity, kept, limits);
    if (before === kept.size) capPerView(sorted, kept, perView);
  }
  return new Set([...kept].map((entry) => entry.key));
}

/** Only once everything else is balanced: what is over the budget may be just what balance removes anyway. */
function capPerView(sorted: readonly Entry[], kept: Set<Entry>, perView: PerView): void {
  const used = new Map<string, number>();
  const budgets = new Map([...new Set(sorted.map(({ view }) => view))].map((view) => [view, perView(view)]));
  for (const entry of sorted) {
    if (!kept.has(entry)) continue;
    const key = `${entry.view} ${entry.kind}`;
    const n = used.get(key) ?? 0;
    if (n >= (budgets.get(entry.view)?.[entry.kind] ?? 0)) kept.delete(entry);
    else used.set(key, n + 1);
  }
}

function balancePair(entries: readonly Entry[], kept: Set<Entry>, limits: BalanceLimits): void {
  const alive = entries.filter((e) => kept.has(e));
  const yes = alive.filter((e) => e.answer);
  const no = alive.filter((e) => !e.answer);
  const larger = yes.length > no.length ? yes : no;
  const smaller = Math.min(yes.length, no.length);
  const tooMany = () => {
    const n = larger.length + smaller;
    return n >= limits.pairMin && larger.length / n - 0.5 > limits.pair;
  };
  while (tooMany()) kept.delete(larger.pop() as Entry);
}

/** SPEC §9.6: where a guess from the image's layout would be right too often, questions it is right about go. */
function keepQuota(entries: readonly Entry[], kept: Set<Entry>, limits: BalanceLimits): void {
  const alive = entries.filter((e) => kept.has(e));
  const easy = alive.filter((e) => !e.heuristic?.counter);
  const counter = alive.length - easy.length;
  const [{ heuristic }] = entries;
  const least = heuristic === null ? 0 : COUNTER_QUOTA[heuristic.kind] + limits.counterOver;
  while (easy.length > 0 && counter < least * (counter + easy.length)) kept.delete(easy.pop() as Entry);
}

/** Values within about an eighth of each other are one answer to whoever guesses. */
const BINS_PER_DECADE = 10;
/** How far above an even share of few values one of them may be. */
const EVEN = 1.25;

/** SPEC §9.3: no value of a quantity is so common that it can be guessed. */
function flatten(entries: readonly Entry[], kept: Set<Entry>, limits: BalanceLimits): void {
  const bins = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (!kept.has(entry)) continue;
    const bin = binOf(entry.value?.number ?? 0);
    const list = bins.get(bin);
    if (list) list.push(entry);
    else bins.set(bin, [entry]);
  }
  // Few values cannot have a small part each; one value alone says nothing at all.
  const part = bins.size < 2 ? 0 : Math.max(limits.value, EVEN / bins.size);
  let all = [...bins.values()].reduce((sum, { length }) => sum + length, 0);
  for (;;) {
    const largest = [...bins.values()].reduce((a, b) => (b.length > a.length ? b : a), []);
    if (largest.length <= Math.max(limits.valueMin, part * all)) return;
    kept.delete(largest.pop() as Entry);
    all--;
  }
}

/** Whole numbers (counts, hours) have a bin of their own each, zero too. */
const binOf = (value: number): string =>
  Number.isInteger(value)
    ? `whole ${value}`
    : `${value < 0 ? '-' : ''}${Math.round(Math.log10(Math.abs(value)) * BINS_PER_DECADE)}`;

/** Cells of one group: every entry of a cell is worth the same to the limits. */
interface Cell {
  readonly answer: boolean;
  readonly opposite: boolean;
  readonly egoDiffers: boolean | null;
  readonly alive: Entry[];
}

function balanceGroup(entries: readonly Entry[], kept: Set<Entry>, limits: BalanceLimits): void {
  const cells: Cell[] = [];
  for (const entry of entries) {
    if (!kept.has(entry)) continue;
    let cell = cells.find(
      (c) => c.answer === entry.answer && c.opposite === entry.opposite && c.egoDiffers === entry.egoDiffers,
    );
    if (!cell)
      cells.push((cell = { answer: entry.answer, opposite: entry.opposite, egoDiffers: entry.egoDiffers, alive: [] }));
    cell.alive.push(entry);
  }
  const count = (test: (cell: Cell) => boolean) => cells.reduce((sum, c) => sum + (test(c) ? c.alive.length : 0), 0);
  const drop = (test: (cell: Cell) => boolean) => {
    const from = cells
      .filter((c) => test(c) && c.alive.length > 0)
      .reduce((a, b) => (b.alive.length > a.alive.length ? b : a));
    kept.delete(from.alive.pop() as Entry);
  };
  for (;;) {
    const yes = count((c) => c.answer);
    const no = count((c) => !c.answer);
    const opposite = count((c) => !c.answer && c.opposite);
    const differs = count((c) => c.egoDiffers === true);
    const same = count((c) => c.egoDiffers === false);
    const answerSurplus = yes + no > 0 && Math.abs(yes - no) > limits.yesNo * (yes + no);
    const share = differs + same > 0 ? differs / (differs + same) : 0.5;
    if (share > limits.egoDiffers[1])
      drop((c) => c.egoDiffers === true && (!answerSurplus || c.answer === yes > no || onlyOne(c, cells, true)));
    else if (share < limits.egoDiffers[0])
      drop((c) => c.egoDiffers === false && (!answerSurplus || c.answer === yes > no || onlyOne(c, cells, false)));
    else if (opposite > 0 && opposite / no > limits.opposite) drop((c) => !c.answer && c.opposite);
    else if (answerSurplus) drop((c) => c.answer === yes > no);
    else return;
  }
}

/** Whether no cell of the surplus answer has this ego relation left, so that the other answer must give. */
const onlyOne = (cell: Cell, cells: readonly Cell[], differs: boolean): boolean =>
  !cells.some((c) => c.answer !== cell.answer && c.egoDiffers === differs && c.alive.length > 0);

function groupBy(entries: readonly Entry[], keyOf: (entry: Entry) => string): Entry[][] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return [...groups.keys()].sort().map((key) => groups.get(key) as Entry[]);
}
