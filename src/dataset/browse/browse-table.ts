import type { BrowseColumns } from '../index/browse-columns.js';
import { binned, type Binned } from './bins.js';
import { countPassing, type TableOverview } from './count-passing.js';
import { markedViews, type MarkedViews } from './marked-views.js';
import type { Marks } from './marks.js';
import { PASSES, passStates, type PassStates } from './pass-states.js';
import { asksQuestions, type TableFilter, type TableSort } from './table-filter.js';

// All that a dataset's images are chosen by, in memory: a pass a column counts every facet, where SQL would group all
// questions once for each. What it costs at 100,000 images: `npm run bench -- studio-scroll`.

export interface TableTile {
  readonly view: string;
  readonly seed: number;
  readonly split: string;
  readonly questions: number;
  readonly minMargin: number | null;
  readonly twin: boolean;
  readonly excluded: boolean;
  readonly tags: string[];
}

/** Selections remembered: a grid asks for the same one again and again. */
const KEPT_SELECTIONS = 4;

interface Selection {
  /** Numbers of views that pass, in order. */
  readonly order: Uint32Array;
  /** Questions that pass, by view. */
  readonly questions: Uint32Array;
  /** Least margin of them, NaN where there is none. */
  readonly minMargin: Float32Array;
}

export class BrowseTable {
  private known: ReadonlyMap<string, number> | null = null;
  private readonly bins: Binned;
  private readonly selections = new Map<string, Selection>();
  private marked: MarkedViews;
  /** Of the filter asked for last: its counts and its images are asked for one after the other. */
  private last: { readonly filter: string; readonly states: PassStates } | null = null;

  constructor(
    private readonly columns: BrowseColumns,
    private readonly marks: Marks,
  ) {
    this.bins = binned(columns.questions);
    this.marked = this.readMarks();
  }

  /** Counts by every facet, each with the choices of all the others. */
  overview(filter: TableFilter): TableOverview {
    return countPassing(this.columns, this.bins, this.marked, this.states(filter), asksQuestions(filter));
  }

  /** Ids of all views that pass, in order. */
  ids(filter: TableFilter, sort: TableSort = 'stored'): string[] {
    return Array.from(this.select(filter, sort).order, (view) => this.columns.views.ids[view]);
  }

  tiles(filter: TableFilter, sort: TableSort, from: number, count: number): TableTile[] {
    const { order, questions, minMargin } = this.select(filter, sort);
    const { ids, seeds, splits, twins } = this.columns.views;
    return Array.from(order.subarray(from, from + count), (view) => ({
      view: ids[view],
      seed: seeds[view],
      split: splits.dictionary[splits.codes[view]],
      questions: questions[view],
      minMargin: Number.isFinite(minMargin[view]) ? minMargin[view] : null,
      twin: twins[view] === 1,
      excluded: this.marked.excluded[view] === 1,
      tags: [...this.marks.tags].filter(([, tagged]) => tagged.has(ids[view])).map(([tag]) => tag),
    }));
  }

  /** Whether a view is one of this dataset's. */
  has(view: string): boolean {
    return this.numbers.has(view);
  }

  /** To be called when marks have changed. */
  marksChanged(): void {
    this.marked = this.readMarks();
    this.selections.clear();
    this.last = null;
  }

  private readMarks(): MarkedViews {
    return markedViews(this.marks, this.columns.views.ids.length, (id) => this.numbers.get(id));
  }

  /** Numbers of views by id; made when the first mark asks. */
  private get numbers(): ReadonlyMap<string, number> {
    return (this.known ??= new Map(this.columns.views.ids.map((id, k) => [id, k])));
  }

  private states(filter: TableFilter): PassStates {
    const key = JSON.stringify(filter);
    if (this.last?.filter !== key) this.last = { filter: key, states: passStates(this.columns, this.marked, filter) };
    return this.last.states;
  }

  private select(filter: TableFilter, sort: TableSort): Selection {
    const key = JSON.stringify([filter, sort]);
    const kept = this.selections.get(key);
    if (kept) return kept;
    const states = this.states(filter);
    const { questions, minMargin } = perView(this.columns, states.questions);
    const asks = asksQuestions(filter);
    const order = Uint32Array.from(questions.keys()).filter(
      (view) => states.views[view] === PASSES && (questions[view] > 0 || (!asks && (states.found?.[view] ?? 1) === 1)),
    );
    if (sort === 'questions') order.sort((a, b) => questions[b] - questions[a] || a - b);
    if (sort === 'margin') {
      const rank = minMargin.map((margin) => (Number.isNaN(margin) ? Infinity : margin));
      order.sort((a, b) => (rank[a] === rank[b] ? a - b : rank[a] - rank[b]));
    }
    const selection = { order, questions, minMargin };
    this.selections.set(key, selection);
    if (this.selections.size > KEPT_SELECTIONS) this.selections.delete([...this.selections.keys()][0]);
    return selection;
  }
}

/** Questions that pass and the least of their margins, by view. */
function perView({ views, questions: { views: viewOf, margin } }: BrowseColumns, states: Uint8Array) {
  const questions = new Uint32Array(views.ids.length);
  const minMargin = new Float32Array(views.ids.length).fill(NaN);
  for (let q = 0; q < viewOf.length; q++) {
    if (states[q] !== PASSES) continue;
    const view = viewOf[q];
    questions[view]++;
    const value = margin[q];
    if (!(minMargin[view] <= value) && !Number.isNaN(value)) minMargin[view] = value;
  }
  return { questions, minMargin };
}
