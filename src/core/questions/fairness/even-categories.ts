import type { QuestionFacts } from './question-facts.js';

// What things are called must not say what is true of them: that a robot's base never touches anything, that a tray
// always does, that of four things the tray is the one on the table. SPEC §9.3 asks that words alone say next to nothing;
// taking away what a classifier guesses is blunt, so first the categories of each relation are evened.

export interface CategoryLimits {
  /** Largest |share of yes − 0.5| among the questions of a relation with one category in one place, or one pair. */
  readonly share: number;
  /** How many more of one answer than even are always let be. */
  readonly slack: number;
}

type Facts = Pick<QuestionFacts, 'group' | 'topic' | 'answer' | 'categories' | 'options'> & {
  readonly flip: string | null;
};

/** Questions of one relation that share a category in one place. */
interface Cell<T> {
  /** Sum of what its questions are off even: a yes +1/2, a no −1/2; an option that is right 1 − 1/k, one that is not −1/k. */
  sum: number;
  n: number;
  /** Options are few to a question, and each says more. */
  readonly isOption: boolean;
  readonly members: Set<T>;
}

interface Weight<T> {
  readonly cell: Cell<T>;
  readonly off: number;
}

/**
 * Removes from `kept` until no category, and no pair of them, leans to an answer in this relation: always from the cell
 * that leans most the question that helps most, the last in order of those that help alike. The two of a twin pair stay.
 *
 * @param entries of one relation (and one split), in order
 */
export function evenCategories<T extends Facts>(entries: readonly T[], kept: Set<T>, limits: CategoryLimits): void {
  const cells = new Map<string, Cell<T>>();
  const weights = new Map<T, readonly Weight<T>[]>();
  for (const entry of entries) {
    if (!kept.has(entry)) continue;
    const list = placesOf(entry).map(([name, off]) => {
      let cell = cells.get(name);
      if (!cell) cells.set(name, (cell = { sum: 0, n: 0, isOption: entry.group === null, members: new Set() }));
      cell.sum += off;
      cell.n++;
      cell.members.add(entry);
      return { cell, off };
    });
    weights.set(entry, list);
  }
  const stuck = new Set<Cell<T>>();
  for (;;) {
    const worst = mostOver(cells.values(), stuck, limits);
    if (worst === null) return;
    const gone = bestToRemove(worst, weights);
    if (gone === null) {
      stuck.add(worst);
      continue;
    }
    kept.delete(gone);
    for (const { cell, off } of weights.get(gone) ?? []) {
      cell.sum -= off;
      cell.n--;
      cell.members.delete(gone);
    }
  }
}

/** The cells that a question counts in, and by how much. */
function placesOf({ group, answer, categories, options }: Facts): (readonly [string, number])[] {
  if (group !== null) {
    const off = answer ? 0.5 : -0.5;
    const single = categories.map((category, i) => [`${i} ${category}`, off] as const);
    return categories.length === 2 ? [...single, [`pair ${categories.join(' ')}`, off]] : single;
  }
  if (options === null) return [];
  return options.categories.flatMap((category, k) => [
    [category ?? `"${options.texts[k]}"`, (k === options.correct ? 1 : 0) - 1 / options.count] as const,
  ]);
}

/** What an option that is right counts at most, of five; one such is always let be, or rare choices would all go. */
const ONE_RIGHT = 0.8;

function mostOver<T>(
  cells: Iterable<Cell<T>>,
  stuck: ReadonlySet<Cell<T>>,
  { share, slack }: CategoryLimits,
): Cell<T> | null {
  let worst: Cell<T> | null = null;
  let most = 1e-9;
  for (const cell of cells) {
    const over = Math.abs(cell.sum) - Math.max(cell.isOption ? ONE_RIGHT * slack : slack, share * cell.n);
    if (over <= most || stuck.has(cell)) continue;
    most = over;
    worst = cell;
  }
  return worst;
}

/** Null where all that could go are halves of twin pairs. */
function bestToRemove<T extends Facts>(
  { sum, members }: Cell<T>,
  weights: ReadonlyMap<T, readonly Weight<T>[]>,
): T | null {
  let best: T | null = null;
  let most = -Infinity;
  for (const entry of members) {
    if (entry.flip !== null) continue;
    const list = weights.get(entry) ?? [];
    const own = list.reduce((total, { cell, off }) => total + (cell.members === members ? off : 0), 0);
    if (own * sum <= 0) continue;
    const help = list.reduce((total, { cell, off }) => total + (off * cell.sum) / Math.sqrt(cell.n), 0);
    if (help < most) continue;
    most = help;
    best = entry;
  }
  return best;
}
