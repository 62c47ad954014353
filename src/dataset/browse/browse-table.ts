import type { DatasetIndex, QuestionFacts, ViewFacts } from '../sqlite-index.js';
import type { Marks } from './marks.js';

// All that a dataset's images are chosen by, in columns in memory: one pass counts every facet, where SQL would group
// all questions once for each. What it costs at 100,000 images: `npm run bench -- studio-scroll`.

export const QUESTION_FACETS = ['set', 'kind', 'type', 'frame', 'answer'] as const;
type QuestionFacet = (typeof QUESTION_FACETS)[number];
export const VIEW_FACETS = ['split', 'twin', 'excluded', 'tag'] as const;
type ViewFacet = (typeof VIEW_FACETS)[number];
export type Facet = QuestionFacet | ViewFacet;

export const BINS = {
  margin: [0, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5, 6, 8, 10],
  distance: [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5, 7],
  visibility: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
} as const;
export type Measure = keyof typeof BINS;
export const MEASURES = Object.keys(BINS) as Measure[];

export interface TableFilter {
  readonly facets: { readonly [facet in Facet]?: readonly string[] | undefined };
  /** From (included) to (excluded). */
  readonly ranges: { readonly [measure in Measure]?: readonly [number, number] | undefined };
  readonly search: string;
}

export type TableSort = 'stored' | 'margin' | 'questions';

export interface TableOverview {
  readonly images: number;
  readonly questions: number;
  readonly facets: Readonly<Record<Facet, { value: string; count: number }[]>>;
  readonly histograms: Readonly<Record<Measure, { edges: number[]; counts: number[]; missing: number }>>;
  readonly balance: { type: string; frame: string; yes: number; no: number }[];
}

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

/** Most distinct values of a facet that are told; the rest only count in the totals. */
const MAX_VALUES = 200;
/** Selections remembered: a grid asks for the same one again and again. */
const KEPT_SELECTIONS = 4;

interface Selection {
  /** Rows of views that pass, in order. */
  readonly order: Uint32Array;
  /** Questions that pass, by view row. */
  readonly questions: Uint32Array;
  /** Least margin of them, NaN where there is none. */
  readonly minMargin: Float32Array;
}

export class BrowseTable {
  private readonly views: ViewFacts[] = [];
  private readonly rowOf = new Map<string, number>();
  private readonly viewOf: Uint32Array;
  private readonly columns: Readonly<Record<QuestionFacet, Column>>;
  private readonly subjects: Column;
  private readonly references: Column;
  private readonly measures: Readonly<Record<Measure, Float32Array>>;
  private readonly bins: Readonly<Record<Measure, Uint8Array>>;
  private readonly count: number;
  private readonly selections = new Map<string, Selection>();

  constructor(
    views: Iterable<ViewFacts>,
    questions: Iterable<QuestionFacts>,
    private readonly marks: Marks,
  ) {
    for (const view of views) {
      this.rowOf.set(view.id, this.views.length);
      this.views.push(view);
    }
    const viewOf = new Growing((n) => new Uint32Array(n));
    const column = () => new Column();
    this.columns = { set: column(), kind: column(), type: column(), frame: column(), answer: column() };
    this.subjects = column();
    this.references = column();
    const measures = MEASURES.map(() => new Growing((n) => new Float32Array(n)));
    for (const row of questions) {
      const view = this.rowOf.get(row[0]);
      if (view === undefined) continue;
      viewOf.push(view);
      for (let k = 0; k < QUESTION_FACETS.length; k++) this.columns[QUESTION_FACETS[k]].push(row[k + 1]);
      this.subjects.push(row[6]);
      this.references.push(row[7]);
      // A number of somebody else's may be none, or beyond all bounds.
      for (let k = 0; k < 3; k++) measures[k].push(typeof row[8 + k] === 'number' ? (row[8 + k] as number) : NaN);
    }
    this.viewOf = viewOf.done();
    this.count = this.viewOf.length;
    const [margin, distance, visibility] = measures.map((values) => values.done());
    this.measures = { margin, distance, visibility };
    this.bins = {
      margin: binned(margin, BINS.margin),
      distance: binned(distance, BINS.distance),
      visibility: binned(visibility, BINS.visibility),
    };
  }

  static load(index: DatasetIndex, marks: Marks): BrowseTable {
    return new BrowseTable(index.allViews(), index.allQuestions(), marks);
  }

  /** Counts by every facet, each with the choices of all the others. */
  overview(filter: TableFilter): TableOverview {
    const { viewOf, count, views } = this;
    const viewTest = this.viewTest(filter);
    const allowed = QUESTION_FACETS.map((facet) => this.columns[facet].allowed(filter.facets[facet]));
    const codes = QUESTION_FACETS.map((facet) => this.columns[facet].codes());
    const counts = QUESTION_FACETS.map((facet) => new Uint32Array(this.columns[facet].values.length));
    const ranges = MEASURES.map((measure) => filter.ranges[measure]);
    const binCounts = MEASURES.map((measure) => new Uint32Array(BINS[measure].length + 1));
    const searched = this.searched(filter.search);
    const splitCounts = new Map<string, number>();
    const asksQuestions = this.asksQuestions(filter);
    const passing = new Uint8Array(views.length);
    // Views with a question that passes everything but the facets of views.
    const reached = new Uint8Array(views.length);
    const yes = this.columns.answer.code('yes');
    const no = this.columns.answer.code('no');
    const frames = this.columns.frame.values.length;
    const yesNo = new Map<number, [number, number]>();
    let total = 0;
    for (let q = 0; q < count; q++) {
      const view = viewOf[q];
      const viewFails = viewTest.fails[view];
      if (viewFails > 1) continue;
      if (searched && searched.views[view] === 0 && !searched.about(q)) continue;
      let failures = 0;
      let failed = -1;
      for (let k = 0; k < 5; k++) {
        const set = allowed[k];
        if (set !== null && set[codes[k][q]] === 0) {
          failures++;
          failed = k;
        }
      }
      for (let k = 0; k < 3; k++) {
        const range = ranges[k];
        if (range === undefined) continue;
        const value = this.measures[MEASURES[k]][q];
        if (!(value >= range[0] && value < range[1])) {
          failures++;
          failed = 5 + k;
        }
      }
      if (failures === 0) {
        reached[view] = 1;
        if (viewTest.splitFails[view] === viewFails) {
          const { split } = views[view];
          splitCounts.set(split, (splitCounts.get(split) ?? 0) + 1);
        }
      }
      if (failures > 1 || viewFails > 0) continue;
      for (let k = 0; k < 5; k++) if (failures === 0 || failed === k) counts[k][codes[k][q]]++;
      for (let k = 0; k < 3; k++) if (failures === 0 || failed === 5 + k) binCounts[k][this.bins[MEASURES[k]][q]]++;
      if (failures > 0) continue;
      total++;
      passing[view] = 1;
      const answer = codes[4][q];
      if (answer === yes || answer === no) {
        const key = codes[2][q] * frames + codes[3][q];
        const entry = yesNo.get(key) ?? [0, 0];
        entry[answer === yes ? 0 : 1]++;
        yesNo.set(key, entry);
      }
    }
    if (!asksQuestions)
      for (let row = 0; row < views.length; row++) {
        if (searched && searched.views[row] === 0) continue;
        reached[row] = 1;
        if (viewTest.fails[row] === 0) passing[row] = 1;
      }
    const facets = {} as Record<Facet, { value: string; count: number }[]>;
    for (const [k, facet] of QUESTION_FACETS.entries())
      facets[facet] = listed(this.columns[facet].values.map((value, code) => [value, counts[k][code]]));
    facets.split = listed([...splitCounts]);
    Object.assign(facets, this.viewFacets(filter, reached, viewTest));
    return {
      images: sum(passing),
      questions: total,
      facets,
      histograms: Object.fromEntries(
        MEASURES.map((measure, k) => {
          const all = [...binCounts[k]];
          return [measure, { edges: [...BINS[measure]], counts: all.slice(0, -1), missing: all[all.length - 1] }];
        }),
      ) as TableOverview['histograms'],
      balance: [...yesNo]
        .map(([key, [y, n]]) => ({
          type: this.columns.type.values[Math.floor(key / frames)],
          frame: this.columns.frame.values[key % frames],
          yes: y,
          no: n,
        }))
        .sort((a, b) => b.yes + b.no - (a.yes + a.no)),
    };
  }

  /** Ids of all views that pass, in order. */
  ids(filter: TableFilter, sort: TableSort = 'stored'): string[] {
    return Array.from(this.select(filter, sort).order, (row) => this.views[row].id);
  }

  tiles(filter: TableFilter, sort: TableSort, from: number, count: number): TableTile[] {
    const { order, questions, minMargin } = this.select(filter, sort);
    return Array.from(order.subarray(from, from + count), (row) => {
      const { id, seed, split, twin } = this.views[row];
      const margin = minMargin[row];
      return {
        view: id,
        seed,
        split,
        questions: questions[row],
        minMargin: Number.isFinite(margin) ? margin : null,
        twin: twin === 1,
        excluded: this.marks.excluded.has(id),
        tags: [...this.marks.tags].filter(([, views]) => views.has(id)).map(([tag]) => tag),
      };
    });
  }

  /** Whether a view is one of this dataset's. */
  has(view: string): boolean {
    return this.rowOf.has(view);
  }

  /** To be called when marks have changed. */
  marksChanged(): void {
    this.selections.clear();
  }

  private select(filter: TableFilter, sort: TableSort): Selection {
    const key = JSON.stringify([filter, sort]);
    const kept = this.selections.get(key);
    if (kept) return kept;
    const { viewOf, count, views } = this;
    const { fails } = this.viewTest(filter);
    const searched = this.searched(filter.search);
    const allowed = QUESTION_FACETS.map((facet) => this.columns[facet].allowed(filter.facets[facet]));
    const codes = QUESTION_FACETS.map((facet) => this.columns[facet].codes());
    const questions = new Uint32Array(views.length);
    const minMargin = new Float32Array(views.length).fill(NaN);
    outer: for (let q = 0; q < count; q++) {
      const view = viewOf[q];
      if (fails[view] > 0 || (searched && searched.views[view] === 0 && !searched.about(q))) continue;
      for (let k = 0; k < 5; k++) {
        const set = allowed[k];
        if (set !== null && set[codes[k][q]] === 0) continue outer;
      }
      for (const measure of MEASURES) {
        const range = filter.ranges[measure];
        const value = this.measures[measure][q];
        if (range !== undefined && !(value >= range[0] && value < range[1])) continue outer;
      }
      questions[view]++;
      const margin = this.measures.margin[q];
      if (!(minMargin[view] <= margin) && !Number.isNaN(margin)) minMargin[view] = margin;
    }
    const asks = this.asksQuestions(filter);
    const rows: number[] = [];
    for (let row = 0; row < views.length; row++)
      if (fails[row] === 0 && (questions[row] > 0 || (!asks && (!searched || searched.views[row] === 1))))
        rows.push(row);
    if (sort === 'questions') rows.sort((a, b) => questions[b] - questions[a] || a - b);
    if (sort === 'margin') {
      const rank = (row: number) => (Number.isNaN(minMargin[row]) ? Infinity : minMargin[row]);
      rows.sort((a, b) => (rank(a) === rank(b) ? a - b : rank(a) - rank(b)));
    }
    const selection = { order: Uint32Array.from(rows), questions, minMargin };
    this.selections.set(key, selection);
    if (this.selections.size > KEPT_SELECTIONS) this.selections.delete([...this.selections.keys()][0]);
    return selection;
  }

  private asksQuestions({ facets, ranges }: TableFilter): boolean {
    return (
      QUESTION_FACETS.some((facet) => (facets[facet]?.length ?? 0) > 0) ||
      MEASURES.some((measure) => ranges[measure] !== undefined)
    );
  }

  /** How many facets of views each view fails, and how many of them the split alone. */
  private viewTest({ facets }: TableFilter): { fails: Uint8Array; splitFails: Uint8Array } {
    const fails = new Uint8Array(this.views.length);
    const splitFails = new Uint8Array(this.views.length);
    for (const facet of VIEW_FACETS) {
      const chosen = facets[facet];
      if (!chosen || chosen.length === 0) continue;
      for (let row = 0; row < this.views.length; row++) {
        if (this.valuesOf(facet, row).some((value) => chosen.includes(value))) continue;
        fails[row]++;
        if (facet === 'split') splitFails[row]++;
      }
    }
    return { fails, splitFails };
  }

  private valuesOf(facet: ViewFacet, row: number): string[] {
    const view = this.views[row];
    switch (facet) {
      case 'split':
        return [view.split];
      case 'twin':
        return [view.twin === 1 ? 'twin' : 'original'];
      case 'excluded':
        return [this.marks.excluded.has(view.id) ? 'excluded' : 'kept'];
      case 'tag':
        return [...this.marks.tags].filter(([, views]) => views.has(view.id)).map(([tag]) => tag);
    }
  }

  private viewFacets(
    { facets }: TableFilter,
    reached: Uint8Array,
    { fails }: { fails: Uint8Array },
  ): Record<'twin' | 'excluded' | 'tag', { value: string; count: number }[]> {
    const count = (facet: 'twin' | 'excluded' | 'tag') => {
      const chosen = facets[facet] ?? [];
      const found = new Map<string, number>();
      for (let row = 0; row < this.views.length; row++) {
        if (reached[row] === 0 || fails[row] > 1) continue;
        const values = this.valuesOf(facet, row);
        const failsThis = chosen.length > 0 && !values.some((value) => chosen.includes(value));
        if (fails[row] > (failsThis ? 1 : 0)) continue;
        for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
      }
      return listed([...found]);
    };
    return { twin: count('twin'), excluded: count('excluded'), tag: count('tag') };
  }

  private searched(search: string): { views: Uint8Array; about: (q: number) => boolean } | null {
    const text = search.trim().toLowerCase();
    if (text === '') return null;
    const views = Uint8Array.from(this.views, ({ id, seed }) => (id.includes(text) || String(seed) === text ? 1 : 0));
    const subjects = this.subjects.containing(text);
    const references = this.references.containing(text);
    const a = this.subjects.codes();
    const b = this.references.codes();
    return { views, about: (q) => subjects[a[q]] === 1 || references[b[q]] === 1 };
  }
}

/** Values as numbers of a list. */
class Column {
  readonly values: string[] = [];
  private readonly known = new Map<string, number>();
  private readonly growing = new Growing((n) => new Uint16Array(n));
  private filled: Uint16Array | null = null;

  push(value: unknown): void {
    const text = String(value ?? '').slice(0, 200);
    let code = this.known.get(text);
    if (code === undefined) {
      // A column of that many values is no facet; what is beyond counts as one.
      if (this.values.length >= 65_000) code = this.known.get(this.values[0]) ?? 0;
      else {
        code = this.values.length;
        this.values.push(text);
        this.known.set(text, code);
      }
    }
    this.growing.push(code);
  }

  codes(): Uint16Array {
    return (this.filled ??= this.growing.done() as Uint16Array);
  }

  code(value: string): number {
    return this.known.get(value) ?? -1;
  }

  /** 1 for each value that is chosen; null: all. */
  allowed(chosen: readonly string[] | undefined): Uint8Array | null {
    if (!chosen || chosen.length === 0) return null;
    return Uint8Array.from(this.values, (value) => (chosen.includes(value) ? 1 : 0));
  }

  containing(text: string): Uint8Array {
    return Uint8Array.from(this.values, (value) => (value.toLowerCase().includes(text) ? 1 : 0));
  }
}

type Numbers = Uint16Array | Uint32Array | Float32Array;

class Growing<Values extends Numbers> {
  private values: Values;
  private length = 0;

  constructor(private readonly make: (n: number) => Values) {
    this.values = make(1024);
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = this.make(2 * this.length);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }

  done(): Values {
    return this.values.slice(0, this.length) as Values;
  }
}

/** Bin of each value; the number of bins for none. */
function binned(values: Float32Array, edges: readonly number[]): Uint8Array {
  return Uint8Array.from(values, (value) => {
    if (Number.isNaN(value) || value < edges[0]) return edges.length;
    let bin = edges.length - 1;
    while (value < edges[bin]) bin--;
    return bin;
  });
}

const listed = (counts: readonly (readonly [string, number])[]): { value: string; count: number }[] =>
  counts
    .filter(([, count]) => count > 0)
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, MAX_VALUES)
    .map(([value, count]) => ({ value, count }));

const sum = (values: Uint8Array): number => values.reduce((total, value) => total + value, 0);
